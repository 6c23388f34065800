"""Rules about the radiation of a procedure: an adult's level is no child's, and each was read somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from wardbook.model.records.procedure import KnownLevel, Level, PrintedRange, Procedure
from wardbook.model.scales import Band, DoseRange, Scales
from wardbook.problems import Problem
from wardbook.read.content import Content

_Population = Literal["adult", "child"]

_POPULATIONS: Final[tuple[_Population, ...]] = ("adult", "child")
_OTHER: Final[dict[_Population, _Population]] = {"adult": "child", "child": "adult"}
_WHOSE: Final = {"adult": "an adult", "child": "a child"}


def levels_name_their_source(content: Content) -> Iterator[Problem]:
    """A radiation level says where it was read, unless it is marked as not seen in a source."""
    for procedure in content.of(Procedure):
        for population in _POPULATIONS:
            level = _level(procedure.record, population)
            marked = isinstance(level, KnownLevel) and level.standing is not None
            if level and not marked and procedure.record.radiation_source is None:
                yield procedure.problem(
                    (population,),
                    f"expected the source of the level for {_WHOSE[population]}, got none:"
                    " add `radiation_source:`, or leave the level out where no source gives it",
                )


def levels_match_what_is_printed(content: Content) -> Iterator[Problem]:
    """The dose that a source prints for a level is the one that the scale has for its band and population."""
    scales = content.one(Scales)
    bands = scales.record.bands if scales else ()
    for procedure in content.of(Procedure):
        for population in _POPULATIONS:
            level = _level(procedure.record, population)
            if not isinstance(level, KnownLevel) or level.printed is None:
                continue
            band = next((band for band in bands if band.id == level.band), None)
            if band and not _same(level.printed, _dose(band, population)):
                expected = f"expected {_words(_dose(band, population))}, as `{band.id}` has for {_WHOSE[population]}"
                advice = _advice(level.printed, band, bands, population)
                yield procedure.problem((population, "printed"), f"{expected}, got {_words(level.printed)}{advice}")


def _advice(printed: PrintedRange, band: Band, bands: Sequence[Band], population: _Population) -> str:
    """The advice about a dose that is not the band's: it is the other population's, another band's, or a slip."""
    other = _OTHER[population]
    leave_out = f"leave `{population}:` out where no source gives it"
    if _same(printed, _dose(band, other)):
        read_it = f"read the level for {_WHOSE[population]} in the source"
        return f", which is that for {_WHOSE[other]}: {read_it}, or {leave_out}"
    meant = [candidate.id for candidate in bands if _same(printed, _dose(candidate, population))]
    if meant:
        return f", which `{meant[0]}` has: write `band: {meant[0]}`, or mend the dose"
    return f": mend the dose or the band, or {leave_out}"


def _level(procedure: Procedure, population: _Population) -> Level | None:
    return procedure.adult if population == "adult" else procedure.child


def _dose(band: Band, population: _Population) -> DoseRange:
    return band.adult if population == "adult" else band.child


def _same(one: PrintedRange | DoseRange, other: PrintedRange | DoseRange) -> bool:
    return (one.low or 0) == (other.low or 0) and one.high == other.high


def _words(dose: PrintedRange | DoseRange) -> str:
    """A range as the page prints it."""
    if dose.low:
        return f"{dose.low:g}–{dose.high:g} mSv"
    return f"<{dose.high:g} mSv" if dose.high else "0 mSv"
