"""Radiation levels as a page shows them: symbols, words, mSv, and a bar on one logarithmic axis.

The axis is the same for every row and every population, so that bars compare at a glance. It
runs from the decade below the lowest bound of any band to the decade above the highest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

from wardbook.library.library import Library
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.records.procedure import KnownLevel, NoLevel, Procedure, VariableLevel
from wardbook.model.scales import DoseRange, Scales, Whose
from wardbook.views.parts.options.words import is_imaging
from wardbook.views.text import Mark, mark

WHOSE: Final[dict[Whose, str]] = {"adult": "adult", "child": "child", "any_age": ""}
"""The words for the patients of a dose; none where it is for any age."""

_OF_AGES: Final[dict[AgeGroup, tuple[Whose, ...]]] = {
    "child": ("child",),
    "adult": ("adult",),
    "both": ("adult", "child"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """The place of a band on the axis, in percent of its length."""

    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A decade of the axis: its place in percent and its dose in mSv, as text."""

    at: float
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Dose:
    """A radiation level in words and as a bar; without a bar where there is nothing to draw."""

    given: bool
    """False where there is no level; `range` then says why."""
    banded: bool = False
    """Whether it is a band of the scale, which has a place on the axis."""
    symbols: str = ""
    spoken: str = ""
    """The spoken words for the symbols."""
    range: str = ""
    """The dose with its unit, such as `3–10 mSv`, or the words for a level that there is none of."""
    bar: Bar | None = None
    mark: Mark | None = None
    is_none: bool = False
    """Whether there is no radiation; it is then told in words, as the letter O among symbols would read as a slip."""


NO_LEVEL: Final = Dose(given=False, range="not given")
"""The source gives no level."""
NO_ENTRY: Final = Dose(given=False, range="not yet entered")
"""Nobody has entered a level."""
NOT_IMAGING: Final = Dose(given=False, range="does not apply")
"""No level, because this is no imaging."""


@dataclass(frozen=True, slots=True)
class ShownDose:
    """A dose with the patients that it is for."""

    population: str
    """The patients in a word; empty where it is for any age."""
    dose: Dose


@dataclass(frozen=True, slots=True)
class DoseAxis:
    """A logarithmic axis from `lowest` to `highest`, which are powers of ten, in mSv."""

    lowest: float
    highest: float

    def place(self, dose: float) -> float:
        """The place of a dose on the axis, in percent; a dose below the axis is at its start."""
        span = log10(self.highest) - log10(self.lowest)
        return round(100 * (log10(max(dose, self.lowest)) - log10(self.lowest)) / span, 1)

    def bar(self, dose: DoseRange) -> Bar | None:
        """The bar of a range of doses; none for no dose."""
        if dose.high == 0:
            return None
        start = self.place(dose.low or 0)
        end = 100.0 if dose.high is None else self.place(dose.high)
        return Bar(start, round(end - start, 1))

    def ticks(self) -> tuple[Tick, ...]:
        """The decades."""
        exponents = range(round(log10(self.lowest)), round(log10(self.highest)) + 1)
        return tuple(Tick(self.place(10.0**exponent), f"{10.0**exponent:g}") for exponent in exponents)


def axis(scales: Scales) -> DoseAxis:
    """The axis on which every band of the scale has its place, also one that is open at an end."""
    decades = [ends for band in scales.bands for dose in band.doses if (ends := _decades(dose))]
    low, high = min((low for low, _ in decades), default=0), max((high for _, high in decades), default=0)
    return DoseAxis(10.0**low, 10.0 ** max(high, low + 1))


def _decades(dose: DoseRange) -> tuple[int, int] | None:
    """The powers of ten between which a range has a place; one that is open at an end has a decade for it."""
    if dose.low and dose.high:
        return floor(log10(dose.low)), ceil(log10(dose.high))
    if dose.low:
        return floor(log10(dose.low)), floor(log10(dose.low)) + 1
    if dose.high:
        return ceil(log10(dose.high)) - 1, ceil(log10(dose.high))
    return None


def whose_of(scales: Scales) -> tuple[Whose, ...]:
    """The patients for whom the library has doses; nobody without a scale of radiation."""
    return scales.radiation.whose if scales.radiation else ()


def whose_in(age_group: AgeGroup, scales: Scales) -> tuple[Whose, ...]:
    """The patients of an age group for whom the library has doses."""
    known = whose_of(scales)
    return known if known == ("any_age",) else tuple(whose for whose in _OF_AGES[age_group] if whose in known)


def dose(procedure: Procedure, scales: Scales, whose: Whose) -> Dose:
    """A procedure's radiation level for some patients."""
    match procedure.level(whose):
        case KnownLevel(band=id, standing=standing):
            band = next(band for band in scales.bands if band.id == id)
            range_ = band.dose(whose)
            return Dose(
                given=True,
                banded=True,
                symbols=band.symbols or "",
                spoken=band.spoken,
                range=dose_range(range_) if range_ else "",
                bar=axis(scales).bar(range_) if range_ else None,
                mark=mark(standing) or mark(range_.standing if range_ else None),
                is_none=range_ is not None and range_.high == 0,
            )
        case VariableLevel():
            return Dose(given=True, spoken="varies", range="varies")
        case NoLevel():
            return NO_LEVEL
        case None:
            return NO_ENTRY


def doses(procedure: Procedure, library: Library, age_group: AgeGroup = "both") -> tuple[ShownDose, ...]:
    """A procedure's radiation levels for an age group; none for what is no imaging."""
    if not is_imaging(procedure, library):
        return ()
    return tuple(
        ShownDose(WHOSE[whose], dose(procedure, library.scales, whose)) for whose in whose_in(age_group, library.scales)
    )


def dose_heads(whose: Iterable[Whose]) -> tuple[str, ...]:
    """The heads of the columns with the doses of some patients."""
    return tuple(f"Radiation, {WHOSE[one]}" if WHOSE[one] else "Radiation" for one in whose)


def dose_range(dose: DoseRange) -> str:
    """A range of doses in words."""
    if dose.high is None:
        return f">{dose.low or 0:g}\N{NO-BREAK SPACE}mSv"
    if dose.high == 0:
        return "0\N{NO-BREAK SPACE}mSv"
    low = "<" if dose.low is None else f"{dose.low:g}–"
    return f"{low}{dose.high:g}\N{NO-BREAK SPACE}mSv"
