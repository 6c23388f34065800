"""Rules about scores: thresholds that the instrument can give, and that leave patients who fit.

An instrument is known by its name; what its values mean is not known here. A score of whole numbers is
judged as if it had values between them, so a rule may be silent about a contradiction and never invents one.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Final, NamedTuple

from wardbook.checks.eligibility.places import PlacedEntry, placed_criteria
from wardbook.model.parts.criteria_words import score_words
from wardbook.model.parts.score import Score
from wardbook.model.records.scenario import Scenario
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.validate import where


def ranges_of_scores_rise(content: Content) -> Iterator[Problem]:
    """A range of a score goes from its lower end to a higher one, and has the operator `=`."""
    for at, score in _scores(content):
        if score.to is not None and score.operator != "=":
            yield _problem(
                at,
                "operator",
                f"expected `=` with `to`, got `{score.operator}`: write `=` for a range, or take `to` out",
            )
        if score.to is not None and score.to <= score.value:
            yield _problem(
                at,
                "to",
                f"expected more than {_typed(score.value)}, got {_typed(score.to)}: mend the range",
            )
        if score.lowest is not None and score.highest is not None and score.highest <= score.lowest:
            yield _problem(
                at,
                "highest",
                f"expected more than {_typed(score.lowest)}, got {_typed(score.highest)}: mend the values",
            )


def thresholds_can_be_reached(content: Content) -> Iterator[Problem]:
    """A threshold is a value that the instrument can give, and no item counts more than its highest value."""
    for at, score in _scores(content):
        given = [("value", score.value), *([("to", score.to)] if score.to is not None else [])]
        for field, value in given:
            if score.lowest is not None and value < score.lowest:
                yield _problem(at, field, _beyond(f"{_typed(score.lowest)} or more", "lowest", value))
            if score.highest is not None and value > score.highest:
                yield _problem(at, field, _beyond(f"{_typed(score.highest)} or less", "highest", value))
        for number, item in enumerate(score.items):
            if item.points is not None and score.highest is not None and item.points > score.highest:
                message = _beyond(f"{_typed(score.highest)} or less", "highest", item.points)
                yield at.scenario.problem((*at.loc, "score", "items", number, "points"), message)


def items_are_complete(content: Content) -> Iterator[Problem]:
    """The items of a score together reach its highest value, as far as each has its points."""
    for at, score in _scores(content):
        points = [item.points for item in score.items if item.points is not None]
        total = sum(number for number in points if number > 0)
        if score.highest is not None and points and len(points) == len(score.items) and total < score.highest:
            yield _problem(
                at,
                "items",
                f"expected items with {_typed(score.highest)} points in all, as `highest` says, got {_typed(total)}:"
                " add the items that are missing, or take them all out",
            )


def thresholds_leave_patients_who_fit(content: Content) -> Iterator[Problem]:
    """No score that lets a patient fit lies wholly among those that take patients elsewhere."""
    for scenario in content.of(Scenario):
        placed = [(at, one.score) for at, one in placed_criteria(scenario) if one.score]
        fitting = [(at, score) for at, score in placed if at.fits]
        for at, score in placed:
            covered = [(fits, other) for fits, other in fitting if at.is_enough_to_exclude and _covers(score, other)]
            if covered:
                fits, other = covered[0]
                yield _problem(
                    at,
                    "value",
                    f"expected patients with `{score_words(other)}` to fit, as {where(fits.loc)} says,"
                    f" got `{score_words(score)}`, which excludes them all: change one of the two",
                )


class _Span(NamedTuple):
    """The values that meet a threshold; an end that is itself out comes after, or before, the same end that is in."""

    low: tuple[float, int]
    high: tuple[float, int]


_ALL: Final = _Span((-inf, 0), (inf, 0))


def _span(score: Score) -> _Span:
    match score.operator:
        case "<":
            return _ALL._replace(high=(score.value, -1))
        case "≤":
            return _ALL._replace(high=(score.value, 0))
        case "≥":
            return _ALL._replace(low=(score.value, 0))
        case ">":
            return _ALL._replace(low=(score.value, 1))
        case "=":
            return _Span((score.value, 0), (score.value if score.to is None else score.to, 0))


def _covers(score: Score, other: Score) -> bool:
    """Whether every value of the other threshold, on the same instrument, meets this one."""
    outer, inner = _span(score), _span(other)
    return _is_same_instrument(score, other) and outer.low <= inner.low and inner.high <= outer.high


def _is_same_instrument(score: Score, other: Score) -> bool:
    pairs = ((score.name, other.name), (score.unit, other.unit), (score.version, other.version))
    return all(one is None or two is None or one.casefold() == two.casefold() for one, two in pairs)


def _scores(content: Content) -> Iterator[tuple[PlacedEntry, Score]]:
    for scenario in content.of(Scenario):
        yield from ((at, criterion.score) for at, criterion in placed_criteria(scenario) if criterion.score)


def _problem(at: PlacedEntry, field: str, message: str) -> Problem:
    return at.scenario.problem((*at.loc, "score", field), message)


def _beyond(expected: str, end: str, value: float) -> str:
    return f"expected {expected}, as `{end}` says, got {_typed(value)}: change one of the two"


def _typed(number: float) -> str:
    return f"{number:.15g}"
