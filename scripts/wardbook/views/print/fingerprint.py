"""The mark of a printed copy: a digest of its words, which do not depend on the day or on where it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any, Final

from pydantic import TypeAdapter

from wardbook.kinds import PROTOCOL, SCENARIO, TOPIC
from wardbook.model.parts.review import Review
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.topic import Topic
from wardbook.urls import HOME, Href, resolved
from wardbook.views.article.article import ArticleLayout, SectionLink
from wardbook.views.article.siblings import Siblings
from wardbook.views.parts.answer import WayToDoses
from wardbook.views.parts.flags import ApprovalFact, Flag
from wardbook.views.parts.radiation import Bar, Tick
from wardbook.views.parts.status import StatusLine
from wardbook.views.print.frame import Copy
from wardbook.views.print.volumes import LIBRARY
from wardbook.views.records.changes.of_page import PageChanges
from wardbook.views.records.guide import Guide
from wardbook.views.records.protocol import ProtocolView

LENGTH: Final = 8
"""Digits of a mark: few enough to be typed; that two copies of a record share one is as likely as 1 in 4 billion."""

_VIEW: Final = TypeAdapter[Any](Any)


def view_as_json(view: object) -> bytes:
    """A view as JSON, its links relative to the site's root."""
    return resolved(_VIEW.dump_json(view).decode(), HOME).encode()


def copy_of_scenario(layout: ArticleLayout) -> Copy:
    """The copy that a scenario's handout is."""
    return _copy(SCENARIO, layout.scenario.id, layout.scenario.review, layout.whole)


def copy_of_protocol(protocol: Protocol, view: ProtocolView) -> Copy:
    """The copy that a protocol's sheet is, given the protocol as it is shown."""
    return _copy(PROTOCOL, protocol.id, protocol.review, view)


def copy_of_topic(topic: Topic, view: Guide, members: Iterable[Copy]) -> Copy:
    """The copy that a topic's book is, given the topic as it is shown and the copies of its scenarios."""
    within = tuple(members)
    own = _copy(TOPIC, topic.id, topic.review, (view, [copy.mark for copy in within]))
    return replace(own, on=max([own.on, *(copy.on for copy in within)]))


def copy_of_volume(id: str, members: Iterable[Copy]) -> Copy:
    """The copy that a volume of the library is, given its id and the copies of its records."""
    within = tuple(members)
    return Copy(
        kind=LIBRARY,
        id=id,
        version="",
        mark=_mark([copy.mark for copy in within]),
        on=max(copy.on for copy in within),
    )


def _copy(kind: str, id: str, review: Review, words: object) -> Copy:
    on = max(change.on for change in review.changes)
    return Copy(kind=kind, id=id, version=review.version, mark=_mark(words), on=on)


def _mark(words: object) -> str:
    return sha256("\0".join(_pieces(words)).encode()).hexdigest()[:LENGTH]


def _pieces(value: object) -> Iterator[str]:
    """The words of a view with the shape in which they stand, as a word means another thing in another place.

    Where links lead, ways on that only a screen has, how things are drawn and what is told of former versions is left
    out, so that none of these outdates what is on paper.
    """
    match value:
        case Href() | Bar() | Tick() | SectionLink() | Siblings() | WayToDoses() | PageChanges() | ApprovalFact():
            return
        case Flag(lasting=Flag() as lasting) | StatusLine(lasting=StatusLine() as lasting):
            yield from _pieces(lasting)
        case Flag(label=""):
            yield repr(None)
        case Flag(status=status, label=label):
            yield from ("(", repr(status), repr(label), ")")
        case tuple() | list():
            yield "["
            for inner in value:
                yield from _pieces(inner)
            yield "]"
        case str() | int() | float() | None:
            yield repr(value)
        case _:
            yield "("
            for field in fields(value):  # type: ignore[arg-type]  # a view is made of dataclasses, or this raises
                if field.name not in _LOOKS:
                    yield from _pieces(getattr(value, field.name))
            yield ")"


_LOOKS: Final = frozenset({"tone", "url", "shortened", "align", "decimals", "approvals"})
"""Fields of views that are no words of a print: how things are drawn, how a page on a screen is shortened, and who
approved the words, which outdates no copy."""
