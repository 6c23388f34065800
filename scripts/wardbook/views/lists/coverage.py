"""The coverage report: what the library does not answer yet, and what of it is no current guidance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from wardbook import urls
from wardbook.kinds import PROCEDURE, PROTOCOL, SCENARIO, TOPIC
from wardbook.library.covered import VariantCoverage, has_owner, variant_coverage
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.library.summary import Gap, ScenarioSummary
from wardbook.model.parts.routes import NoPageYet
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.topic import Topic
from wardbook.model.scales import Whose
from wardbook.text.tree import words
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.flags import Flag, flag, is_overdue
from wardbook.views.parts.options.words import has_imaging, is_imaging, shows_radiation
from wardbook.views.parts.radiation import whose_of
from wardbook.views.parts.titles import COVERAGE_TITLE

_PATIENTS: Final[dict[Whose, str]] = {"adult": "adults", "child": "children", "any_age": ""}

MOST_GAPS: Final = 500
"""The most ways on without a page that are listed, which have about 100 KB of HTML then; more are counted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gaps:
    """The ways on without a page, of a scenario or of what a topic leaves out."""

    title: str
    href: Href
    number: int
    gaps: tuple[Gap, ...]
    """Empty where they are only counted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsettled:
    """A scenario that is no current guidance."""

    title: str
    href: Href
    flag: Flag


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """The number of records of each kind, in a topic or in all of them."""

    scenarios: int
    gaps: int
    drafts: int
    overdue: int
    ended: int
    """The number that are superseded or withdrawn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicCoverage:
    """A topic with what is missing in it."""

    title: str
    href: Href
    counts: Counts
    gaps: tuple[Gaps, ...]
    unsettled: tuple[Unsettled, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicVariants:
    """The variants of the guideline that a topic follows, and which of them have a scenario."""

    title: str
    href: Href
    coverage: VariantCoverage
    said: str
    """How many there are, and how many have a scenario."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """The report."""

    title: str
    counts: Counts
    gaps_listed: bool
    """Whether ways on without a page are listed; many are counted instead."""
    topics: tuple[TopicCoverage, ...]
    has_imaging: bool
    without_protocol: tuple[Entry, ...]
    """Imaging studies; a test, a treatment or management need none."""
    shows_radiation: bool
    without_levels: tuple[Entry, ...]
    """Imaging studies without a level for adults, for children or for both; the note says for whom."""
    unused: tuple[Entry, ...]
    """Protocols by which no procedure is done."""
    variants: tuple[TopicVariants, ...]
    """The variants of the guideline of each topic."""
    without_owner: tuple[Entry, ...]
    """Topics for which nobody stands."""
    claims: Href
    """The overview of claims."""


def coverage_page(edition: Edition) -> Page:
    """The page that tells editors what is missing."""
    context = PageContext(edition)
    topics = sorted(edition.library.topics.values(), key=lambda topic: topic.title)
    covered = tuple(_topic(topic, context) for topic in topics)
    counts = _sum(topic.counts for topic in covered)
    if counts.gaps > MOST_GAPS:
        covered = tuple(_counted(topic) for topic in covered)
    procedures = sorted(edition.library.procedures.values(), key=lambda procedure: procedure.label)
    studies = [procedure for procedure in procedures if is_imaging(procedure, edition.library)]
    protocols = sorted(edition.library.protocols.values(), key=lambda protocol: protocol.title)
    return Page(
        path=urls.COVERAGE,
        template="coverage.md.jinja",
        head=Head(
            title=COVERAGE_TITLE,
            description="Ways on without a page, drafts, and what else is missing",
        ),
        view=Coverage(
            title=COVERAGE_TITLE,
            counts=counts,
            gaps_listed=counts.gaps <= MOST_GAPS,
            topics=covered,
            has_imaging=has_imaging(edition.library),
            without_protocol=tuple(_procedure(p, "", context) for p in studies if not p.protocol),
            shows_radiation=shows_radiation(edition.library),
            without_levels=tuple(
                _procedure(p, missing, context) for p in studies if (missing := _missing(p, edition.library))
            ),
            unused=tuple(
                Entry(title=p.title, href=context.to(PROTOCOL, p.id))
                for p in protocols
                if not edition.library.backlinks.done_by.get(p.id, ())
            ),
            variants=tuple(_variants(topic, context) for topic in topics),
            without_owner=tuple(
                Entry(title=topic.title, href=context.to(TOPIC, topic.id))
                for topic in topics
                if not has_owner(topic.review)
            ),
            claims=urls.href(urls.CLAIMS),
        ),
    )


def _variants(topic: Topic, context: PageContext) -> TopicVariants:
    found = variant_coverage(topic, (context.library.summaries[id] for id in topic.scenarios))
    said = (
        f"{found.covered} of {found.listed} variants have a scenario"
        if found.listed
        else f"the guideline's variants are not entered; the scenarios name {found.named}"
    )
    return TopicVariants(title=topic.title, href=context.to(TOPIC, topic.id), coverage=found, said=said)


def _topic(topic: Topic, context: PageContext) -> TopicCoverage:
    summaries = [context.library.summaries[id] for id in topic.scenarios]
    gaps = tuple(gaps_of_topic(topic, summaries, context))
    return TopicCoverage(
        title=topic.title,
        href=context.to(TOPIC, topic.id),
        counts=Counts(
            scenarios=len(summaries),
            gaps=sum(entry.number for entry in gaps),
            drafts=sum(summary.review.status == "draft" for summary in summaries),
            overdue=sum(is_overdue(summary.review, context.edition) for summary in summaries),
            ended=sum(summary.review.ended for summary in summaries),
        ),
        gaps=gaps,
        unsettled=tuple(
            Unsettled(title=summary.short_title, href=context.to(SCENARIO, summary.id), flag=warning)
            for summary in summaries
            if (warning := flag(summary.review, context.edition)) and warning.status not in ("live", "under-review")
        ),
    )


def _counted(topic: TopicCoverage) -> TopicCoverage:
    return replace(topic, gaps=tuple(replace(entry, gaps=()) for entry in topic.gaps))


def gaps_of_topic(topic: Topic, summaries: Iterable[ScenarioSummary], context: PageContext) -> Iterator[Gaps]:
    """Those of the scenarios, then those of what the topic leaves out."""
    for summary in summaries:
        if summary.gaps:
            gaps = summary.gaps
            yield Gaps(title=summary.short_title, href=context.to(SCENARIO, summary.id), number=len(gaps), gaps=gaps)
    left_out = tuple(
        Gap(" ".join(words(statement.text) for statement in entry.text), route.note or "")
        for entry in (() if topic.review.ended else topic.not_covered)
        for route in entry.routes
        if isinstance(route, NoPageYet)
    )
    if left_out:
        page = urls.page_of(TOPIC, topic.id)
        href = urls.href(page, "not-covered")
        yield Gaps(title="What the topic does not cover", href=href, number=len(left_out), gaps=left_out)


def _sum(counts: Iterable[Counts]) -> Counts:
    every = tuple(counts)
    return Counts(
        scenarios=sum(c.scenarios for c in every),
        gaps=sum(c.gaps for c in every),
        drafts=sum(c.drafts for c in every),
        overdue=sum(c.overdue for c in every),
        ended=sum(c.ended for c in every),
    )


def _procedure(procedure: Procedure, note: str, context: PageContext) -> Entry:
    return Entry(title=procedure.label, href=context.to(PROCEDURE, procedure.id), note=note)


def _missing(procedure: Procedure, library: Library) -> str:
    """Words for the radiation levels that nobody has entered."""
    missing = [whose for whose in whose_of(library.scales) if procedure.level(whose) is None]
    if not missing:
        return ""
    patients = " and ".join(words for whose in missing if (words := _PATIENTS[whose]))
    return f"not yet entered for {patients}" if patients else "not yet entered"
