"""The pages about the library as a whole: one row for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.views.lists.claims import claims_overview
from wardbook.views.lists.comparison import COMPARISON_TITLE, comparison_page
from wardbook.views.lists.coverage import coverage_page
from wardbook.views.lists.finder import FINDER_TITLE, finder_page, scenario_index
from wardbook.views.lists.home import home_page
from wardbook.views.lists.protocols import protocol_index
from wardbook.views.lists.safety import safety_page
from wardbook.views.lists.scenarios import a_to_z, by_modality, by_radiation, by_rating
from wardbook.views.lists.this_copy import this_copy_page
from wardbook.views.page import Page
from wardbook.views.parts.options.words import shows_radiation
from wardbook.views.parts.titles import CHANGES_TITLE, PRINT_TITLE, SAFETY_TITLE, THIS_COPY_TITLE, scales_title
from wardbook.views.print.index_page import print_page
from wardbook.views.records.changes.page import changes_page
from wardbook.views.records.procedure import procedure_index
from wardbook.views.records.scales import scales_page
from wardbook.views.records.source import source_index
from wardbook.views.records.topic import topic_index


class ListPage(NamedTuple):
    """A page about the library as a whole."""

    path: str
    view: Callable[[Edition], Page]
    menu: str = ""
    """The menu of the navigation that has it; empty for a page that none has."""
    label: str | Callable[[Library], str] = ""
    """Its label in the menu, which may depend on the library; empty for a page that is a menu by itself."""
    is_in: Callable[[Library], bool] = lambda _: True
    """Whether a library has it."""
    is_indexed: bool = True
    """Whether search engines may list it, so that the sitemap has it."""

    def page(self, edition: Edition) -> Page:
        """The page, which search engines may list or not."""
        page = self.view(edition)
        return page if self.is_indexed else replace(page, head=replace(page.head, indexed=False))

    def label_in(self, library: Library) -> str:
        """Its label in the menu of a library."""
        return self.label if isinstance(self.label, str) else self.label(library)


LIST_PAGES: Final[Mapping[str, ListPage]] = {
    "home": ListPage(urls.HOME, home_page, "Home"),
    "finder": ListPage(urls.FINDER, finder_page, "Find", FINDER_TITLE),
    "scenarios": ListPage(urls.SCENARIOS, scenario_index),
    "a-z": ListPage(urls.A_TO_Z, a_to_z, "Find", "A–Z"),
    "by-modality": ListPage(urls.BY_MODALITY, by_modality, "Find", "By modality"),
    "by-rating": ListPage(urls.BY_RATING, by_rating, "Find", "By rating"),
    "by-radiation": ListPage(urls.BY_RADIATION, by_radiation, "Find", "By radiation level", shows_radiation),
    "comparison": ListPage(urls.COMPARISON, comparison_page, "Find", COMPARISON_TITLE, shows_radiation),
    "topics": ListPage(urls.TOPICS, topic_index, "Topics", "All topics"),
    "protocols": ListPage(urls.PROTOCOLS, protocol_index, "Protocols", "All protocols"),
    "procedures": ListPage(urls.PROCEDURES, procedure_index, "Procedures"),
    "sources": ListPage(urls.SOURCES, source_index, "Sources"),
    "scales": ListPage(urls.SCALES, scales_page, "About", scales_title),
    "coverage": ListPage(urls.COVERAGE, coverage_page, is_indexed=False),
    "claims": ListPage(urls.CLAIMS, claims_overview, is_indexed=False),
    "print": ListPage(urls.PRINT, print_page, "About", PRINT_TITLE),
    "safety": ListPage(urls.SAFETY, safety_page, "About", SAFETY_TITLE),
    "changes": ListPage(urls.CHANGES_PAGE, changes_page, "About", CHANGES_TITLE),
    "this-copy": ListPage(urls.THIS_COPY, this_copy_page, "About", THIS_COPY_TITLE),
}
"""The pages by the names of their targets, in the order of the sitemap and of the menus."""


def list_pages(library: Library) -> tuple[ListPage, ...]:
    """The pages that a library has."""
    return tuple(page for page in LIST_PAGES.values() if page.is_in(library))
