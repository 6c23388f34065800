"""The print of every target that has one."""

from __future__ import annotations

from wardbook.kinds import PROTOCOL, SCENARIO, TOPIC
from wardbook.library.library import Library
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.topic import Topic
from wardbook.views.article.article import ArticleLayout
from wardbook.views.page import Layout
from wardbook.views.print.frame import CurrentCopy
from wardbook.views.print.printable import (
    Printable,
    protocol_printable,
    scenario_printable,
    topic_printable,
    volume_printable,
)
from wardbook.views.print.volumes import Volume
from wardbook.views.targets.layouts import TargetLayout


def printable_of(layout: TargetLayout, current: CurrentCopy) -> Printable | None:
    """The print of a target; none where nothing is printed of it, and no printed copy of it is registered.

    `current` gives the copies of the records in a book.
    """
    match layout:
        case ArticleLayout() if _has_copies(SCENARIO, layout.scenario.id, layout.edition.library):
            return scenario_printable(layout)
        case Layout(record=Topic() as topic) if _has_copies(TOPIC, topic.id, layout.edition.library):
            return topic_printable(layout, current)
        case Layout(record=Protocol() as protocol) if _has_copies(PROTOCOL, protocol.id, layout.edition.library):
            return protocol_printable(layout)
        case Layout(record=Volume() as volume) if _has_copies("library", volume.id, layout.edition.library):
            return volume_printable(volume, layout.edition, current)
        case _:
            return None


def _has_copies(kind: str, id: str, library: Library) -> bool:
    """Whether there are, or may be, printed copies of a thing."""
    return bool(library.settings.papers) or bool(library.copies.get(f"{kind}:{id}"))
