"""Related topics and tools; the parent guide comes first."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.kinds import TOPIC
from wardbook.model.records.scenario import Scenario
from wardbook.views.context import PageContext
from wardbook.views.parts.routes import ShownRoute, related_link


@dataclass(frozen=True, slots=True)
class RelatedSection:
    """Related topics and tools, by kind."""

    links: tuple[ShownRoute, ...]


def related(scenario: Scenario, context: PageContext) -> RelatedSection:
    """The section as it is shown."""
    topic = context.library.topics[scenario.topic]
    links = tuple(related_link(related, context) for related in scenario.related)
    own = next((link for link in links if link.kind == TOPIC and link.href == context.to(TOPIC, topic.id)), None)
    parent = own or ShownRoute(
        TOPIC, topic.title, context.to(TOPIC, topic.id), "The parent guide, with all its scenarios"
    )
    return RelatedSection((parent, *(link for link in links if link is not own)))
