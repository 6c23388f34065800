"""The home page: what the library holds, topics first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardbook import urls
from wardbook.library.library import Library, menu
from wardbook.views.lists.finder import FINDER_TITLE, static_lists
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.titles import SCALES_TITLE
from wardbook.views.records.topic import Panel, panels
from wardbook.views.text import Setting, ShownProse, Vocabulary


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


def home_page(library: Library, vocabulary: Vocabulary, today: date) -> Page:
    """The home page."""
    setting = Setting(urls.HOME, vocabulary, today)
    settings = library.settings

    def entry(title: str, page: str, note: str) -> Entry:
        return Entry(title=title, href=urls.href(urls.HOME, page), note=note)

    return Page(
        path=urls.HOME,
        template="home.md.jinja",
        head=Head(title=settings.title, description=settings.tagline, wide=True),
        view=Home(
            title=settings.title,
            tagline=settings.tagline,
            audience=settings.audience,
            jurisdiction=settings.jurisdiction,
            finder=entry(FINDER_TITLE, urls.FINDER, "By patients, study, rating and radiation level"),
            indexes=static_lists(urls.HOME),
            panels=panels(library, setting),
            lists=(
                entry("Protocols", urls.PROTOCOLS, "How studies are done and read"),
                entry("Procedures", urls.PROCEDURES, "Radiation levels, and who rates what"),
                entry("Sources", urls.SOURCES, "Every publication that is cited"),
            ),
            about=(
                entry(SCALES_TITLE, urls.SCALES, "Categories, strengths, doses and marks"),
                *(
                    Entry(title=page.head.title, href=setting.to("page", page.head.id), note=page.head.summary)
                    for page in menu(library.pages)
                ),
            ),
            drafts=sum(scenario.review.status == "draft" for scenario in library.cards.values()),
            scenarios=len(library.cards),
            review_policy=setting.prose(settings.review_policy),
            disclaimer=setting.prose(settings.disclaimer),
        ),
    )
