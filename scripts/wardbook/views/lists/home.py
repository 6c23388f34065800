"""The home page: what the library holds, topics first."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook import urls
from wardbook.kinds import PAGE
from wardbook.library.edition import Edition
from wardbook.library.library import menu
from wardbook.views.context import PageContext
from wardbook.views.lists.finder import FINDER_TITLE, static_lists
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.titles import SCALES_TITLE
from wardbook.views.records.topic import Panel, panels
from wardbook.views.text import ShownProse


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """The home page."""

    title: str
    tagline: str
    audience: str
    jurisdiction: str
    finder: Entry
    indexes: tuple[Entry, ...]
    """All scenarios, in lists that need no script."""
    panels: tuple[Panel, ...]
    lists: tuple[Entry, ...]
    about: tuple[Entry, ...]
    drafts: int
    scenarios: int
    review_policy: ShownProse
    disclaimer: ShownProse


def home_page(edition: Edition) -> Page:
    """The home page."""
    context = PageContext(edition)
    settings = edition.library.settings

    def entry(title: str, page: str, note: str) -> Entry:
        return Entry(title=title, href=urls.href(page), note=note)

    return Page(
        path=urls.HOME,
        template="home.md.jinja",
        head=Head(title=settings.title, description=settings.tagline),
        view=Home(
            title=settings.title,
            tagline=settings.tagline,
            audience=settings.audience,
            jurisdiction=settings.jurisdiction,
            finder=entry(FINDER_TITLE, urls.FINDER, "By patients, study, rating and radiation level"),
            indexes=static_lists(),
            panels=panels(context),
            lists=(
                entry("Protocols", urls.PROTOCOLS, "How studies are done and read"),
                entry("Procedures", urls.PROCEDURES, "Radiation levels, and who rates what"),
                entry("Sources", urls.SOURCES, "Every publication that is cited"),
            ),
            about=(
                entry(SCALES_TITLE, urls.SCALES, "Categories, strengths, doses and marks"),
                *(
                    Entry(title=page.head.title, href=context.to(PAGE, page.head.id), note=page.head.summary)
                    for page in menu(edition.library.pages)
                ),
            ),
            drafts=sum(scenario.review.status == "draft" for scenario in edition.library.summaries.values()),
            scenarios=len(edition.library.summaries),
            review_policy=context.prose(settings.review_policy),
            disclaimer=context.prose(settings.disclaimer),
        ),
    )
