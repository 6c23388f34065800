"""Rules about the age at which patients are adults: it is one on a page and on the pages of a topic."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.found import Contradiction, FindsContradictions, short, unacknowledged
from wardbook.kinds import SCENARIO, TOPIC
from wardbook.model.outline import Key
from wardbook.model.traverse import Loc


def adults_begin_at_one_age(outlines: Outlines) -> Iterator[CrossProblem]:
    """The pages of a topic let adults begin at one age, and what they leave out by age alone ends there."""
    yield from unacknowledged(outlines, _other_beginnings)


_BEGINS: Final = re.compile(r"(?<![\d–-])(?P<years>\d+) years? (?:or|and) (?:older|over|above)", re.IGNORECASE)
_ENDS: Final = re.compile(r"(?:patients? )?(?:under|below|younger than) (?P<years>\d+) years?", re.IGNORECASE)
_OF_ADULTS: Final = range(15, 22)
"""Ages at which patients may count as adults."""


class _Limit(NamedTuple):
    key: Key
    loc: Loc
    words: str
    years: int


def _other_beginnings(outlines: Outlines) -> Iterator[Contradiction]:
    for limits in _limits(outlines).values():
        for one in limits:
            others = [other for other in limits if other.years != one.years]
            # Of two that differ, either may be wrong; of several, the one that is alone.
            if len(others) > len(limits) / 2 or (others and 2 * len(others) == len(limits) and one is limits[-1]):
                yield Contradiction(
                    "populations",
                    one.key,
                    one.loc,
                    one.words,
                    f"expected adults to begin at {others[0].years} years, as {ELSEWHERE} has, got {one.years} in"
                    f" {short(one.words)}: mend one of the two",
                    ((others[0].key, others[0].loc),),
                )


def _limits(outlines: Outlines) -> dict[str, list[_Limit]]:
    """The ages at which adults begin, by topics."""
    found: dict[str, list[_Limit]] = defaultdict(list)
    for key, outline in outlines.by_key.items():
        facts = outline.statements
        topic = outline.topic if key[0] == SCENARIO else key[1]
        if facts.patient and facts.patient.age_group == "adult" and (match := _BEGINS.fullmatch(facts.patient.age)):
            found[topic].append(_Limit(key, ("population", "age"), facts.patient.age, int(match["years"])))
        entries = facts.of_patients if key[0] == SCENARIO else facts.left_out if key[0] == TOPIC else {}
        for loc, words in entries.items():
            if match := _ENDS.fullmatch(words.strip(" .")):
                found[topic].append(_Limit(key, (*loc, "text"), words, int(match["years"])))
    return {
        topic: [one for one in limits if one.years in _OF_ADULTS]
        for topic, limits in found.items()
        if any(one.loc == ("population", "age") and one.years in _OF_ADULTS for one in limits)
    }


AGES_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (_other_beginnings,)
"""Finders of contradictions about ages."""
