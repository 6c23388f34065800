"""The pages about the library as a whole: one row for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.views.lists.comparison import comparison_page
from wardbook.views.lists.coverage import coverage_page
from wardbook.views.lists.finder import finder_page
from wardbook.views.lists.home import home_page
from wardbook.views.lists.protocols import protocol_index
from wardbook.views.lists.scenarios import a_to_z, by_modality, by_radiation, by_rating
from wardbook.views.page import Page
from wardbook.views.print.index_page import print_page
from wardbook.views.records.procedure import procedure_index
from wardbook.views.records.prose import scales_page
from wardbook.views.records.source import source_index
from wardbook.views.records.topic import topic_index


class ListPage(NamedTuple):
    """A page about the library as a whole. Every one of them is in the sitemap."""

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
"""The pages by the names of their targets, in the order of the sitemap."""
