"""Topics: the index by panel, and each topic's guide with its scenarios and their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from wardbook import urls
from wardbook.kinds import TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.model.parts.recommendation import Answer
from wardbook.model.records.topic import Topic
from wardbook.model.traverse import cited
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.embed_offer import ARTICLE, embedding
from wardbook.views.page import Head, Layout, Page
from wardbook.views.parts.entry import Entry, ScenarioEntry, brief_entry, scenario_entry
from wardbook.views.parts.options.words import words_of_library
from wardbook.views.parts.print_links import print_links
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.routes import ShownRoute, shown_route
from wardbook.views.parts.search_metadata import search_metadata
from wardbook.views.parts.status import ShownStatus, ending_of, is_searched, left_of, shown_status, title_prefix
from wardbook.views.records.approvals import ShownApprovals, shown_approvals
from wardbook.views.records.attachments import ShownAttachment, shown_attachments
from wardbook.views.records.changes.of_page import PageChanges, page_changes
from wardbook.views.records.compared import ComparedScenarios, compared_scenarios, facts
from wardbook.views.text import Labelled, ShownProse, opening

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


@dataclass(frozen=True, slots=True)
class Panel:
    """The topics of a panel."""

    title: str
    topics: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TopicIndex:
    """All topics, by panel."""

    panels: tuple[Panel, ...]


TopicLayout = Layout[Topic, Guide]


def topic_layout(topic: Topic, edition: Edition) -> TopicLayout:
    """A topic's guide, laid out."""
    view = guide(topic, PageContext(edition, sources_of_guide(topic, edition.library)))
    return Layout(record=topic, edition=edition, view=view)


def topic_page(layout: TopicLayout) -> Page:
    """A topic's guide."""
    topic, edition = layout.record, layout.edition
    listed, ending = _listed(topic, edition.library), ending_of(topic.review, edition)
    return Page(
        path=urls.page_of(TOPIC, topic.id),
        template="topic.md.jinja",
        head=Head(
            title=title_prefix(topic.review, edition) + topic.title,
            description=f"{ending.said}." if ending else opening(topic.summary),
            version=topic.review.version,
            feed=(topic.title, urls.feed_of(topic.id)),
            indexed=topic.review.status in ("live", "under-review"),
            search=search_metadata(
                "Topic",
                topic.title,
                scenarios_in_words(len(listed)),
                said=(holding_topic(topic), *(s.short_title for s in listed)),
                context=PageContext(edition),
                review=topic.review,
            )
            if is_searched(topic.review, edition)
            else None,
            embedding=None if ending else embedding(TOPIC, topic.id, topic.title, (ARTICLE,), edition.library),
            prints=print_links(TOPIC, topic.id, edition.library),
        ),
        view=shown_guide(layout),
    )


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
        recommendation.answer for scenario in _listed(topic, library) for recommendation in scenario.recommendations
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
    topic, listed = holding_topic(topic), _listed(topic, context.library)
    labels = tuple(
        context.library.procedures[id].label
        for scenario in listed
        for recommendation in scenario.recommendations
        for id in recommendation.shown_in_lists
    )
    return Guide(
        title=topic.title,
        panels=", ".join(topic.panels),
        status=shown_status(topic.review, context),
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
            ShownNotCovered(context.prose(n.text), tuple(shown_route(route, context) for route in n.routes))
            for n in topic.not_covered
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


def _listed(topic: Topic, library: Library) -> list[ScenarioSummary]:
    """The scenarios of a topic in its order."""
    return [library.summaries[id] for id in topic.scenarios]


def topic_index(edition: Edition) -> Page:
    """All topics by panel."""
    context = PageContext(edition)
    return Page(
        path=urls.TOPICS,
        template="topics.md.jinja",
        head=Head(title="Topics", description="All topics, by panel"),
        view=TopicIndex(panels(context)),
    )


def panels(context: PageContext) -> tuple[Panel, ...]:
    """The panels in alphabetical order, each with its topics in the order of their titles."""
    return tuple(
        Panel(name, tuple(_entry(topic, context) for topic in topics))
        for name, topics in topics_by_panel(context.library).items()
    )


def topics_by_panel(library: Library) -> dict[str, list[Topic]]:
    """The topics in the order of their titles, by their first panel in alphabetical order."""
    found: dict[str, list[Topic]] = {}
    for topic in sorted(library.topics.values(), key=lambda topic: (topic.panels[0], topic.title)):
        found.setdefault(topic.panels[0], []).append(topic)
    return found


def _entry(topic: Topic, context: PageContext) -> Entry:
    return Entry(title=topic.title, href=context.to(TOPIC, topic.id), note=scenarios_in_words(len(topic.scenarios)))


def scenarios_in_words(scenarios: int) -> str:
    """How many scenarios there are."""
    return f"{scenarios} scenario" if scenarios == 1 else f"{scenarios} scenarios"
