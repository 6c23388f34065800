"""Topics: the index by panel, and each topic's guide with its scenarios and their answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardbook import urls
from wardbook.library.library import Library
from wardbook.library.summary import Card
from wardbook.model.records.topic import Topic
from wardbook.model.traverse import cited
from wardbook.views.embed_offer import embedding
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry, ScenarioEntry, scenario_entry
from wardbook.views.parts.labelled import Labelled
from wardbook.views.parts.print_links import Sizes, sized_links
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.routes import ShownRoute, shown_route
from wardbook.views.parts.search_metadata import found
from wardbook.views.parts.status import ShownStatus, shown_status, title_prefix
from wardbook.views.text import Setting, ShownProse, Vocabulary, opening


@dataclass(frozen=True, slots=True)
class ShownNotCovered:
    """A question that the topic leaves out, with its ways on."""

    text: ShownProse
    routes: tuple[ShownRoute, ...]


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
    summary: ShownProse
    scope: ShownProse
    groups: tuple[ShownGroup, ...]
    stratifiers: tuple[Labelled, ...]
    not_covered: tuple[ShownNotCovered, ...]
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


def topic_page(topic: Topic, library: Library, vocabulary: Vocabulary, today: date, sizes: Sizes) -> Page:
    """A topic's guide."""
    path = urls.page_of("topic", topic.id)
    listed = _listed(topic, library)
    return Page(
        path=path,
        template="topic.md.jinja",
        head=Head(
            title=title_prefix(topic.review, today) + topic.title,
            description=opening(topic.summary),
            found=found(
                "Topic",
                topic.title,
                _counted(len(listed)),
                said=(topic, *(s.short_title for s in listed)),
                setting=Setting(path, vocabulary, today),
                review=topic.review,
            ),
            embedding=embedding("topic", topic.id, topic.title, library, path=path),
            prints=sized_links("topic", topic.id, path, library, sizes),
        ),
        view=guide(topic, library, Setting(path, vocabulary, today, sources_of_guide(topic, library))),
    )


def sources_of_guide(topic: Topic, library: Library) -> tuple[str, ...]:
    """Every source that a topic's guide lists, in reading order."""
    answers = tuple(scenario.answer for scenario in _listed(topic, library))
    read = (topic.summary, answers, topic.scope, topic.stratifiers, topic.not_covered)
    return numbered([*cited(*read), *topic.sources, *cited(topic.review)])


def guide(topic: Topic, library: Library, setting: Setting) -> Guide:
    """A topic as a page shows it; the references of the setting are listed with it."""
    listed = _listed(topic, library)
    answers = tuple(scenario.answer for scenario in listed)
    labels = [library.procedures[row.procedure].label for s in listed for row in s.rows if row.role != "listed"]
    return Guide(
        title=topic.title,
        panels=", ".join(topic.panels),
        status=shown_status(topic.review, library, setting, setting.today),
        summary=setting.prose(topic.summary),
        scope=setting.prose(topic.scope),
        groups=tuple(
            ShownGroup(
                group.title,
                tuple(scenario_entry(library.cards[id], library, setting) for id in group.scenarios),
            )
            for group in topic.groups
        ),
        stratifiers=tuple(Labelled(s.label, setting.prose(s.text)) for s in topic.stratifiers),
        not_covered=tuple(
            ShownNotCovered(setting.prose(n.text), tuple(shown_route(route, library, setting) for route in n.routes))
            for n in topic.not_covered
        ),
        references=reference_list(library, setting),
        abbreviations=setting.vocabulary.used_in(
            topic, answers, *labels, *(s.short_title for s in listed), *(s.population for s in listed)
        ),
        disclaimer=setting.prose(library.settings.disclaimer),
    )


def _listed(topic: Topic, library: Library) -> list[Card]:
    """The scenarios of a topic in its order."""
    return [library.cards[id] for group in topic.groups for id in group.scenarios]


def topic_index(library: Library, vocabulary: Vocabulary, today: date) -> Page:
    """All topics by panel."""
    setting = Setting(urls.TOPICS, vocabulary, today)
    return Page(
        path=urls.TOPICS,
        template="topics.md.jinja",
        head=Head(title="Topics", description="All topics, by panel"),
        view=TopicIndex(panels(library, setting)),
    )


def panels(library: Library, setting: Setting) -> tuple[Panel, ...]:
    """The panels in alphabetical order, each with its topics in the order of their titles."""
    topics = sorted(library.topics.values(), key=lambda topic: (topic.panels[0], topic.title))
    names = dict.fromkeys(topic.panels[0] for topic in topics)
    return tuple(Panel(name, tuple(_entries(topics, name, setting))) for name in names)


def _entries(topics: list[Topic], panel: str, setting: Setting) -> Iterator[Entry]:
    for topic in topics:
        if topic.panels[0] == panel:
            count = sum(len(group.scenarios) for group in topic.groups)
            yield Entry(title=topic.title, href=setting.to("topic", topic.id), note=_counted(count))


def _counted(scenarios: int) -> str:
    return f"{scenarios} scenario" if scenarios == 1 else f"{scenarios} scenarios"
