"""A scenario's article: laid out once, then shown whole and in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

from wardbook import urls
from wardbook.kinds import SCENARIO, TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.parts.ratings import Ratings
from wardbook.model.records.scenario import Scenario
from wardbook.model.traverse import cited, cited_among
from wardbook.urls import Href
from wardbook.views.article.siblings import Siblings, siblings
from wardbook.views.context import PageContext
from wardbook.views.parts.answer import ShownAnswer, answer_in_box
from wardbook.views.parts.ratings import edition
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.status import ShownStatus, shown_status
from wardbook.views.records.approvals import ShownApprovals, shown_approvals
from wardbook.views.records.attachments import ShownAttachment, shown_attachments
from wardbook.views.records.changes.of_page import PageChanges, page_changes
from wardbook.views.sections import SECTIONS, Section, sections_of
from wardbook.views.text import ShownProse


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A tab of the article."""

    title: str
    href: Href
    path: str
    """The page that it leads to, by its path in `site_src/`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleHead:
    """The part above the sections, on every page of the article."""

    category: str
    topic: Href
    topic_title: str
    group: str
    status: ShownStatus
    approvals: ShownApprovals
    changes: PageChanges
    answer: ShownAnswer | None
    """None for a scenario that no longer holds."""
    siblings: Siblings
    tabs: tuple[SectionLink, ...]
    based_on: str
    """Who published the guidelines that rate the options, each with its edition; empty where none is rated."""


@dataclass(frozen=True, slots=True, eq=False)
class ShownSection:
    """A section, ready for its template; only itself is equal to it, so that it is a quick key."""

    slug: str
    title: str
    view: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A page of the article: all sections or some of them."""

    title: str
    head: ArticleHead
    sections: tuple[ShownSection, ...]
    attachments: tuple[ShownAttachment, ...]
    """The documents that belong to the scenario; the whole article lists them."""
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]
    disclaimer: ShownProse


@dataclass(frozen=True, slots=True)
class Citations:
    """The sources that a part of the article cites, by their ids, and the abbreviations in it with their meaning."""

    sources: tuple[str, ...]
    """In reading order, repeats included."""
    abbreviations: frozenset[tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleSource:
    """A scenario with its edition, and what each part of its article cites."""

    scenario: Scenario
    edition: Edition
    references: tuple[str, ...]
    """The sources in the order of their numbers."""
    everywhere: Citations
    """The citations above and below the sections."""
    within: Mapping[str, Citations]
    """The citations of each section, by its slug."""

    def abbreviations(self) -> Iterator[tuple[str, str]]:
        """Every abbreviation in the article with its meaning; one may come more than once."""
        for part in (self.everywhere, *self.within.values()):
            yield from part.abbreviations


@dataclass(frozen=True, kw_only=True)
class ArticleLayout:
    """An article, laid out once for all its pages, embeds and prints."""

    source: ArticleSource
    head: ArticleHead
    sections: Mapping[str, ShownSection]
    """The sections by their slugs, in the order of the article."""
    references: tuple[ShownSource, ...]
    disclaimer: ShownProse

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.source.scenario

    @property
    def edition(self) -> Edition:
        """The edition that the article is part of."""
        return self.source.edition

    @cached_property
    def whole(self) -> Article:
        """The whole article."""
        article = self.part(self.scenario.title, self.sections.values(), self.source.within.values())
        return replace(article, attachments=_attachments(self.scenario, self.edition.library))

    @cached_property
    def alone(self) -> Mapping[str, Article]:
        """Each section on a page of its own, by its slug; of a scenario that no longer holds, with nothing in it."""
        if self.scenario.review.ended:
            former = sections_of(self.scenario.optional_sections, self.edition.library)
            return {one.slug: self.part(f"{one.title}: {self.scenario.short_title}", (), ()) for one in former}
        return {section.slug: self._alone(section) for section in SECTIONS if section.slug in self.sections}

    def _alone(self, section: Section) -> Article:
        slugs = [slug for slug in (*section.after, section.slug) if slug in self.sections]
        title = f"{self.sections[section.slug].title}: {self.scenario.short_title}"
        return self.part(title, [self.sections[slug] for slug in slugs], [self.source.within[slug] for slug in slugs])

    def part(self, title: str, sections: Iterable[ShownSection], within: Iterable[Citations]) -> Article:
        """Some sections under a title, which have the citations `within`."""
        together = _together(self.source.everywhere, *within)
        sources = frozenset(together.sources)
        return Article(
            title=title,
            head=self.head,
            sections=tuple(sections),
            attachments=(),
            references=tuple(
                shown for id, shown in zip(self.source.references, self.references, strict=True) if id in sources
            ),
            abbreviations=tuple(sorted(together.abbreviations)),
            disclaimer=self.disclaimer,
        )


def article_source(scenario: Scenario, edition: Edition) -> ArticleSource:
    """A scenario's article, ready to be laid out."""
    library = edition.library
    rated = () if scenario.review.ended else scenario.rated
    labels = tuple((library.procedures[row.procedure].label, row.comparator) for row in rated)
    answers = tuple(_as_read(scenario))
    above = citations_in(edition, answers, scenario.title, scenario.short_title, labels)
    sections = _sections(scenario, library)
    within = {section.slug: citations_in(edition, tuple(section.as_read(scenario, library))) for section in sections}
    below = tuple(_sources_of_every_page(scenario))
    return ArticleSource(
        scenario=scenario,
        edition=edition,
        references=numbered((*above.sources, *_together(*within.values()).sources, *below)),
        everywhere=Citations((*above.sources, *below), above.abbreviations),
        within=within,
    )


def lay_out(source: ArticleSource) -> ArticleLayout:
    """The article of a scenario, laid out."""
    context = PageContext(source.edition, source.references)
    return ArticleLayout(
        source=source,
        head=_head(source.scenario, context),
        sections=shown_sections(source.scenario, context),
        references=reference_list(context),
        disclaimer=context.prose(context.library.settings.disclaimer),
    )


def chapter(source: ArticleSource, context: PageContext) -> Article:
    """The article as a chapter of a book, which numbers the references of all its chapters and lists them once."""
    return Article(
        title=source.scenario.title,
        head=_head(source.scenario, context),
        sections=tuple(shown_sections(source.scenario, context).values()),
        attachments=_attachments(source.scenario, context.library),
        references=(),
        abbreviations=(),
        disclaimer=(),
    )


def shown_sections(scenario: Scenario, context: PageContext) -> dict[str, ShownSection]:
    """The sections that a scenario's article has, by their slugs, in the order of the article."""
    return {
        section.slug: ShownSection(section.slug, section.title, section.build(scenario, context))
        for section in _sections(scenario, context.library)
    }


def _sections(scenario: Scenario, library: Library) -> Sequence[Section]:
    """The sections of a scenario as long as they hold."""
    return () if scenario.review.ended else sections_of(scenario.optional_sections, library)


def _attachments(scenario: Scenario, library: Library) -> tuple[ShownAttachment, ...]:
    """The documents of a scenario as long as it holds."""
    return () if scenario.review.ended else shown_attachments(scenario.attachments, library)


def citations_in(edition: Edition, *values: Any) -> Citations:
    """The citations and abbreviations of records and texts."""
    found = tuple(edition.library.as_read(*values))
    return Citations(tuple(cited_among(found)), frozenset(edition.vocabulary.used_among(found)))


def _together(*parts: Citations) -> Citations:
    return Citations(
        tuple(chain.from_iterable(part.sources for part in parts)),
        frozenset[tuple[str, str]]().union(*(part.abbreviations for part in parts)),
    )


def _sources_of_every_page(scenario: Scenario) -> Iterator[str]:
    """The sources that every page of the article lists, whatever its text cites."""
    if not scenario.review.ended:
        yield from (one.ratings.source for one in scenario.recommendations if one.ratings)
        yield from (variant.source for variant in scenario.variants)
    yield from cited(scenario.review)


def _as_read(scenario: Scenario) -> Iterator[Any]:
    """The answers, as long as they hold, with whom they are for and their advice."""
    for recommendation in () if scenario.review.ended else scenario.recommendations:
        yield (recommendation.patients, recommendation.criteria, recommendation.focal_relations)
        yield (recommendation.answer, recommendation.bottom_line)


def _head(scenario: Scenario, context: PageContext) -> ArticleHead:
    topic = context.library.topics[scenario.topic]
    holding = () if scenario.review.ended else scenario.recommendations
    return ArticleHead(
        category=scenario.category,
        topic=context.to(TOPIC, topic.id),
        topic_title=topic.title,
        group=next(group.title for group in topic.groups if scenario.id in group.scenarios),
        status=shown_status(SCENARIO, scenario.id, scenario.review, context),
        approvals=shown_approvals(SCENARIO, scenario.id, context.library),
        changes=page_changes(SCENARIO, scenario.id, scenario.review, context.library),
        answer=answer_in_box(scenario, context) if holding else None,
        siblings=siblings(scenario, context),
        tabs=tuple(_tabs(scenario, context.library)),
        based_on=_all_based_on([one.ratings for one in holding if one.ratings], context.library),
    )


def _all_based_on(tables: Sequence[Ratings], library: Library) -> str:
    """Who published the guidelines of rating tables; the tables cite these, as titles would fill the first screen."""
    editions: dict[tuple[str, str], list[str]] = {}
    for table in tables:
        record, read = library.sources[table.source], "second-hand" if table.reported_by else ""
        seen = table.edition or ("" if read else edition(table))
        editions.setdefault((record.publisher or record.title, read), []).append(seen)
    return "; ".join(
        ", ".join(part for part in (source, " and ".join(dict.fromkeys(filter(None, seen))), read) if part)
        for (source, read), seen in editions.items()
    )


def _tabs(scenario: Scenario, library: Library) -> Iterator[SectionLink]:
    if scenario.review.ended:
        return
    whole = urls.page_of(SCENARIO, scenario.id)
    yield SectionLink("Whole article", urls.href(whole), whole)
    for section in sections_of(scenario.optional_sections, library):
        if section.tab:
            target = urls.section_of(scenario.id, section.slug)
            yield SectionLink(section.tab, urls.href(target), target)
