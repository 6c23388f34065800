"""The home page: what the library holds, topics first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardbook import addresses
from wardbook.library import Library, menu
from wardbook.views.finder import FINDER_TITLE, static_lists
from wardbook.views.lists import Entry
from wardbook.views.page import Head, Page
from wardbook.views.text import Setting, ShownProse, Vocabulary
from wardbook.views.titles import SCALES_TITLE
from wardbook.views.topic import Panel, panels


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
    setting = Setting(addresses.HOME, vocabulary, today)
    settings = library.settings

    def entry(title: str, page: str, note: str) -> Entry:
        return Entry(title=title, href=addresses.href(addresses.HOME, page), note=note)

    return Page(
        path=addresses.HOME,
        template="home.md.jinja",
        head=Head(title=settings.title, description=settings.tagline, wide=True),
        view=Home(
            title=settings.title,
            tagline=settings.tagline,
            audience=settings.audience,
            jurisdiction=settings.jurisdiction,
            finder=entry(FINDER_TITLE, addresses.FINDER, "By patients, study, rating and radiation level"),
            indexes=static_lists(addresses.HOME),
            panels=panels(library, setting),
            lists=(
                entry("Protocols", addresses.PROTOCOLS, "How studies are done and read"),
                entry("Procedures", addresses.PROCEDURES, "Radiation levels, and who rates what"),
                entry("Sources", addresses.SOURCES, "Every publication that is cited"),
            ),
            about=(
                entry(SCALES_TITLE, addresses.SCALES, "Categories, strengths, doses and marks"),
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
