"""Rules about bands of renal function, weight and age."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from wardbook.checks.placed.regimens.dosages import DrugAt
from wardbook.model.parts.dosing.adjustment import Adjustment, ByAge, ByCondition, DoseBand
from wardbook.model.records.regimen import Regimen
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.document import Document


class _Bound(NamedTuple):
    """An end of a band."""

    value: float
    is_in: bool
    """Whether the value itself belongs to the band."""


def bands_have_bounds(content: Content) -> Iterator[Problem]:
    """A band has one lower bound, one upper bound, or both, and the upper one is above the lower one."""
    for regimen, loc, bands, _ in _adjustments(content):
        for number, band in enumerate(bands):
            if fault := _fault(band):
                yield regimen.problem((*loc, "bands", number), fault)


def bands_meet(content: Content) -> Iterator[Problem]:
    """Bands hold every value once: where one ends the next one begins, and the outer ones are open."""
    for regimen, loc, bands, is_closed in _adjustments(content):
        if any(map(_fault, bands)):
            continue
        # The editors' order may rise or fall; places are those in the file.
        placed = sorted(enumerate(bands), key=lambda item: _order(item[1]))
        for (_, band), (number, after) in pairwise(placed):
            if fault := _between(band, after):
                yield regimen.problem((*loc, "bands", number), fault)
        if not is_closed:
            yield from (regimen.problem((*loc, "bands", number), fault) for number, fault in _ends(placed))


def _adjustments(content: Content) -> Iterator[tuple[Document[Regimen], Loc, tuple[DoseBand, ...], bool]]:
    for drug in DrugAt.all_in(content):
        for loc, adjustment in drug.adjustments:
            if not isinstance(adjustment, ByCondition):
                yield drug.regimen, loc, adjustment.bands, _is_closed(adjustment)


def _is_closed(adjustment: Adjustment) -> bool:
    """Whether the outer bands may have bounds: a regimen says itself for which ages it is."""
    return isinstance(adjustment, ByAge)


def _fault(band: DoseBand) -> str:
    for one, other in (("at_least", "above"), ("below", "at_most")):
        if getattr(band, one) is not None and getattr(band, other) is not None:
            return f"expected one of `{one}` and `{other}`, got both: take one of them out"
    low, high = _lower(band), _upper(band)
    if low is None and high is None:
        return (
            "expected `at_least`, `above`, `below` or `at_most`, got none of them: write where the band begins or ends"
        )
    if low and high and (low.value > high.value or (low.value == high.value and not (low.is_in and high.is_in))):
        return f"expected an upper bound above {low.value:.15g}, got {high.value:.15g}: mend one of the two"
    return ""


def _lower(band: DoseBand) -> _Bound | None:
    return _bound(band.at_least, band.above)


def _upper(band: DoseBand) -> _Bound | None:
    return _bound(band.at_most, band.below)


def _bound(inside: float | None, outside: float | None) -> _Bound | None:
    if inside is not None:
        return _Bound(inside, is_in=True)
    return None if outside is None else _Bound(outside, is_in=False)


def _order(band: DoseBand) -> tuple[float, float]:
    low, high = _lower(band), _upper(band)
    return (low.value if low else float("-inf"), high.value if high else float("inf"))


def _between(band: DoseBand, after: DoseBand) -> str:
    """The fault of a band and the next one."""
    end, begin = _upper(band), _lower(after)
    both = f"`{band.words}` and `{after.words}`"
    share_a_bound = end is not None and begin is not None and end.value == begin.value and end.is_in and begin.is_in
    if end is None or begin is None or begin.value < end.value or share_a_bound:
        return f"expected each value in one band, got an overlap of {both}: {_meet(end)}"
    if begin.value > end.value:
        advice = (
            f"write `below: {begin.value:.15g}` in the first if it goes on to there, or add the band between them, with"
            " `advice: not-found` if no source says what to do"
        )
        return f"expected a band for every value, got a gap between {both}: {advice}"
    if not (begin.is_in or end.is_in):
        return f"expected a band for every value, got none for {end.value:.15g} between {both}: {_meet(end)}"
    return ""


def _meet(end: _Bound | None) -> str:
    if end is None:
        return "close the first of them with `below` or `at_most`"
    return f"write `{'above' if end.is_in else 'at_least'}: {end.value:.15g}` in the second"


def _ends(placed: list[tuple[int, DoseBand]]) -> Iterator[tuple[int, str]]:
    advice = "with `advice: not-found` if no source says what to do"
    (first, lowest), (last, highest) = placed[0], placed[-1]
    low, high = _lower(lowest), _upper(highest)
    if low and low.value > 0:
        side = "below" if low.is_in else "at_most"
        message = (
            f"expected a band for the values under `{lowest.words}`, got none: add one with `{side}: {low.value:.15g}`"
        )
        yield first, f"{message}, {advice}"
    if high:
        side = "above" if high.is_in else "at_least"
        message = (
            f"expected a band for the values over `{highest.words}`, got none: add one with `{side}: {high.value:.15g}`"
        )
        yield last, f"{message}, {advice}"
