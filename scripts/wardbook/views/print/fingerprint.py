"""The mark of a printed copy: a digest of its words, which do not depend on the day or on where it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from typing import Any, Final

from pydantic import TypeAdapter

from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.topic import Topic
from wardbook.urls import HOME, Href
from wardbook.views.article.article import Manuscript, SectionLink, article, shown
from wardbook.views.parts.radiation import Bar, Tick
from wardbook.views.print.frame import Copy
from wardbook.views.records.protocol import protocol_view, sources_of_protocol
from wardbook.views.records.topic import guide, sources_of_guide
from wardbook.views.sections import SECTIONS
from wardbook.views.text import Setting, Vocabulary

LENGTH: Final = 8
"""Digits of a mark: few enough to be typed; that two copies of a record share one is as likely as 1 in 4 billion."""
EVER: Final = date.min
"""A day on which nothing is past its review date."""

_VIEW: Final = TypeAdapter[Any](Any)


def as_json(view: object) -> bytes:
    """A view as JSON."""
    return _VIEW.dump_json(view)


def copy_of_scenario(text: Manuscript) -> Copy:
    """Which words a handout has."""
    ever = replace(text, today=EVER)
    setting = ever.setting(HOME)
    words = article(ever, setting, (shown(s, ever, setting) for s in SECTIONS), ever.within.values())
    return _copy("scenario", text.scenario.id, text.scenario.review, words)


def copy_of_protocol(protocol: Protocol, library: Library, vocabulary: Vocabulary) -> Copy:
    """Which words a protocol's sheet has."""
    setting = Setting(HOME, vocabulary, EVER, sources_of_protocol(protocol))
    return _copy("protocol", protocol.id, protocol.review, protocol_view(protocol, library, setting))


def copy_of_topic(topic: Topic, library: Library, vocabulary: Vocabulary, members: Iterable[Copy]) -> Copy:
    """Which words a topic's book has, given the copies of its scenarios."""
    setting = Setting(HOME, vocabulary, EVER, sources_of_guide(topic, library))
    within = tuple(members)
    own = _copy("topic", topic.id, topic.review, (guide(topic, library, setting), [copy.mark for copy in within]))
    return replace(own, on=max([own.on, *(copy.on for copy in within)]))


def copy_of_volume(id: str, members: Iterable[Copy]) -> Copy:
    """Which words a volume of the whole library has, given its id and the copies of what it holds."""
    within = tuple(members)
    return Copy(
        kind="library",
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

    Where links lead and how things are drawn is left out, so that neither outdates what is on paper.
    """
    match value:
        case Href() | Bar() | Tick() | SectionLink():
            return
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


_LOOKS: Final = frozenset({"tone", "url"})
"""Fields of views that no reader sees as words."""
