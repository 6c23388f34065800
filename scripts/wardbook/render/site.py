"""The site as data: every file of `site_src/` with its bytes, worked out from a library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import chain
from typing import Final

from wardbook import urls
from wardbook.library.library import Library
from wardbook.render.assets import assets
from wardbook.render.copies import copy_files, protocol_verdicts, scenario_verdicts, topic_verdicts, volume_verdicts
from wardbook.render.embeds import embed_files
from wardbook.render.navigation import navigation, not_in_navigation
from wardbook.render.pdf import protocol_jobs, scenario_jobs, topic_jobs, volume_jobs
from wardbook.render.templates import Templates
from wardbook.render.typst import Job, Printer
from wardbook.urls import SETTINGS
from wardbook.views.article.article import manuscript
from wardbook.views.article.pages import scenario_pages
from wardbook.views.copies.removed import verdicts_of_gone, verdicts_of_gone_volumes
from wardbook.views.copies.verdict import Verdict
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
from wardbook.views.print.index_page import print_page
from wardbook.views.print.volumes import volumes
from wardbook.views.records.procedure import procedure_index, procedure_page
from wardbook.views.records.prose import prose_page, scales_page
from wardbook.views.records.protocol import protocol_page
from wardbook.views.records.source import source_index, source_page
from wardbook.views.records.topic import topic_index, topic_page
from wardbook.views.text import Vocabulary

Unit = tuple[str, str]
"""What is rendered at one go, by kind and name: a record by its id, one of the `LISTS`, a volume by its number."""
VOLUME: Final = "volume"
PRINTED: Final = (*urls.PRINTED, VOLUME)
"""The kinds of units that have PDFs."""


@dataclass(frozen=True, slots=True)
class Means:
    """With what a site is rendered."""

    templates: Templates
    printer: Printer


def render_site(library: Library, templates: Templates, today: date, printer: Printer) -> dict[str, bytes]:
    """Every file of `site_src/` by its path, as of the day `today`, which decides what is overdue.

    Raises TemplateFault and PrintFault.
    """
    vocabulary = Vocabulary(library.terms)
    means, files = Means(templates, printer), dict[str, bytes]()
    for unit in units(ids(library), len(volumes(library))):
        files |= render_unit(unit, library, vocabulary, means, today)
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


def units(ids: Mapping[str, Iterable[str]], volumes: int) -> Iterator[Unit]:
    """Everything there is to render, given the ids of the records by kind and how many volumes the library fills."""
    yield from (("list", name) for name in LISTS)
    yield from ((VOLUME, str(number)) for number in range(1, volumes + 1))
    yield from ((kind, id) for kind, of_kind in ids.items() for id in of_kind)


def render_unit(unit: Unit, library: Library, vocabulary: Vocabulary, means: Means, today: date) -> dict[str, bytes]:
    """The files of a unit by their path in `site_src/`. Raises TemplateFault and PrintFault."""
    templates = means.templates
    if unit == ("list", "assets"):
        return assets(library, templates)
    if unit == ("list", "sitemap"):
        return _sitemap(library, templates)
    if unit == ("list", "finder-data"):
        return {urls.FINDER_DATA: finder_json(library)}
    if unit == ("list", "settings"):
        return {SETTINGS: json.dumps(site_settings(library), ensure_ascii=False, indent=1).encode()}
    shown = _shown(unit, library, vocabulary, today)
    prints = {job.path: means.printer(job) for job in (shown.jobs if library.settings.papers else ())}
    sizes = {path: len(pdf) for path, pdf in prints.items()}
    files = {
        page.path: templates.page(page.template, head=page.head, page=page.view).encode() for page in shown.pages(sizes)
    }
    copies = copy_files(shown.verdicts, library, templates)
    return prints | files | embed_files(shown.embeds, library, templates) | copies


def pages(library: Library, today: date) -> Iterator[Page]:
    """Every page of the site, without its PDFs."""
    vocabulary = Vocabulary(library.terms)
    for unit in units(ids(library), len(volumes(library))):
        yield from _shown(unit, library, vocabulary, today).pages({})


def print_jobs(unit: Unit, library: Library, vocabulary: Vocabulary, today: date) -> Iterable[Job]:
    """The PDFs of a unit, ready for the press."""
    return _shown(unit, library, vocabulary, today).jobs


@dataclass(frozen=True, kw_only=True, slots=True)
class _Shown:
    """What a unit is shown as."""

    pages: Callable[[Sizes], Iterable[Page]]
    """Its pages, given the sizes of its PDFs."""
    embeds: Iterable[Embed] = ()
    jobs: Iterable[Job] = ()
    """Its PDFs."""
    verdicts: Iterable[Verdict] = ()
    """What is said of its printed copies."""


def _shown(unit: Unit, library: Library, vocabulary: Vocabulary, today: date) -> _Shown:
    kind, name = unit
    seen = (library, vocabulary, today)
    if kind == "scenario":
        text = manuscript(library.scenarios[name], *seen)
        return _Shown(
            pages=lambda sizes: scenario_pages(text, sizes),
            embeds=scenario_embeds(text),
            jobs=scenario_jobs(text),
            verdicts=scenario_verdicts(text),
        )
    if unit == ("list", "moved"):
        gone = chain(verdicts_of_gone(*seen), verdicts_of_gone_volumes(len(volumes(library)), library))
        return _Shown(pages=lambda _: moved_pages(*seen), embeds=moved_embeds(*seen), verdicts=gone)
    if kind == VOLUME:
        part = volumes(library)[int(name) - 1]
        copy, jobs = volume_jobs(part, *seen)
        return _Shown(pages=lambda _: (), jobs=jobs, verdicts=volume_verdicts(copy, part, *seen))
    if kind == "list":
        return _Shown(pages=lambda _: (_PAGES[name](*seen),) if name in _PAGES else ())
    return _Shown(
        pages=lambda sizes: (_RECORDS[kind](name, *seen, sizes),),
        embeds=(_EMBEDS[kind](name, *seen),) if kind in _EMBEDS else (),
        jobs=_JOBS[kind](name, *seen) if kind in _JOBS else (),
        verdicts=_VERDICTS[kind](name, *seen) if kind in _VERDICTS else (),
    )


_RECORDS: Final[Mapping[str, Callable[[str, Library, Vocabulary, date, Sizes], Page]]] = {
    "topic": lambda id, library, *seen: topic_page(library.topics[id], library, *seen),
    "protocol": lambda id, library, *seen: protocol_page(library.protocols[id], library, *seen),
    "procedure": lambda id, library, *seen: procedure_page(library.procedures[id], library, *seen[:2]),
    "source": lambda id, library, *seen: source_page(library.sources[id], library, *seen[:2]),
    "page": lambda id, library, *seen: prose_page(library.pages[id], library, *seen[:2]),
}

_EMBEDS: Final[Mapping[str, Callable[[str, Library, Vocabulary, date], Embed]]] = {
    "topic": lambda id, library, *seen: topic_embed(library.topics[id], library, *seen),
    "protocol": lambda id, library, *seen: protocol_embed(library.protocols[id], library, *seen),
}

_JOBS: Final[Mapping[str, Callable[[str, Library, Vocabulary, date], Iterable[Job]]]] = {
    "topic": lambda id, library, *seen: topic_jobs(library.topics[id], library, *seen),
    "protocol": lambda id, library, *seen: protocol_jobs(library.protocols[id], library, *seen),
}

_VERDICTS: Final[Mapping[str, Callable[[str, Library, Vocabulary, date], Iterable[Verdict]]]] = {
    "topic": lambda id, library, *seen: topic_verdicts(library.topics[id], library, *seen),
    "protocol": lambda id, library, *seen: protocol_verdicts(library.protocols[id], library, *seen),
}

_PAGES: Final[Mapping[str, Callable[[Library, Vocabulary, date], Page]]] = {
    "home": home_page,
    "finder": lambda library, *_: finder_page(library),
    "a-z": lambda library, _, today: a_to_z(library, today),
    "by-modality": lambda library, _, today: by_modality(library, today),
    "by-rating": lambda library, _, today: by_rating(library, today),
    "by-radiation": lambda library, _, today: by_radiation(library, today),
    "comparison": comparison_page,
    "topics": topic_index,
    "protocols": protocol_index,
    "procedures": procedure_index,
    "sources": source_index,
    "scales": scales_page,
    "coverage": coverage_page,
    "print": print_page,
}

LISTS: Final = (*_PAGES, "moved", "finder-data", "settings", "assets", "sitemap")
"""What is rendered of the library as a whole."""


def _sitemap(library: Library, templates: Templates) -> dict[str, bytes]:
    """The list of all whole pages for search engines; none for a site without an address."""
    if not library.settings.address:
        return {}
    paths = (*_INDEXES, *(urls.page_of(kind, id) for kind, of_kind in ids(library).items() for id in of_kind))
    sites = [library.settings.address.rstrip("/") + urls.url(path) for path in paths]
    return {"sitemap.xml": str(templates.fragment("components/sitemap.xml.jinja", urls=sites)).encode()}


_INDEXES: Final = (
    urls.HOME,
    urls.FINDER,
    urls.A_TO_Z,
    urls.BY_MODALITY,
    urls.BY_RATING,
    urls.BY_RADIATION,
    urls.COMPARISON,
    urls.TOPICS,
    urls.PROTOCOLS,
    urls.PROCEDURES,
    urls.SOURCES,
    urls.SCALES,
    urls.COVERAGE,
    urls.PRINT,
)


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
