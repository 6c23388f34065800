"""The rule about acknowledgements: each is of a contradiction that there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardbook.checks.between import CrossProblem, Outlines
from wardbook.checks.contradictions.ages import AGES_AT_ODDS
from wardbook.checks.contradictions.dosages import DOSAGES_AT_ODDS
from wardbook.checks.contradictions.found import FindsContradictions, found
from wardbook.checks.contradictions.guidelines import GUIDELINES_AT_ODDS
from wardbook.checks.contradictions.noted import NOTED_AT_ODDS
from wardbook.checks.contradictions.patients import PATIENTS_AT_ODDS
from wardbook.checks.contradictions.people import PEOPLE_AT_ODDS
from wardbook.checks.contradictions.radiation import RADIATION_AT_ODDS
from wardbook.checks.contradictions.ratings import RATINGS_AT_ODDS
from wardbook.checks.contradictions.sources import SOURCES_AT_ODDS
from wardbook.checks.contradictions.thresholds import THRESHOLDS_AT_ODDS
from wardbook.checks.contradictions.words import WORDS_AT_ODDS

CONTRADICTION_FINDERS: Final[tuple[FindsContradictions, ...]] = (
    *SOURCES_AT_ODDS,
    *NOTED_AT_ODDS,
    *RATINGS_AT_ODDS,
    *GUIDELINES_AT_ODDS,
    *RADIATION_AT_ODDS,
    *PATIENTS_AT_ODDS,
    *PEOPLE_AT_ODDS,
    *AGES_AT_ODDS,
    *THRESHOLDS_AT_ODDS,
    *DOSAGES_AT_ODDS,
    *WORDS_AT_ODDS,
)
"""The functions that find contradictions, also those that were acknowledged."""


def acknowledged_contradictions_are_there(outlines: Outlines) -> Iterator[CrossProblem]:
    """An acknowledgement fits a contradiction that the rules find, and goes when it is mended."""
    waiting = {key: one.statements.acknowledged for key, one in outlines.by_key.items() if one.statements.acknowledged}
    if not waiting or not outlines.complete:
        return  # a faulty file may say the other half
    there = {(one.key, one.rule, one.words) for finder in CONTRADICTION_FINDERS for one in found(outlines, finder)}
    for key, acknowledged in waiting.items():
        for number, (rule, some) in enumerate(acknowledged):
            if not any(other == key and of == rule and some in words for other, of, words in there):
                yield CrossProblem(
                    key=key,
                    field="",
                    value="",
                    loc=("acknowledged", number),
                    message=f"expected words of a contradiction of the rule `{rule}`, got `{some}`, which is in none:"
                    " take it out, or write the words as they stand in the text",
                )
