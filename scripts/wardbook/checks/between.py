"""Rules about how records stand to each other.

They judge the records' facts, which are at hand for the whole library even when only one file of
it has been read anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wardbook.kinds import SCENARIO, SOURCE, TOPIC
from wardbook.model.base import Record
from wardbook.model.outline import Key, Outline
from wardbook.model.traverse import leaves
from wardbook.problems import Problem
from wardbook.read.document import Document


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbours:
    """The facts about every sound record."""

    facts: Mapping[Key, Outline]
    complete: bool
    """Whether these are all records; if not, nothing can be said of who is left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Misfit:
    """A record that does not fit its neighbours."""

    key: Key
    field: str
    """The field that does not fit."""
    value: str
    """The value in it, which may stand in a list."""
    message: str

    def problem(self, document: Document[Record]) -> Problem:
        """The fault at its place in the record's file."""
        places = (loc for loc, leaf in leaves(document.record) if loc[0] == self.field and leaf == self.value)
        return document.problem(next(places, (self.field,)), self.message)


def topics_list_their_own(neighbours: Neighbours) -> Iterator[Misfit]:
    """A topic lists only scenarios that name this topic as their own."""
    for key, topic in neighbours.facts.items():
        for id in sorted(topic.lists):
            scenario = neighbours.facts.get((SCENARIO, id))
            if scenario and scenario.topic != key[1]:
                yield Misfit(
                    key=key,
                    field="groups",
                    value=id,
                    message=f"expected a scenario of this topic, got `{id}`, whose topic is `{scenario.topic}`:"
                    " change one of the two",
                )


def scenarios_stand_in_their_topic(neighbours: Neighbours) -> Iterator[Misfit]:
    """A scenario is listed by its topic, because that is the way to it."""
    for key, scenario in neighbours.facts.items():
        topic = neighbours.facts.get((TOPIC, scenario.topic))
        if topic and key[1] not in topic.lists:
            yield Misfit(
                key=key,
                field="topic",
                value=scenario.topic,
                message=f"expected the topic `{scenario.topic}` to list this scenario:"
                f" add `- {key[1]}` to one of its groups",
            )


def presentations_are_used(neighbours: Neighbours) -> Iterator[Misfit]:
    """Every presentation that the finder offers has a scenario, because a choice without one leads nowhere."""
    if not neighbours.complete:
        return  # what is broken may name any of them
    used = {id for facts in neighbours.facts.values() for kind, id in facts.names if kind == "presentation"}
    for key, facts in neighbours.facts.items():
        for id in sorted(facts.offers - used):
            yield Misfit(
                key=key,
                field="presentations",
                value=id,
                message=f"expected a scenario with this presentation, got none: add `{id}` to the `presentations` of"
                " one, or take the value out",
            )


def sources_are_named(neighbours: Neighbours) -> Iterator[Misfit]:
    """Every source is cited, or named by a field, because nobody else would keep it true."""
    if not neighbours.complete:
        return  # what is broken may name any of them
    named = {key for facts in neighbours.facts.values() for key in facts.names}
    for kind, id in neighbours.facts:
        if kind == SOURCE and (kind, id) not in named:
            yield Misfit(
                key=(kind, id),
                field="id",
                value=id,
                message=f"expected a record or page that cites the source, got none: cite it as `[@{id}]`,"
                " or delete the file",
            )
