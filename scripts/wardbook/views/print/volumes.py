"""The whole library on paper: in one book, or in volumes where it is too large for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from wardbook.library.library import Library

LIBRARY: Final = "library"
"""The kind of copies of a volume."""
LARGEST: Final = 50
"""Scenarios in a volume, unless a single topic has more: some 450 pages, which take about 1.3 GB of memory to print."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Volume:
    """A volume: the topics and protocols in it, by their ids."""

    number: int
    of: int
    topics: tuple[str, ...]
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
    """The volumes of the library: its topics in the order of the navigation, none of them cut in two."""
    shares = list(_shares(library))
    protocols = sorted(library.protocols, key=lambda id: library.protocols[id].title)
    found = [
        Volume(number=number, of=len(shares), topics=topics, protocols=()) for number, topics in enumerate(shares, 1)
    ]
    return (*found[:-1], replace(found[-1], protocols=tuple(protocols))) if found else ()


def _shares(library: Library) -> Iterator[tuple[str, ...]]:
    share: list[str] = []
    scenarios = 0
    for topic in sorted(library.topics.values(), key=lambda topic: (topic.panels[0], topic.title)):
        size = sum(len(group.scenarios) for group in topic.groups)
        if share and scenarios + size > LARGEST:
            yield tuple(share)
            share, scenarios = [], 0
        share.append(topic.id)
        scenarios += size
    if share or library.protocols:
        yield tuple(share)
