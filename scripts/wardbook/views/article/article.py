"""A scenario's article, or a part of it, as one page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.model.traverse import cited
from wardbook.urls import Href
from wardbook.views.parts.answer import ShownAnswer, shown_answer
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.status import ShownStatus, shown_status
from wardbook.views.sections import SECTIONS, Section
from wardbook.views.text import Setting, ShownProse, Vocabulary


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A tab of the article."""

    title: str
    href: Href
    current: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleHead:
    """What stands above the sections, on every page of the article."""

    category: str
    title: str
    topic: Href
    topic_title: str
    group: str
    status: ShownStatus
    answer: ShownAnswer
    tabs: tuple[SectionLink, ...]
    based_on: str


@dataclass(frozen=True, slots=True, eq=False)
class ShownSection:
    """A section, ready for its template; only itself is equal to it, so that it is a quick key."""

    slug: str
    title: str
    view: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A page of the article: all sections or some of them."""

    head: ArticleHead
    sections: tuple[ShownSection, ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]
    disclaimer: ShownProse


@dataclass(frozen=True, slots=True)
class Draws:
    """What a part of the article draws on: sources by their ids, and abbreviations with their meaning."""

    sources: frozenset[str]
    abbreviations: frozenset[tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Manuscript:
    """An article before it is laid out: what all its pages and embeds have in common."""

    scenario: Scenario
    library: Library
    vocabulary: Vocabulary
    today: date
    references: tuple[str, ...]
    """The sources in the order of their numbers."""
    everywhere: Draws
    """What stands above and below the sections."""
    within: Mapping[str, Draws]
    """What each section draws on, by its slug."""

    def setting(self, path: str) -> Setting:
        """How texts are shown on the page `path`."""
        return Setting(path, self.vocabulary, self.today, self.references)

    def all_draws(self) -> Iterator[Draws]:
        """What each part of it draws on."""
        yield self.everywhere
        yield from self.within.values()


def manuscript(scenario: Scenario, library: Library, vocabulary: Vocabulary, today: date) -> Manuscript:
    """A scenario's article, ready to be laid out."""
    labels = tuple(library.procedures[row.procedure].label for row in scenario.ratings.rows)
    above = draws(vocabulary, scenario.answer, scenario.title, scenario.short_title, labels)
    return Manuscript(
        scenario=scenario,
        library=library,
        vocabulary=vocabulary,
        today=today,
        references=numbered(_sources(scenario)),
        everywhere=Draws(above.sources.union(_standing_sources(scenario)), above.abbreviations),
        within={
            section.slug: draws(
                vocabulary,
                *(getattr(scenario, name) for name in section.fields),
                tuple(section.others(scenario, library)),
            )
            for section in SECTIONS
        },
    )


def shown(section: Section, manuscript: Manuscript, setting: Setting) -> ShownSection:
    """A section as a page shows it."""
    view = section.build(manuscript.scenario, manuscript.library, setting)
    return ShownSection(section.slug, section.title, view)


def article(
    manuscript: Manuscript, setting: Setting, sections: Iterable[ShownSection], within: Iterable[Draws]
) -> Article:
    """A page with some sections, which draw on `within`."""
    read = [manuscript.everywhere, *within]
    return Article(
        head=_head(manuscript.scenario, manuscript.library, setting, manuscript.today),
        sections=tuple(sections),
        references=reference_list(
            manuscript.library, setting, frozenset[str]().union(*(part.sources for part in read))
        ),
        abbreviations=tuple(sorted(frozenset[tuple[str, str]]().union(*(part.abbreviations for part in read)))),
        disclaimer=setting.prose(manuscript.library.settings.disclaimer),
    )


def draws(vocabulary: Vocabulary, *values: Any) -> Draws:
    """What records and texts draw on."""
    return Draws(frozenset(cited(*values)), frozenset(vocabulary.used_in(*values)))


def _standing_sources(scenario: Scenario) -> Iterator[str]:
    """The sources that every page of the article lists, whatever its text cites."""
    yield scenario.ratings.source
    yield from (variant.source for variant in scenario.variants)
    yield from cited(scenario.review)


def _sources(scenario: Scenario) -> Iterator[str]:
    """Every source the article cites, in reading order."""
    yield from cited(scenario.answer)
    for section in SECTIONS:
        for name in section.fields:
            if name == "ratings":
                yield scenario.ratings.source
            yield from cited(getattr(scenario, name))
    yield from (variant.source for variant in scenario.variants)
    yield from cited(scenario.review)


def _head(scenario: Scenario, library: Library, setting: Setting, today: date) -> ArticleHead:
    topic = library.topics[scenario.topic]
    return ArticleHead(
        category=scenario.category,
        title=scenario.title,
        topic=setting.to("topic", topic.id),
        topic_title=topic.title,
        group=next(group.title for group in topic.groups if scenario.id in group.scenarios),
        status=shown_status(scenario.review, library, setting, today),
        answer=shown_answer(library.cards[scenario.id], library, setting),
        tabs=tuple(_tabs(scenario, setting.page)),
        based_on=library.sources[scenario.ratings.source].title,
    )


def _tabs(scenario: Scenario, path: str) -> Iterator[SectionLink]:
    whole = urls.page_of("scenario", scenario.id)
    yield SectionLink("Whole article", urls.href(path, whole), path == whole)
    for section in SECTIONS:
        if section.tab:
            target = urls.section_of(scenario.id, section.slug)
            yield SectionLink(section.tab, urls.href(path, target), path == target)
