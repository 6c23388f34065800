"""The navigation: panels and topics, not scenarios.

With every scenario in it, each page would carry the whole list: 264 KB a page at 5,000
scenarios, against 18 KB. Scenarios are reached from their topic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from wardbook import urls
from wardbook.kinds import KINDS, PAGE, PROTOCOL, TOPIC
from wardbook.library.library import Library, menu
from wardbook.views.targets.list_pages import ListPage, list_pages

Nav = list[dict[str, Any]]
"""MkDocs' own form: a list of `{title: path}` or `{title: [entries]}`."""


def not_in_navigation(library: Library) -> list[str]:
    """The pages that stand among those of the navigation without being in it: lists for editors, and notices.

    For kinds that the navigation does not list, `not_in_nav` in mkdocs.yml names the folder.
    """
    lists = [page.path for page in list_pages(library) if not page.menu]
    ledgers = [
        urls.claims_of_page(kind, id) for kind in (TOPIC, PROTOCOL) for id in getattr(library, KINDS[kind].plural)
    ]
    return (
        lists + ledgers + [urls.page_of(move.kind, move.id) for move in library.moved if KINDS[move.kind].in_navigation]
    )


def navigation(library: Library) -> Nav:
    """The navigation of the whole site; its titles are HTML, for which MkDocs takes them."""
    topics = sorted(library.topics.values(), key=lambda topic: (topic.panels[0], topic.title))
    by_panel: dict[str, Nav] = {}
    for topic in topics:
        by_panel.setdefault(topic.panels[0], []).append({escape(topic.title): urls.page_of(TOPIC, topic.id)})
    protocols = sorted(library.protocols.values(), key=lambda protocol: protocol.title)
    records: Mapping[str, Nav] = {
        "Topics": [{escape(panel): entries} for panel, entries in by_panel.items()],
        "Protocols": [{escape(protocol.title): urls.page_of(PROTOCOL, protocol.id)} for protocol in protocols],
        "About": [{escape(page.head.title): urls.page_of(PAGE, page.head.id)} for page in menu(library.pages)],
    }
    pages = list_pages(library)
    return [
        {name: _entries([page for page in pages if page.menu == name], records.get(name, []), library)}
        for name in dict.fromkeys(page.menu for page in pages if page.menu)
    ]


def _entries(pages: Sequence[ListPage], records: Nav, library: Library) -> str | Nav:
    """The entries of a menu: its first page about the library, its records, its other pages; or its only page."""
    if not pages[0].label:
        return pages[0].path
    first, *others = [{page.label_in(library): page.path} for page in pages]
    return [first, *records, *others]
