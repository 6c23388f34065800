"""Rules about radiation: bands rise, an adult's level is no child's, and each level was read somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from wardbook.model.finder import Finder
from wardbook.model.records.procedure import KnownLevel, PrintedRange, Procedure
from wardbook.model.scales import Band, DoseRange, Scales, Whose
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content

_OF_IMAGING: Final = ("contrast", "adult", "child", "any_age", "radiation_source")
_ALL: Final[tuple[Whose, ...]] = ("adult", "child", "any_age")
_OTHER: Final[dict[Whose, Whose]] = {"adult": "child", "child": "adult"}
_WHOSE: Final = {"adult": "an adult", "child": "a child", "any_age": "any age"}


def bands_have_doses(content: Content) -> Iterator[Problem]:
    """A radiation band has a dose for adults and one for children, or one for any age."""
    for scales in content.of(Scales):
        for number, band in enumerate(scales.record.bands):
            given = [whose for whose in _ALL if getattr(band, whose)]
            if given not in (["adult", "child"], ["any_age"]):
                got = " and ".join(f"`{whose}`" for whose in given) or "none of them"
                yield scales.problem(
                    ("radiation", "bands", number),
                    f"expected `adult` and `child`, or `any_age` alone, got {got}: write what the scale has",
                )


def ranges_rise(content: Content) -> Iterator[Problem]:
    """A radiation range has an end and rises, and a band's doses are not below those of the band before it."""
    for scales in content.of(Scales):
        for whose in _ALL:
            ranges = [
                (("radiation", "bands", number, whose), dose)
                for number, band in enumerate(scales.record.bands)
                if (dose := getattr(band, whose))
            ]
            for loc, dose in ranges:
                for field, message in _not_rising(dose):
                    yield scales.problem((*loc, field), message)
            ended = [one for one in ranges if not list(_not_rising(one[1]))]
            for (_, before), (loc, dose) in pairwise(ended):
                yield from (scales.problem((*loc, field), message) for field, message in _below(before, dose))


def _not_rising(dose: DoseRange | PrintedRange) -> Iterator[tuple[str, str]]:
    if dose.low is None and dose.high is None:
        yield "high", 'expected `low`, `high` or both, got neither: write the range; "more than 10" is `low: 10`'
    elif dose.low is not None and dose.high is not None and (dose.low > dose.high or dose.low == dose.high > 0):
        yield "low", f"expected less than `high`, {dose.high:g} mSv, got {dose.low:g} mSv: change one of the two"


def _below(before: DoseRange, dose: DoseRange) -> Iterator[tuple[str, str]]:
    least = before.high if before.high is not None else before.low or 0
    field, end = ("high", dose.high) if dose.high is not None else ("low", dose.low or 0)
    if end < least:
        yield (
            field,
            f"expected {least:g} mSv or more, as the band before has, got {end:g} mSv: change one of the two",
        )


def levels_name_their_source(content: Content) -> Iterator[Problem]:
    """A radiation level says where it was read, unless it is marked as not seen in a source."""
    for procedure in content.of(Procedure):
        for whose in _ALL:
            level = getattr(procedure.record, whose)
            marked = isinstance(level, KnownLevel) and level.standing is not None
            if level and not marked and procedure.record.radiation_source is None:
                yield procedure.problem(
                    (whose,),
                    f"expected the source of the level for {_WHOSE[whose]}, got none:"
                    " add `radiation_source:`, or leave the level out where no source gives it",
                )


def levels_fit_the_bands(content: Content) -> Iterator[Problem]:
    """A procedure has levels where the library has a scale of radiation, for the patients of its bands."""
    scales = content.one(Scales)
    if scales is None:
        return
    for procedure in content.of(Procedure):
        radiation, given = scales.record.radiation, [whose for whose in _ALL if getattr(procedure.record, whose)]
        if radiation is None:
            fields = [*given, *(["radiation_source"] if procedure.record.radiation_source else [])]
            for field in fields:
                yield procedure.problem(
                    (field,),
                    f"expected no `{field}`, because scales.yaml has no `radiation:`, got one: take it out, or write"
                    " the scale",
                )
            continue
        for loc, message in _misfits(procedure.record, given, radiation.whose, radiation.bands):
            yield procedure.problem(loc, message)


def _misfits(
    procedure: Procedure, given: Sequence[Whose], whose: Sequence[Whose], bands: Sequence[Band]
) -> Iterator[tuple[Loc, str]]:
    for one in given:
        level = getattr(procedure, one)
        band = next((b for b in bands if isinstance(level, KnownLevel) and b.id == level.band), None)
        if one == "any_age" and len(given) > 1:
            yield (one,), "expected a level for any age, or one for adults and one for children, got both: keep one"
        elif one != "any_age" and one not in whose:
            yield (one,), f"expected `any_age`, as the bands have, got `{one}`: write `any_age:`"
        elif band and one == "any_age" and band.any_age is None:
            yield (
                (one, "band"),
                f"expected a band with a dose for any age, got `{band.id}`: write `adult:` and `child:`, each as the"
                " source has it",
            )


def only_imaging_has_radiation(content: Content) -> Iterator[Problem]:
    """Only a procedure whose modality is imaging has radiation levels or contrast."""
    finder = content.one(Finder)
    kinds = {modality.id: modality.kind for modality in finder.record.modalities} if finder else {}
    for procedure in content.of(Procedure):
        kind = kinds.get(procedure.record.modality, "imaging")
        for field in _OF_IMAGING if kind != "imaging" else ():
            if getattr(procedure.record, field) not in (None, "none"):
                yield procedure.problem(
                    (field,),
                    f"expected no `{field}`, because `{procedure.record.modality}` is of the kind `{kind}`, got one:"
                    " take it out, or mend the modality",
                )


def levels_match_what_is_printed(content: Content) -> Iterator[Problem]:
    """The dose that a source prints for a level is the one that the scale has for its band and population."""
    scales = content.one(Scales)
    bands = scales.record.bands if scales else ()
    for procedure in content.of(Procedure):
        for whose in _ALL:
            level = getattr(procedure.record, whose)
            if not isinstance(level, KnownLevel) or level.printed is None:
                continue
            faults = list(_not_rising(level.printed))
            yield from (procedure.problem((whose, "printed", field), message) for field, message in faults)
            band = next((band for band in bands if band.id == level.band), None)
            dose = band.dose(whose) if band and not faults else None
            if band and dose and not _same(level.printed, dose):
                expected = f"expected {_words(dose)}, as `{band.id}` has for {_WHOSE[whose]}"
                advice = _advice(level.printed, band, bands, whose)
                yield procedure.problem((whose, "printed"), f"{expected}, got {_words(level.printed)}{advice}")


def _advice(printed: PrintedRange, band: Band, bands: Sequence[Band], whose: Whose) -> str:
    """The advice about a dose that is not the band's: it is the other population's, another band's, or a slip."""
    other = _OTHER.get(whose)
    leave_out = f"leave `{whose}:` out where no source gives it"
    if other and _same(printed, band.dose(other)):
        read_it = f"read the level for {_WHOSE[whose]} in the source"
        return f", which is that for {_WHOSE[other]}: {read_it}, or {leave_out}"
    meant = [candidate.id for candidate in bands if _same(printed, candidate.dose(whose))]
    if meant:
        return f", which `{meant[0]}` has: write `band: {meant[0]}`, or mend the dose"
    return f": mend the dose or the band, or {leave_out}"


def _same(printed: PrintedRange, dose: DoseRange | None) -> bool:
    return dose is not None and (printed.low or 0) == (dose.low or 0) and printed.high == dose.high


def _words(dose: PrintedRange | DoseRange) -> str:
    """A range as the page prints it."""
    if dose.high is None:
        return f">{dose.low or 0:g} mSv"
    if dose.low:
        return f"{dose.low:g}–{dose.high:g} mSv"
    return f"<{dose.high:g} mSv" if dose.high else "0 mSv"
