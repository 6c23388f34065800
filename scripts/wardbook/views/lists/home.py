"""The home page: the search, and what the library holds, scenarios first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.kinds import PAGE, TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import menu
from wardbook.model.records.topic import Topic
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.lists.comparison import COMPARISON_TITLE
from wardbook.views.lists.finder import FINDER_TITLE, static_lists
from wardbook.views.lists.protocols import protocols_summary
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry, ScenarioEntry, brief_entry
from wardbook.views.parts.options.words import shows_radiation, words_of_library
from wardbook.views.parts.status import drafts_note
from wardbook.views.parts.titles import scales_title
from wardbook.views.records.guide import LARGEST_UNFOLDED
from wardbook.views.records.topic import scenarios_in_words, topics_by_panel
from wardbook.views.text import ShownProse

MOST_SCENARIOS: Final = 120
"""The most scenarios that the home page lists; a larger library has its topics alone there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeTopic:
    """A topic with its scenarios."""

    title: str
    href: Href
    note: str
    scenarios: tuple[ScenarioEntry, ...]
    """None in a large library."""


@dataclass(frozen=True, slots=True)
class HomePanel:
    """The topics of a panel."""

    title: str
    topics: tuple[HomeTopic, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """The home page."""

    title: str
    tagline: str
    audience: str
    jurisdiction: str
    finder: Entry
    option: str
    """A word for what the library rates, such as `study`."""
    indexes: tuple[Entry, ...]
    """All scenarios, in lists that need no script."""
    panels: tuple[HomePanel, ...]
    folded: bool
    """Whether the scenarios of a topic are folded."""
    lists: tuple[Entry, ...]
    about: tuple[Entry, ...]
    drafts: int
    drafts_note: str
    """Whether the search finds them, if that is to be said."""
    scenarios: int
    review_policy: ShownProse
    disclaimer: ShownProse


def home_page(edition: Edition) -> Page:
    """The home page."""
    context = PageContext(edition)
    settings = edition.library.settings
    summaries, radiates = edition.library.summaries, shows_radiation(edition.library)
    return Page(
        path=urls.HOME,
        template="home.md.jinja",
        head=Head(title=settings.title, description=settings.tagline, styles=("assets/home.css",), has_contents=False),
        view=Home(
            title=settings.title,
            tagline=settings.tagline,
            audience=settings.audience,
            jurisdiction=settings.jurisdiction,
            finder=_entry(FINDER_TITLE, urls.FINDER, ""),
            option=words_of_library(edition.library).one,
            indexes=static_lists(edition.library),
            panels=tuple(
                HomePanel(panel, tuple(_topic(topic, context) for topic in topics))
                for panel, topics in topics_by_panel(edition.library).items()
            ),
            folded=len(summaries) > LARGEST_UNFOLDED,
            lists=(
                _entry("Protocols", urls.PROTOCOLS, protocols_summary(edition.library)),
                _entry(
                    "Procedures",
                    urls.PROCEDURES,
                    "Radiation levels and ratings by procedure" if radiates else "Ratings by procedure",
                ),
                *([_entry(COMPARISON_TITLE, urls.COMPARISON, "All procedures side by side")] if radiates else []),
                _entry("Sources", urls.SOURCES, "Every publication that is cited"),
            ),
            about=(
                _entry(
                    scales_title(edition.library),
                    urls.SCALES,
                    "Categories, evidence, doses and marks" if radiates else "Categories, evidence and marks",
                ),
                *(
                    Entry(title=page.head.title, href=context.to(PAGE, page.head.id), note=page.head.summary)
                    for page in menu(edition.library.pages)
                ),
            ),
            drafts=sum(scenario.review.status == "draft" for scenario in summaries.values()),
            drafts_note=drafts_note(edition),
            scenarios=len(summaries),
            review_policy=context.prose(settings.review_policy),
            disclaimer=context.prose(settings.disclaimer),
        ),
    )


def _entry(title: str, page: str, note: str) -> Entry:
    return Entry(title=title, href=urls.href(page), note=note)


def _topic(topic: Topic, context: PageContext) -> HomeTopic:
    summaries = context.library.summaries
    listed = topic.scenarios if len(summaries) <= MOST_SCENARIOS else ()
    return HomeTopic(
        title=topic.title,
        href=context.to(TOPIC, topic.id),
        note=scenarios_in_words(len(topic.scenarios)),
        scenarios=tuple(brief_entry(summaries[id], context) for id in listed),
    )
