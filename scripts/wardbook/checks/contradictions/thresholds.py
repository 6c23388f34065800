"""Rules about scores: those who fit and those who do not are told apart by one limit, on one instrument."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.found import Contradiction, FindsContradictions, unacknowledged
from wardbook.model.outline import Key
from wardbook.model.outline.facts import Threshold


def thresholds_leave_no_gap(outlines: Outlines) -> Iterator[CrossProblem]:
    """A score that takes patients elsewhere begins where the one of those who fit ends."""
    yield from unacknowledged(outlines, _gaps)


def instruments_have_the_same_ends(outlines: Outlines) -> Iterator[CrossProblem]:
    """A score has the same lowest and highest value wherever it is named."""
    yield from unacknowledged(outlines, _other_ends)


_OPPOSITE: Final = {"≤": (">", "≥"), "<": ("≥", ">"), "≥": ("<", "≤"), ">": ("≤", "<")}


def _gaps(outlines: Outlines) -> Iterator[Contradiction]:
    for key, outline in outlines.by_key.items():
        scores: dict[str, list[Threshold]] = defaultdict(list)
        for one in outline.statements.scores:
            scores[one.name.casefold()].append(one)
        for pair in scores.values():
            fits, others = [one for one in pair if not one.excludes], [one for one in pair if one.excludes]
            if len(fits) == len(others) == 1 and not _meet(fits[0], others[0]):
                yield Contradiction(
                    "thresholds",
                    key,
                    others[0].loc,
                    others[0].name,
                    f"expected a threshold on {others[0].name} that begins where that of the patients who fit ends"
                    f" ({ELSEWHERE}, `{fits[0].operator} {fits[0].value:g}`), got"
                    f" `{others[0].operator} {others[0].value:g}`: mend one of the two",
                    ((key, fits[0].loc),),
                )


def _meet(fits: Threshold, other: Threshold) -> bool:
    """Whether every value either fits or takes patients elsewhere, and none does both."""
    if other.operator not in _OPPOSITE.get(fits.operator, ()):
        return True  # not two sides of one limit
    strict = {"<", ">"} & {fits.operator, other.operator}
    if len(strict) == 1 and fits.operator != other.operator:
        return fits.value == other.value
    step = 1 if other.operator == "≥" else -1
    whole = fits.value.is_integer() and other.value.is_integer()
    return other.value == fits.value + step if whole else (other.value - fits.value) * step > 0


def _other_ends(outlines: Outlines) -> Iterator[Contradiction]:
    first: dict[str, tuple[Key, Threshold]] = {}
    for key, outline in outlines.by_key.items():
        for one in outline.statements.scores:
            if None in one.ends:
                continue
            before, score = first.setdefault(one.name.casefold(), (key, one))
            if score.ends != one.ends:
                yield Contradiction(
                    "thresholds",
                    key,
                    one.loc,
                    one.name,
                    f"expected {score.ends[0]:g} to {score.ends[1]:g} for {one.name}, as {ELSEWHERE} has, got"
                    f" {one.ends[0]:g} to {one.ends[1]:g}: mend one of the two, or give the score a version",
                    ((before, score.loc),),
                )


THRESHOLDS_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (_gaps, _other_ends)
"""Finders of contradictions about scores."""
