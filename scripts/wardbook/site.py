"""The site as data: every file of `site_src/` with its bytes, worked out from a library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from html import escape
from typing import Final

from wardbook import addresses
from wardbook.addresses import SETTINGS
from wardbook.assets import assets
from wardbook.embeds import embed_files
from wardbook.library import Library
from wardbook.navigation import navigation, not_in_navigation
from wardbook.templating import Templates
from wardbook.views.about import prose_page, scales_page
from wardbook.views.article import manuscript
from wardbook.views.comparison import comparison_page
from wardbook.views.coverage import coverage_page
from wardbook.views.embed import Embed, moved_embeds, protocol_embed, scenario_embeds, topic_embed
from wardbook.views.finder import finder_page
from wardbook.views.finder_data import finder_json
from wardbook.views.home import home_page
from wardbook.views.moved import moved_pages
from wardbook.views.page import Page
from wardbook.views.procedure import procedure_index, procedure_page
from wardbook.views.protocol import protocol_page
from wardbook.views.protocol_index import protocol_index
from wardbook.views.scenario import scenario_pages
from wardbook.views.scenario_lists import a_to_z, by_modality, by_radiation, by_rating
from wardbook.views.source import source_index, source_page
from wardbook.views.text import Vocabulary
from wardbook.views.topic import topic_index, topic_page

Unit = tuple[str, str]
"""What is rendered at one go: the pages of a record, by its kind and id, or one of the `LISTS`, by its name."""


def render_site(library: Library, templates: Templates, today: date) -> dict[str, bytes]:
    """Every file of `site_src/` by its path, as of the day `today`, which decides what is overdue."""
    vocabulary = Vocabulary(library.terms)
    files: dict[str, bytes] = {}
    for unit in units(ids(library)):
        files |= render_unit(unit, library, vocabulary, templates, today)
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


def units(ids: Mapping[str, Iterable[str]]) -> Iterator[Unit]:
    """Everything there is to render, given the ids of the records by kind."""
    yield from (("list", name) for name in LISTS)
    yield from ((kind, id) for kind, of_kind in ids.items() for id in of_kind)


def render_unit(
    unit: Unit, library: Library, vocabulary: Vocabulary, templates: Templates, today: date
) -> dict[str, bytes]:
    """The files of a unit by their path in `site_src/`."""
    if unit == ("list", "assets"):
        return assets(library, templates)
    if unit == ("list", "sitemap"):
        return _sitemap(library, templates)
    if unit == ("list", "finder-data"):
        return {addresses.FINDER_DATA: finder_json(library)}
    if unit == ("list", "settings"):
        return {SETTINGS: json.dumps(site_settings(library), ensure_ascii=False, indent=1).encode()}
    pages, embeds = _shown(unit, library, vocabulary, today)
    files = {page.path: templates.page(page.template, head=page.head, page=page.view).encode() for page in pages}
    return files | embed_files(embeds, library, templates)


def pages(library: Library, today: date) -> Iterator[Page]:
    """Every page of the site."""
    vocabulary = Vocabulary(library.terms)
    for unit in units(ids(library)):
        yield from _shown(unit, library, vocabulary, today)[0]


def _shown(unit: Unit, library: Library, vocabulary: Vocabulary, today: date) -> tuple[Iterable[Page], Iterable[Embed]]:
    """The pages and the embeds of a unit."""
    kind, name = unit
    seen = (library, vocabulary, today)
    if kind == "scenario":
        text = manuscript(library.scenarios[name], *seen)
        return scenario_pages(text), scenario_embeds(text)
    if unit == ("list", "moved"):
        return moved_pages(*seen), moved_embeds(*seen)
    if kind == "list":
        return ((_PAGES[name](*seen),) if name in _PAGES else ()), ()
    return (_RECORDS[kind](name, *seen),), ((_EMBEDS[kind](name, *seen),) if kind in _EMBEDS else ())


_RECORDS: Final[Mapping[str, Callable[[str, Library, Vocabulary, date], Page]]] = {
    "topic": lambda id, library, *seen: topic_page(library.topics[id], library, *seen),
    "protocol": lambda id, library, *seen: protocol_page(library.protocols[id], library, *seen),
    "procedure": lambda id, library, *seen: procedure_page(library.procedures[id], library, *seen),
    "source": lambda id, library, *seen: source_page(library.sources[id], library, *seen),
    "page": lambda id, library, *seen: prose_page(library.pages[id], library, *seen),
}

_EMBEDS: Final[Mapping[str, Callable[[str, Library, Vocabulary, date], Embed]]] = {
    "topic": lambda id, library, *seen: topic_embed(library.topics[id], library, *seen),
    "protocol": lambda id, library, *seen: protocol_embed(library.protocols[id], library, *seen),
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
}

LISTS: Final = (*_PAGES, "moved", "finder-data", "settings", "assets", "sitemap")
"""What is rendered of the library as a whole."""


def _sitemap(library: Library, templates: Templates) -> dict[str, bytes]:
    """The list of all whole pages for search engines; none for a site without an address."""
    if not library.settings.address:
        return {}
    paths = (*_INDEXES, *(addresses.page_of(kind, id) for kind, of_kind in ids(library).items() for id in of_kind))
    urls = [library.settings.address.rstrip("/") + addresses.url(path) for path in paths]
    return {"sitemap.xml": str(templates.fragment("components/sitemap.xml.jinja", urls=urls)).encode()}


_INDEXES: Final = (
    addresses.HOME,
    addresses.FINDER,
    addresses.A_TO_Z,
    addresses.BY_MODALITY,
    addresses.BY_RATING,
    addresses.BY_RADIATION,
    addresses.COMPARISON,
    addresses.TOPICS,
    addresses.PROTOCOLS,
    addresses.PROCEDURES,
    addresses.SOURCES,
    addresses.SCALES,
    addresses.COVERAGE,
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
