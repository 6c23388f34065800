"""The site as data: every file of `site_src/` with its bytes, worked out from an edition."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import chain
from typing import Final, NamedTuple

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.render.assets import EmbedAssets, assets, embed_assets
from wardbook.render.copies import copy_files
from wardbook.render.embeds import embed_files
from wardbook.render.fragments import Fragments
from wardbook.render.navigation import navigation, not_in_navigation
from wardbook.render.pdf import jobs
from wardbook.render.templates import Templates
from wardbook.render.typst import Job, Printer
from wardbook.urls import SETTINGS
from wardbook.views.article.article import article_source, lay_out
from wardbook.views.article.pages import scenario_pages
from wardbook.views.copies.verdict import Verdict
from wardbook.views.copies.verdict_on_record import verdicts
from wardbook.views.copies.verdict_on_removed import removed_verdicts
from wardbook.views.embed import Embed, moved_embeds, protocol_embed, scenario_embeds, topic_embed
from wardbook.views.lists.comparison import comparison_page
from wardbook.views.lists.coverage import coverage_page
from wardbook.views.lists.finder import finder_page
from wardbook.views.lists.finder_data import finder_json
from wardbook.views.lists.home import home_page
from wardbook.views.lists.protocols import protocol_index
from wardbook.views.lists.scenarios import a_to_z, by_modality, by_radiation, by_rating
from wardbook.views.moved import moved_pages
from wardbook.views.page import Page
from wardbook.views.parts.print_links import Sizes
from wardbook.views.print.frame import Copy, CurrentCopy
from wardbook.views.print.index_page import print_page
from wardbook.views.print.printable import (
    Printable,
    protocol_printable,
    scenario_printable,
    topic_printable,
    volume_printable,
)
from wardbook.views.print.volumes import volumes
from wardbook.views.records.procedure import procedure_index, procedure_page
from wardbook.views.records.prose import prose_page, scales_page
from wardbook.views.records.protocol import protocol_layout, protocol_page
from wardbook.views.records.source import source_index, source_page
from wardbook.views.records.topic import topic_index, topic_layout, topic_page

Target = tuple[str, str]
"""A part of the site that is rendered at one go, by kind and name: a record by its id, one of `LISTS`, a volume."""
VOLUME: Final = "volume"
PRINTED_TARGETS: Final = (*urls.PRINTED, VOLUME)
"""The kinds of targets that have PDFs."""

Copies = Mapping[tuple[str, str], Copy]
"""The copies that are printed now, by kind and id."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The tools of rendering: templates, the files that embeds load, and the printer."""

    templates: Templates
    embed_assets: EmbedAssets
    printer: Printer


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered target."""

    files: Mapping[str, bytes]
    """Its files by their path in `site_src/`."""
    copies: Copies = field(default_factory=dict)
    """The copy that is printed of it now, for the books that it is part of."""


def render_context(library: Library, templates: Templates, printer: Printer) -> RenderContext:
    """The tools for rendering a library. Raises TemplateFault."""
    return RenderContext(templates, embed_assets(library, templates), printer)


def render_site(edition: Edition, context: RenderContext) -> dict[str, bytes]:
    """Every file of `site_src/` by its path. Raises TemplateFault and PrintFault."""
    files, copies = dict[str, bytes](), dict[tuple[str, str], Copy]()

    def current(kind: str, id: str) -> Copy:
        return copies[kind, id]

    for target in targets(ids(edition.library), len(volumes(edition.library))):
        rendered = render_target(target, edition, context, current)
        files |= rendered.files
        copies |= rendered.copies
    return files


def ids(library: Library) -> Mapping[str, Iterable[str]]:
    """The ids of the library's records by kind."""
    return {
        "topic": library.topics,
        "scenario": library.scenarios,
        "protocol": library.protocols,
        "procedure": library.procedures,
        "source": library.sources,
        "page": library.pages,
    }


def targets(ids: Mapping[str, Iterable[str]], volumes: int) -> Iterator[Target]:
    """Everything there is to render, given the ids of the records by kind and how many volumes the library fills.

    What a book is made of comes before it: scenarios, protocols, topics, volumes.
    """
    yield from ((kind, id) for kind, of_kind in ids.items() if kind != "topic" for id in of_kind)
    yield from (("topic", id) for id in ids["topic"])
    yield from ((VOLUME, str(number)) for number in range(1, volumes + 1))
    yield from (("list", name) for name in LISTS)


def render_target(target: Target, edition: Edition, context: RenderContext, current: CurrentCopy) -> Rendered:
    """Render a target; `current` gives the copies of the records in its book. Raises TemplateFault and PrintFault."""
    kind, name = target
    if kind == "list" and name in LIST_FILES:
        return Rendered(LIST_FILES[name](edition, context.templates))
    shown = view_target(target, edition, current)
    pdfs = {job.path: context.printer(job) for job in shown.jobs()}
    fragments = Fragments(context.templates)
    pages = _page_files(shown.pages({path: len(pdf) for path, pdf in pdfs.items()}), context.templates, fragments)
    embeds = embed_files(shown.embeds, edition.library, context.templates, context.embed_assets, fragments)
    copies = copy_files(shown.verdicts(edition), edition.library, context.templates, context.embed_assets)
    own = {(kind, name): shown.printable.copy} if shown.printable else {}
    return Rendered({**pdfs, **pages, **embeds, **copies}, own)


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetView:
    """A target as data: its pages, its embeds and what is printed of it."""

    pages: Callable[[Sizes], Iterable[Page]]
    """Its pages, given the sizes of its PDFs."""
    embeds: Iterable[Embed] = ()
    printable: Printable | None = None
    """Its prints; none where nothing is printed and no printed copy of it is known."""
    removed: Iterable[Verdict] = ()
    """The verdicts on printed copies of records that are no more."""

    def jobs(self) -> Iterable[Job]:
        """Its PDFs, ready for the printer."""
        return jobs(self.printable) if self.printable else ()

    def verdicts(self, edition: Edition) -> Iterable[Verdict]:
        """The verdicts on its printed copies."""
        return chain(self.removed, verdicts(self.printable.subject, edition) if self.printable else ())


def view_target(target: Target, edition: Edition, current: CurrentCopy) -> TargetView:
    """A target as data; `current` gives the copies of the records in its book."""
    kind, name = target
    if kind in RECORDS:
        return RECORDS[kind](name, edition, current)
    if kind == VOLUME:
        volume = volumes(edition.library)[int(name) - 1]
        printed = _is_printed(edition.library, "library", volume.id)
        return TargetView(pages=_no_pages, printable=volume_printable(volume, edition, current) if printed else None)
    if name == "moved":
        return TargetView(
            pages=lambda _: moved_pages(edition), embeds=moved_embeds(edition), removed=removed_verdicts(edition)
        )
    return TargetView(pages=lambda _: (LIST_PAGES[name].view(edition),))


def _no_pages(_: Sizes) -> Iterable[Page]:
    return ()


def _is_printed(library: Library, kind: str, id: str) -> bool:
    """Whether there are, or may be, printed copies of a thing."""
    return bool(library.settings.papers) or bool(library.copies.get(f"{kind}:{id}"))


def _scenario(id: str, edition: Edition, current: CurrentCopy) -> TargetView:
    layout = lay_out(article_source(edition.library.scenarios[id], edition))
    printed = _is_printed(edition.library, "scenario", id)
    return TargetView(
        pages=lambda sizes: scenario_pages(layout, sizes),
        embeds=scenario_embeds(layout),
        printable=scenario_printable(layout, current) if printed else None,
    )


def _topic(id: str, edition: Edition, current: CurrentCopy) -> TargetView:
    layout = topic_layout(edition.library.topics[id], edition)
    printed = _is_printed(edition.library, "topic", id)
    return TargetView(
        pages=lambda sizes: (topic_page(layout, sizes),),
        embeds=(topic_embed(layout),),
        printable=topic_printable(layout, current) if printed else None,
    )


def _protocol(id: str, edition: Edition, current: CurrentCopy) -> TargetView:
    layout = protocol_layout(edition.library.protocols[id], edition)
    printed = _is_printed(edition.library, "protocol", id)
    return TargetView(
        pages=lambda sizes: (protocol_page(layout, sizes),),
        embeds=(protocol_embed(layout),),
        printable=protocol_printable(layout, current) if printed else None,
    )


RECORDS: Final[Mapping[str, Callable[[str, Edition, CurrentCopy], TargetView]]] = {
    "scenario": _scenario,
    "topic": _topic,
    "protocol": _protocol,
    "procedure": lambda id, edition, _: _one_page(procedure_page(edition.library.procedures[id], edition)),
    "source": lambda id, edition, _: _one_page(source_page(edition.library.sources[id], edition)),
    "page": lambda id, edition, _: _one_page(prose_page(edition.library.pages[id], edition)),
}
"""The view of each kind of record."""


def _one_page(page: Page) -> TargetView:
    return TargetView(pages=lambda _: (page,))


class ListPage(NamedTuple):
    """A page about the library as a whole."""

    path: str
    view: Callable[[Edition], Page]


LIST_PAGES: Final[Mapping[str, ListPage]] = {
    "home": ListPage(urls.HOME, home_page),
    "finder": ListPage(urls.FINDER, finder_page),
    "a-z": ListPage(urls.A_TO_Z, a_to_z),
    "by-modality": ListPage(urls.BY_MODALITY, by_modality),
    "by-rating": ListPage(urls.BY_RATING, by_rating),
    "by-radiation": ListPage(urls.BY_RADIATION, by_radiation),
    "comparison": ListPage(urls.COMPARISON, comparison_page),
    "topics": ListPage(urls.TOPICS, topic_index),
    "protocols": ListPage(urls.PROTOCOLS, protocol_index),
    "procedures": ListPage(urls.PROCEDURES, procedure_index),
    "sources": ListPage(urls.SOURCES, source_index),
    "scales": ListPage(urls.SCALES, scales_page),
    "coverage": ListPage(urls.COVERAGE, coverage_page),
    "print": ListPage(urls.PRINT, print_page),
}
"""The pages about the library, in the order of the sitemap."""


def _page_files(pages: Iterable[Page], templates: Templates, fragments: Fragments) -> dict[str, bytes]:
    return {page.path: page_text(page, templates, fragments).encode() for page in pages}


def page_text(page: Page, templates: Templates, fragments: Fragments) -> str:
    """A page as Markdown. Raises TemplateFault."""
    text = templates.page(
        page.template,
        path=page.path,
        head=page.head,
        page=page.view,
        html=fragments.html,
        body=fragments.markdown_section,
    )
    return urls.resolved(text, page.path)


def _sitemap(edition: Edition, templates: Templates) -> dict[str, bytes]:
    """The list of all whole pages for search engines; none for a site without an address."""
    address = edition.library.settings.address
    if not address:
        return {}
    records = (urls.page_of(kind, id) for kind, of_kind in ids(edition.library).items() for id in of_kind)
    places = [
        address.rstrip("/") + urls.url(path) for path in chain((page.path for page in LIST_PAGES.values()), records)
    ]
    return {"sitemap.xml": str(templates.fragment("components/sitemap.xml.jinja", urls=places)).encode()}


def site_settings(library: Library) -> dict[str, object]:
    """The settings that a site builder takes from the library; its words are HTML, for which MkDocs takes them."""
    settings = library.settings
    return {
        "site_name": escape(settings.title),
        "site_description": escape(settings.tagline),
        "site_author": escape(settings.publisher),
        "site_url": settings.address,
        "logo": f"assets/{settings.logo}" if settings.logo else None,
        "contact": {name: escape(text) for name, text in settings.contact.model_dump().items() if text},
        "publisher": escape(settings.publisher),
        "nav": navigation(library),
        "not_in_nav": not_in_navigation(library),
    }


LIST_FILES: Final[Mapping[str, Callable[[Edition, Templates], dict[str, bytes]]]] = {
    "assets": lambda edition, templates: assets(edition.library, templates),
    "finder-data": lambda edition, _: {urls.FINDER_DATA: finder_json(edition.library)},
    "settings": lambda edition, _: {
        SETTINGS: json.dumps(site_settings(edition.library), ensure_ascii=False, indent=1).encode()
    },
    "sitemap": _sitemap,
}
"""The files of the library as a whole that are no pages."""

LISTS: Final = (*LIST_PAGES, "moved", *LIST_FILES)
"""The targets of the library as a whole."""
