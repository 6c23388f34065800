"""The files of the library as a whole that are no pages: assets, data of finder and search, settings, sitemap."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from itertools import chain
from typing import Final

from wardbook import urls
from wardbook.kinds import PROTOCOL, SCENARIO, TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.render.assets import assets
from wardbook.render.navigation import navigation, not_in_navigation
from wardbook.render.problem_report import UNKNOWN_ADDRESS, missing_page_report_link
from wardbook.render.templates import Templates
from wardbook.views.lists.finder_data import finder_json
from wardbook.views.lists.search_data import meanings_json, publications_json
from wardbook.views.parts.options.words import words_of_library
from wardbook.views.parts.status import drafts_note, is_indexed
from wardbook.views.records.changes.data import changes_json
from wardbook.views.records.changes.feeds import feeds, library_feeds
from wardbook.views.targets.layouts import record_ids
from wardbook.views.targets.list_pages import list_pages


def _assets(edition: Edition, templates: Templates) -> dict[str, bytes]:
    return assets(edition.library, templates)


def _media(edition: Edition, _: Templates) -> dict[str, bytes]:
    """The pictures and documents, at the addresses by which pages know them."""
    return dict(edition.library.media)


def _finder_data(edition: Edition, _: Templates) -> dict[str, bytes]:
    return {urls.FINDER_DATA: finder_json(edition)}


def _search_data(edition: Edition, _: Templates) -> dict[str, bytes]:
    return {urls.PUBLICATIONS: publications_json(edition.library), urls.MEANINGS: meanings_json(edition.library)}


def _changes(edition: Edition, templates: Templates) -> dict[str, bytes]:
    """The changes as data, and as feeds for a site with an address."""
    found = {urls.CHANGES_DATA: changes_json(edition)}
    for feed in feeds(edition):
        found[feed.path] = str(templates.render_html("components/feed.xml.jinja", feed=feed)).encode()
    return found


def _search_note(edition: Edition, _: Templates) -> dict[str, bytes]:
    return {urls.SEARCH_NOTE: json.dumps({"note": drafts_note(edition)}).encode()}


def _settings(edition: Edition, _: Templates) -> dict[str, bytes]:
    return {urls.SETTINGS: json.dumps(site_settings(edition.library), ensure_ascii=False, indent=1).encode()}


def _sitemap(edition: Edition, templates: Templates) -> dict[str, bytes]:
    """The list of all whole pages that search engines may list; none for a site without an address."""
    library = edition.library
    if not library.settings.address:
        return {}
    records = (
        urls.page_of(kind, id)
        for kind, of_kind in record_ids(library).items()
        for id in of_kind
        if _is_listed(kind, id, library)
    )
    whole = chain((page.path for page in list_pages(library) if page.is_indexed), records)
    places = [library.settings.address.rstrip("/") + urls.url(path) for path in whole]
    return {"sitemap.xml": str(templates.render_html("components/sitemap.xml.jinja", urls=places)).encode()}


def _is_listed(kind: str, id: str, library: Library) -> bool:
    if kind == SCENARIO:
        return is_indexed(library.summaries[id].review)
    if kind == TOPIC:
        return is_indexed(library.topics[id].review)
    return kind != PROTOCOL or is_indexed(library.protocols[id].review)


LIBRARY_FILES: Final[Mapping[str, Callable[[Edition, Templates], dict[str, bytes]]]] = {
    "assets": _assets,
    "media": _media,
    "finder-data": _finder_data,
    "search-data": _search_data,
    "feeds": _changes,
    "search-note": _search_note,
    "settings": _settings,
    "sitemap": _sitemap,
}
"""The files by the names of their targets."""


def site_settings(library: Library) -> dict[str, object]:
    """The settings that a site builder takes from the library; its words are HTML, for which MkDocs takes them."""
    settings = library.settings
    return {
        "site_name": escape(settings.title),
        "short_name": escape(settings.short_title or settings.title),
        "site_description": escape(settings.tagline),
        "site_author": escape(settings.publisher),
        "site_url": settings.address,
        "logo": f"assets/{settings.logo}" if settings.logo else None,
        "contact": {name: escape(text) for name, text in settings.contact.model_dump().items() if text},
        # For pages that the builder itself makes: those that are not there.
        "missing_page": {
            "report": escape(missing_page_report_link(settings)),
            "unknown_address": UNKNOWN_ADDRESS,
        },
        "feeds": [{"title": escape(feed.title), "path": feed.path} for feed in library_feeds(library)],
        "publisher": escape(settings.publisher),
        "option": words_of_library(library).one,
        "nav": navigation(library),
        "not_in_nav": not_in_navigation(library),
    }
