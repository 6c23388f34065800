"""Related topics and tools; the parent guide comes first."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.library import Library
from wardbook.model.scenario import Scenario
from wardbook.views.routes import ShownRoute, related_link
from wardbook.views.text import Setting


@dataclass(frozen=True, slots=True)
class RelatedSection:
    """Related topics and tools, by kind."""

    links: tuple[ShownRoute, ...]


def related(scenario: Scenario, library: Library, setting: Setting) -> RelatedSection:
    """The section as it is shown."""
    topic = library.topics[scenario.topic]
    parent = ShownRoute("topic", topic.title, setting.to("topic", topic.id), "The parent guide, with all its scenarios")
    others = (related_link(related, library, setting) for related in scenario.related)
    return RelatedSection((parent, *(link for link in others if link.href != parent.href)))
