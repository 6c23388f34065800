"""Radiation levels as a page shows them: symbols, words, mSv, and a bar on one logarithmic axis.

The axis is the same for every row and every population, so that bars compare at a glance. It
runs from the decade below the lowest bound of any band to the decade above the highest.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final, Literal

from wardbook.model.records.procedure import KnownLevel, Level, NoLevel, VariableLevel
from wardbook.model.scales import DoseRange, Scales
from wardbook.views.text import Mark, mark

DosePopulation = Literal["adult", "child"]


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
    symbols: str = ""
    spoken: str = ""
    """The spoken words for the symbols."""
    range: str = ""
    """The dose with its unit, such as `3–10 mSv`, or the words for a level that there is none of."""
    bar: Bar | None = None
    mark: Mark | None = None


NO_LEVEL: Final = Dose(given=False, range="not given")
"""The source gives no level."""
NO_ENTRY: Final = Dose(given=False, range="not yet entered")
"""Nobody has entered a level."""


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
        return Bar(start, round(self.place(dose.high) - start, 1))

    def ticks(self) -> tuple[Tick, ...]:
        """The decades."""
        exponents = range(round(log10(self.lowest)), round(log10(self.highest)) + 1)
        return tuple(Tick(self.place(10.0**exponent), f"{10.0**exponent:g}") for exponent in exponents)


def axis(scales: Scales) -> DoseAxis:
    """The axis on which every band of the scale has its place."""
    doses = [dose for band in scales.bands for dose in (band.adult, band.child)]
    bounds = [bound for dose in doses for bound in (dose.low, dose.high) if bound] or [1.0]
    low, high = floor(log10(min(bounds))), ceil(log10(max(bounds)))
    return DoseAxis(10.0**low, 10.0 ** max(high, low + 1))


def dose(level: Level | None, scales: Scales, population: DosePopulation) -> Dose:
    """A procedure's radiation level for adults or for children."""
    match level:
        case KnownLevel(band=id, standing=standing):
            band = next(band for band in scales.bands if band.id == id)
            range_ = band.adult if population == "adult" else band.child
            return Dose(
                given=True,
                symbols=band.symbols,
                spoken=band.spoken,
                range=dose_range(range_),
                bar=axis(scales).bar(range_),
                mark=mark(standing) or mark(range_.standing),
            )
        case VariableLevel():
            return Dose(given=True, spoken="varies", range="varies")
        case NoLevel():
            return NO_LEVEL
        case None:
            return NO_ENTRY


def dose_range(dose: DoseRange) -> str:
    """A range of doses in words."""
    if dose.high == 0:
        return "0\N{NO-BREAK SPACE}mSv"
    return (
        f"<{dose.high:g}\N{NO-BREAK SPACE}mSv"
        if dose.low is None
        else f"{dose.low:g}–{dose.high:g}\N{NO-BREAK SPACE}mSv"
    )
