"""A scenario's pages: the whole article, and a page for each of its sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardbook import addresses
from wardbook.addresses import Href
from wardbook.library import Library
from wardbook.model.scenario import Scenario
from wardbook.views.answer import ShownAnswer, shown_answer
from wardbook.views.found import found_scenario
from wardbook.views.page import Head, Page
from wardbook.views.references import ShownSource, numbered, reference_list
from wardbook.views.sections import SECTIONS, Section
from wardbook.views.status import ShownStatus, shown_status, title_prefix
from wardbook.views.text import Setting, ShownProse, Vocabulary, opening
from wardbook.walk import cited


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


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section, ready for its template."""

    slug: str
    title: str
    view: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A page of the article: all sections or one of them."""

    head: ArticleHead
    sections: tuple[ShownSection, ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]
    disclaimer: ShownProse


def scenario_pages(scenario: Scenario, library: Library, vocabulary: Vocabulary, today: date) -> Iterator[Page]:
    """The whole article, then a page for each section that has one."""
    references = numbered(_sources(scenario))
    whole = addresses.page_of("scenario", scenario.id)
    prefix = title_prefix(scenario.review, today)
    description = opening(scenario.answer.text)
    valid = scenario.review.status in ("live", "under-review")

    everywhere = _gathered(
        vocabulary, scenario.answer, scenario.title, scenario.short_title, _labels(scenario, library)
    )
    everywhere.sources.update(_standing_sources(scenario))
    within = {
        s: _gathered(vocabulary, *(getattr(scenario, name) for name in s.fields), tuple(s.others(scenario, library)))
        for s in SECTIONS
    }

    def article(path: str, chosen: tuple[Section, ...]) -> Article:
        setting = Setting(path, vocabulary, today, references)
        shown = tuple(ShownSection(s.slug, s.title, s.build(scenario, library, setting)) for s in chosen)
        read = [everywhere, *(within[section] for section in chosen)]
        return Article(
            head=_head(scenario, library, setting, path, today),
            sections=shown,
            references=reference_list(library, setting, set().union(*(part.sources for part in read))),
            abbreviations=tuple(sorted(set().union(*(part.abbreviations for part in read)))),
            disclaimer=setting.prose(library.settings.disclaimer),
        )

    yield Page(
        path=whole,
        template="article.md.jinja",
        head=Head(
            title=prefix + scenario.title,
            description=description,
            indexed=valid,
            found=found_scenario(scenario, library, Setting(whole, vocabulary, today)),
            wide=True,
        ),
        view=article(whole, SECTIONS),
    )
    for section in SECTIONS:
        if section.tab:
            path = addresses.section_of(scenario.id, section.slug)
            yield Page(
                path=path,
                template="article.md.jinja",
                head=Head(
                    title=f"{prefix}{section.title}: {scenario.short_title}",
                    description=description,
                    canonical=addresses.address(whole) + "/",
                    indexed=valid,
                    wide=True,
                ),
                view=article(path, (section,)),
            )


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What a part of the article draws on."""

    sources: set[str]
    abbreviations: set[tuple[str, str]]


def _gathered(vocabulary: Vocabulary, *values: Any) -> _Gathered:
    return _Gathered(set(cited(*values)), set(vocabulary.used_in(*values)))


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


def _labels(scenario: Scenario, library: Library) -> tuple[str, ...]:
    return tuple(library.procedures[row.procedure].label for row in scenario.ratings.rows)


def _head(scenario: Scenario, library: Library, setting: Setting, path: str, today: date) -> ArticleHead:
    whole = addresses.page_of("scenario", scenario.id)
    topic = library.topics[scenario.topic]
    tabs = [SectionLink("Whole article", addresses.href(path, whole), path == whole)]
    for section in SECTIONS:
        if section.tab:
            target = addresses.section_of(scenario.id, section.slug)
            tabs.append(SectionLink(section.tab, addresses.href(path, target), path == target))
    return ArticleHead(
        category=scenario.category,
        title=scenario.title,
        topic=setting.to("topic", topic.id),
        topic_title=topic.title,
        group=next(group.title for group in topic.groups if scenario.id in group.scenarios),
        status=shown_status(scenario.review, library, setting, today),
        answer=shown_answer(library.cards[scenario.id], library, setting),
        tabs=tuple(tabs),
        based_on=library.sources[scenario.ratings.source].title,
    )
