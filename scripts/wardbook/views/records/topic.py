"""Topics: the page of each, and the index by panel."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook import urls
from wardbook.kinds import TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.records.topic import Topic
from wardbook.views.context import PageContext
from wardbook.views.embed_offer import ARTICLE, embedding
from wardbook.views.page import Head, Layout, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.print_links import print_links
from wardbook.views.parts.search_metadata import search_metadata
from wardbook.views.parts.status import ending_of, is_indexed, is_searched, status_line, tab_title
from wardbook.views.records.guide import TopicLayout, guide, holding_topic, scenarios_of, shown_guide, sources_of_guide
from wardbook.views.text import opening


@dataclass(frozen=True, slots=True)
class Panel:
    """The topics of a panel."""

    title: str
    topics: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TopicIndex:
    """All topics, by panel."""

    panels: tuple[Panel, ...]


def topic_layout(topic: Topic, edition: Edition) -> TopicLayout:
    """A topic's guide, laid out."""
    view = guide(topic, PageContext(edition, sources_of_guide(topic, edition.library)))
    return Layout(record=topic, edition=edition, view=view)


def topic_page(layout: TopicLayout) -> Page:
    """A topic's guide."""
    topic, edition = layout.record, layout.edition
    listed, ending = scenarios_of(topic, edition.library), ending_of(topic.review, edition)
    return Page(
        path=urls.page_of(TOPIC, topic.id),
        template="topic.md.jinja",
        head=Head(
            title=tab_title(topic.title, topic.review, edition),
            description=f"{ending.said}." if ending else opening(topic.summary),
            version=topic.review.version,
            feed=(topic.title, urls.feed_of(topic.id)),
            indexed=is_indexed(topic.review),
            search=search_metadata(
                "Topic",
                topic.title,
                scenarios_in_words(len(listed)),
                said=(holding_topic(topic), *(s.short_title for s in listed)),
                context=PageContext(edition),
                line=status_line(TOPIC, topic.id, topic.review, edition),
            )
            if is_searched(topic.review, edition)
            else None,
            embedding=None if ending else embedding(TOPIC, topic.id, topic.title, (ARTICLE,), edition.library),
            prints=print_links(TOPIC, topic.id, edition.library),
        ),
        view=shown_guide(layout),
    )


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
