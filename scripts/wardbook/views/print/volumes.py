"""The whole library on paper: in one book, or in volumes where it is too large for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from wardbook.library.library import Library
from wardbook.views.parts.print_links import LARGEST_BOOK

LIBRARY: Final = "library"
"""The kind of copies of a volume."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A topic in a volume, with the ids of those of its scenarios that are in it."""

    topic: str
    scenarios: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Volume:
    """A volume: the topics in it, and the ids of the protocols in it."""

    number: int
    of: int
    topics: tuple[Bound, ...]
    protocols: tuple[str, ...]
    """In the last volume all protocols, in the others none."""

    @property
    def id(self) -> str:
        """The id of its copies."""
        return volume_id(self.number)


def volume_id(number: int) -> str:
    """The id of a volume's copies."""
    return f"library-{number}"


def volumes(library: Library) -> tuple[Volume, ...]:
    """The volumes of the library: its topics in the order of the navigation, none cut in two that fits in one."""
    shares = list(_shares(library))
    protocols = sorted(library.protocols, key=lambda id: library.protocols[id].title)
    found = [
        Volume(number=number, of=len(shares), topics=topics, protocols=()) for number, topics in enumerate(shares, 1)
    ]
    return (*found[:-1], replace(found[-1], protocols=tuple(protocols))) if found else ()


def _shares(library: Library) -> Iterator[tuple[Bound, ...]]:
    share: list[Bound] = []
    room = LARGEST_BOOK
    for topic in sorted(library.topics.values(), key=lambda topic: (topic.panels[0], topic.title)):
        ids = topic.scenarios
        for start in range(0, max(1, len(ids)), LARGEST_BOOK):
            bound = Bound(topic.id, ids[start : start + LARGEST_BOOK])
            if share and len(bound.scenarios) > room:
                yield tuple(share)
                share, room = [], LARGEST_BOOK
            share.append(bound)
            room -= len(bound.scenarios)
    if share or library.protocols:
        yield tuple(share)
