"""The guide of a topic: its scenarios with their answers, what it covers and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from wardbook import urls
from wardbook.kinds import TOPIC
from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.model.parts.recommendation import Answer
from wardbook.model.records.topic import Topic
from wardbook.model.traverse import cited
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.page import Layout
from wardbook.views.parts.entry import ScenarioEntry, brief_entry, scenario_entry
from wardbook.views.parts.options.words import words_of_library
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.routes import ShownRoute, shown_routes
from wardbook.views.parts.status import ShownStatus, left_of, shown_status
from wardbook.views.records.approvals import ShownApprovals, shown_approvals
from wardbook.views.records.attachments import ShownAttachment, shown_attachments
from wardbook.views.records.changes.of_page import PageChanges, page_changes
from wardbook.views.records.compared import ComparedScenarios, compared_scenarios, facts
from wardbook.views.text import Labelled, ShownProse

LARGEST_UNFOLDED: Final = 24
"""Scenarios of the largest topic whose page shows all answers in full: some 4,000 pixels on a wide screen."""


@dataclass(frozen=True, slots=True)
class ShownNotCovered:
    """A question that the topic leaves out, with its ways on."""

    text: ShownProse
    routes: tuple[ShownRoute, ...]


@dataclass(frozen=True, slots=True)
class Shortened:
    """How the page of a large topic is short: its groups are folded, and a line has no more than the focal studies."""

    scenarios: int
    """How many scenarios the topic has."""
    finder: Href
    """The finder with the scenarios of this topic."""
    option: str
    """The library's word for what its scenarios weigh."""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Scenarios under a heading."""

    title: str
    scenarios: tuple[ScenarioEntry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Guide:
    """A topic's page."""

    title: str
    panels: str
    status: ShownStatus
    approvals: ShownApprovals
    changes: PageChanges
    summary: ShownProse
    scope: ShownProse
    shortened: Shortened | None
    groups: tuple[ShownGroup, ...]
    compared: ComparedScenarios
    stratifiers: tuple[Labelled, ...]
    not_covered: tuple[ShownNotCovered, ...]
    attachments: tuple[ShownAttachment, ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]
    disclaimer: ShownProse


TopicLayout = Layout[Topic, Guide]


def sources_of_guide(topic: Topic, library: Library) -> tuple[str, ...]:
    """Every source that a topic's guide lists, in reading order."""
    return _sources(topic, _answers(topic, library), library)


def guide(topic: Topic, context: PageContext) -> Guide:
    """A topic in full, as it is printed; the references of the context are listed with it."""
    return _guide(topic, context, scenario_entry, _answers(topic, context.library), None)


def shown_guide(layout: TopicLayout) -> Guide:
    """A topic as its page and its embed show it: a large one is shortened."""
    topic, edition = layout.record, layout.edition
    if len(topic.scenarios) <= LARGEST_UNFOLDED:
        return layout.view
    shortened = Shortened(
        len(topic.scenarios),
        urls.href(urls.FINDER, f"topic={topic.id}"),
        words_of_library(edition.library).one,
    )
    return _guide(topic, PageContext(edition, _sources(topic, (), edition.library)), brief_entry, (), shortened)


def holding_topic(topic: Topic) -> Topic:
    """A topic as far as it holds: one that has ended only leads to its scenarios, which have reviews of their own."""
    return left_of(topic, _LASTING) if topic.review.ended else topic


_LASTING: Final = frozenset({"id", "title", "panels", "groups", "review"})


def _answers(topic: Topic, library: Library) -> tuple[Answer, ...]:
    return tuple(
        recommendation.answer
        for scenario in scenarios_of(topic, library)
        for recommendation in scenario.recommendations
    )


def _sources(topic: Topic, answers: tuple[Answer, ...], library: Library) -> tuple[str, ...]:
    held = holding_topic(topic)
    read = (held.summary, answers, held.scope, held.stratifiers, held.not_covered)
    return numbered([*cited(*library.as_read(*read)), *held.sources, *cited(held.review)])


def _guide(
    topic: Topic,
    context: PageContext,
    entry: Callable[[ScenarioSummary, PageContext], ScenarioEntry],
    answers: tuple[Answer, ...],
    shortened: Shortened | None,
) -> Guide:
    topic, listed = holding_topic(topic), scenarios_of(topic, context.library)
    labels = tuple(
        context.library.procedures[id].label
        for scenario in listed
        for recommendation in scenario.recommendations
        for id in recommendation.shown_in_lists
    )
    return Guide(
        title=topic.title,
        panels=", ".join(topic.panels),
        status=shown_status(TOPIC, topic.id, topic.review, context),
        approvals=shown_approvals(TOPIC, topic.id, context.library),
        changes=page_changes(TOPIC, topic.id, topic.review, context.library),
        summary=context.prose(topic.summary),
        scope=context.prose(topic.scope),
        shortened=shortened,
        groups=tuple(
            ShownGroup(
                group.title,
                tuple(entry(context.library.summaries[id], context) for id in group.scenarios),
            )
            for group in topic.groups
        ),
        compared=compared_scenarios(() if shortened else listed, context),
        stratifiers=tuple(Labelled(s.label, context.prose(s.text)) for s in topic.stratifiers),
        not_covered=tuple(
            ShownNotCovered(context.prose(n.text), shown_routes(n.routes, context)) for n in topic.not_covered
        ),
        attachments=shown_attachments(topic.attachments, context.library),
        references=reference_list(context),
        abbreviations=context.vocabulary.used_in(
            *context.library.as_read(topic, answers),
            labels,
            tuple(_named(scenario, context.library) for scenario in listed),
        ),
        disclaimer=context.prose(context.library.settings.disclaimer),
    )


def _named(scenario: ScenarioSummary, library: Library) -> tuple[Any, ...]:
    """The words by which a topic names a scenario and tells it apart."""
    patients = (recommendation.patients for recommendation in scenario.recommendations)
    return scenario.short_title, scenario.population, *facts(scenario, library).values(), *patients


def scenarios_of(topic: Topic, library: Library) -> list[ScenarioSummary]:
    """The scenarios of a topic in its order."""
    return [library.summaries[id] for id in topic.scenarios]
