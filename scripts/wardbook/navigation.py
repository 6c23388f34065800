"""The navigation: panels and topics, not scenarios.

With every scenario in it, each page would carry the whole list: 264 KB a page at 5,000
scenarios, against 18 KB. Scenarios are reached from their topic.
"""

from __future__ import annotations

from html import escape
from typing import Any, Final

from wardbook import addresses
from wardbook.library import Library, menu
from wardbook.views.comparison import COMPARISON_TITLE
from wardbook.views.finder import FINDER_TITLE
from wardbook.views.titles import COVERAGE_TITLE, PRINT_TITLE, SCALES_TITLE

Nav = list[dict[str, Any]]
"""MkDocs' own form: a list of `{title: path}` or `{title: [entries]}`."""


def not_in_navigation(library: Library) -> list[str]:
    """The pages that stand among those of the navigation without being in it: notices of records that are no more."""
    return [addresses.page_of(move.kind, move.id) for move in library.moved if move.kind in _IN_NAVIGATION]


_IN_NAVIGATION: Final = ("topic", "protocol", "page")
"""The kinds of records that it lists; `not_in_nav` in mkdocs.yml names the folders of all others."""


def navigation(library: Library) -> Nav:
    """The navigation of the whole site; its titles are HTML, for which MkDocs takes them."""
    topics = sorted(library.topics.values(), key=lambda topic: (topic.panels[0], topic.title))
    by_panel: dict[str, Nav] = {}
    for topic in topics:
        by_panel.setdefault(topic.panels[0], []).append({escape(topic.title): addresses.page_of("topic", topic.id)})
    protocols = sorted(library.protocols.values(), key=lambda protocol: protocol.title)
    return [
        {"Home": addresses.HOME},
        {
            "Find": [
                {FINDER_TITLE: addresses.FINDER},
                {"A–Z": addresses.A_TO_Z},
                {"By modality": addresses.BY_MODALITY},
                {"By rating": addresses.BY_RATING},
                {"By radiation level": addresses.BY_RADIATION},
                {COMPARISON_TITLE: addresses.COMPARISON},
            ]
        },
        {
            "Topics": [
                {"All topics": addresses.TOPICS},
                *({escape(panel): entries} for panel, entries in by_panel.items()),
            ]
        },
        {
            "Protocols": [
                {"All protocols": addresses.PROTOCOLS},
                *({escape(protocol.title): addresses.page_of("protocol", protocol.id)} for protocol in protocols),
            ]
        },
        {"Procedures": addresses.PROCEDURES},
        {"Sources": addresses.SOURCES},
        {
            "About": [
                {SCALES_TITLE: addresses.SCALES},
                *({escape(page.head.title): addresses.page_of("page", page.head.id)} for page in menu(library.pages)),
                {COVERAGE_TITLE: addresses.COVERAGE},
                {PRINT_TITLE: addresses.PRINT},
            ]
        },
    ]
