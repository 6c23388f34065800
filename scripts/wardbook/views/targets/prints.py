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
from wardbook.views.print.volumes import LIBRARY, Volume, volume_id
from wardbook.views.targets.layouts import TargetLayout


def printable_of(layout: TargetLayout, current: CurrentCopy) -> Printable | None:
    """The print of a target; none where nothing is printed and no copy is registered of it or of a book with it.

    `current` gives the copies of the records in a book.
    """
    library = layout.edition.library
    match layout:
        case ArticleLayout(scenario=scenario) if _has_copies(library, SCENARIO, scenario.id, (TOPIC, scenario.topic)):
            return scenario_printable(layout)
        case Layout(record=Topic() as topic) if _has_copies(library, TOPIC, topic.id):
            return topic_printable(layout, current)
        case Layout(record=Protocol() as protocol) if _has_copies(library, PROTOCOL, protocol.id):
            return protocol_printable(layout)
        case Layout(record=Volume() as volume) if _has_copies(library, LIBRARY, volume.id):
            return volume_printable(volume, layout.edition, current)
        case _:
            return None


def _has_copies(library: Library, kind: str, id: str, *books: tuple[str, str]) -> bool:
    """Whether there are printed copies of a thing, or of a book that contains it; every volume may contain it."""
    if library.settings.papers:
        return True
    things = ((kind, id), *books, (LIBRARY, volume_id(1)))
    return any(library.copies.get(f"{kind}:{id}") for kind, id in things)
