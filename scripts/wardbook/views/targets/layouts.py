"""Layouts of targets: a record, a list page, a volume or all moved records, laid out once for every output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from wardbook import urls
from wardbook.kinds import KINDS, TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.topic import Topic
from wardbook.model.register import Move
from wardbook.views.article.article import ArticleLayout, article_source, lay_out
from wardbook.views.page import Layout
from wardbook.views.print.volumes import volumes
from wardbook.views.records.protocol import protocol_layout
from wardbook.views.records.topic import topic_layout
from wardbook.views.targets.list_pages import LIST_PAGES

Target = tuple[str, str]
"""A part of the site that is rendered at one go, by kind and name."""
TargetLayout = ArticleLayout | Layout[Any, Any]
VOLUME: Final = "volume"
"""The kind of a volume of the library, which goes by its number."""
PRINTED_TARGETS: Final = (*urls.PRINTED, VOLUME)
"""The kinds of targets that have PDFs."""
LIST: Final = "list"
"""The kind of everything about the library as a whole."""
MOVED_TARGET: Final = "moved"
"""The target of all records that have moved or were removed."""


@dataclass(frozen=True, slots=True)
class MovedRecords:
    """The records that have moved or were removed."""

    moves: tuple[Move, ...]


def record_ids(library: Library) -> Mapping[str, Iterable[str]]:
    """The ids of the library's records by kind."""
    return {kind: getattr(library, row.plural) for kind, row in KINDS.items()}


def record_targets(ids: Mapping[str, Iterable[str]]) -> Iterator[Target]:
    """The targets of records, given their ids by kind. Topics come last, as their books contain other records."""
    yield from ((kind, id) for kind in KINDS if kind != TOPIC for id in ids[kind])
    yield from ((TOPIC, id) for id in ids[TOPIC])


def volume_targets(count: int) -> Iterator[Target]:
    """The targets of the volumes of the library."""
    yield from ((VOLUME, str(number)) for number in range(1, count + 1))


def layout_of(target: Target, edition: Edition) -> TargetLayout:
    """The layout of a target that has pages or prints."""
    kind, name = target
    if kind == VOLUME:
        return Layout(record=volumes(edition.library)[int(name) - 1], edition=edition, view=None)
    if kind == LIST:
        list_page = MovedRecords(edition.library.moved) if name == MOVED_TARGET else LIST_PAGES[name]
        return Layout(record=list_page, edition=edition, view=None)
    match getattr(edition.library, KINDS[kind].plural)[name]:
        case Scenario() as scenario:
            return lay_out(article_source(scenario, edition))
        case Topic() as topic:
            return topic_layout(topic, edition)
        case Protocol() as protocol:
            return protocol_layout(protocol, edition)
        case record:
            return Layout(record=record, edition=edition, view=None)
