"""Which records a synthetic library of a size has, and which of them may name which.

Records are numbered, and a record names only those that any library with it has too, so that a
scenario's file is the same in a library of 30 and of 5,000. Proportions are those measured in
the tables of the ACR Appropriateness Criteria: about 270 topics for 4,000 scenarios, one of them
with over 200.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bench.draw import Draw, Shares

_TOPIC_SIZES: Final[Shares] = ((8, 1, 4), (22, 5, 9), (45, 10, 15), (18, 16, 24), (7, 26, 60))
_LARGE_TOPIC: Final = 60
"""The number of the topic that is far larger than the others; it begins after some 900 scenarios."""
_LARGE: Final = (205, 230)
_GROUP: Final = 6
"""Scenarios under one heading of a topic."""

FIRST_PROCEDURES: Final = 60
SCENARIOS_FOR_A_PROCEDURE: Final = 12
SCENARIOS_FOR_A_PROTOCOL: Final = 50
FIRST_SOURCES: Final = 40


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """A topic's scenarios, by their numbers."""

    number: int
    first: int
    size: int

    def groups(self, scenarios: int) -> Iterator[range]:
        """Those of the scenarios that a library of so many has, in groups."""
        end = min(self.first + self.size, scenarios)
        for start in range(self.first, end, _GROUP):
            yield range(start, min(start + _GROUP, end))


class Plan:
    """The topics of a seed, in the order of their scenarios."""

    def __init__(self, seed: int, scenarios: int) -> None:
        self.topics: list[TopicPlan] = []
        first = 0
        while first < scenarios:
            number = len(self.topics)
            draw = Draw(seed, "topic size", number)
            size = draw.between(*_LARGE) if number == _LARGE_TOPIC else draw.share(_TOPIC_SIZES)
            self.topics.append(TopicPlan(number, first, size))
            first += size
        self._firsts = [topic.first for topic in self.topics]

    def topic_of(self, scenario: int) -> TopicPlan:
        """The topic that a scenario belongs to."""
        return self.topics[bisect_right(self._firsts, scenario) - 1]


def procedures(scenarios: int) -> int:
    """How many procedures a library of so many scenarios has."""
    return FIRST_PROCEDURES + scenarios // SCENARIOS_FOR_A_PROCEDURE


def protocols(scenarios: int) -> int:
    """How many protocols a library of so many scenarios has."""
    return -(-scenarios // SCENARIOS_FOR_A_PROTOCOL)


def sources(scenarios: int) -> int:
    """How many sources a library of so many scenarios has."""
    return FIRST_SOURCES + scenarios


def since(procedure: int) -> int:
    """The number of a scenario that every library with this procedure has."""
    return max(0, (procedure - FIRST_PROCEDURES) * SCENARIOS_FOR_A_PROCEDURE)


def procedure_of(protocol: int) -> int:
    """The one procedure that names a protocol; a library with it has the protocol."""
    if protocol == 0:
        return 0
    return FIRST_PROCEDURES - (-protocol * SCENARIOS_FOR_A_PROTOCOL // SCENARIOS_FOR_A_PROCEDURE)


def protocol_of(procedure: int) -> int | None:
    """The protocol that a procedure names, if any."""
    protocol = since(procedure) // SCENARIOS_FOR_A_PROTOCOL
    return protocol if procedure_of(protocol) == procedure else None


def scenario_id(number: int) -> str:
    """The id of a scenario."""
    return f"synthetic-scenario-{number:05}"


def topic_id(number: int) -> str:
    """The id of a topic."""
    return f"synthetic-topic-{number:04}"


def procedure_id(number: int) -> str:
    """The id of a procedure."""
    return f"synthetic-procedure-{number:04}"


def protocol_id(number: int) -> str:
    """The id of a protocol."""
    return f"synthetic-protocol-{number:04}"


def source_id(number: int) -> str:
    """The id of a source."""
    return f"synthetic-source-{number:05}"
