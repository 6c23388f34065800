"""Claims of values that have the source of their table, drug or procedure: ratings, doses, rows, levels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from wardbook.model.base import Statement
from wardbook.model.parts.dosing.adjustment import (
    Adjustment,
    ByAge,
    ByCondition,
    ByLaboratoryValue,
    ByRenalFunction,
    ByWeight,
    DoseBand,
    DrugCondition,
)
from wardbook.model.parts.dosing.dosage import Dosage
from wardbook.model.parts.dosing.evidence import Evidence
from wardbook.model.parts.ratings import Ratings
from wardbook.model.records.claims.claim import Around, ClaimPart, ClaimsFound, cited_by, cited_in
from wardbook.model.records.procedure import KnownLevel, Procedure
from wardbook.model.records.regimen import RegimenDrug
from wardbook.model.records.table import DataTable
from wardbook.model.traverse import Loc
from wardbook.text.tree import Citation, words


def _of_ratings(ratings: Ratings, loc: Loc, around: Around) -> ClaimsFound:
    """The rows of a rating table. What was read second-hand is to be verified, as doses are."""
    cited = (Citation(ratings.source, ratings.locator), *map(Citation, ratings.reported_by))
    table = around.backed_by(cited, "to-be-verified" if ratings.reported_by else None)
    for number, row in enumerate(ratings.rows):
        place = (*loc, "rows", number)
        rated = table.part_of("recommendation").claim(place, f"{row.procedure}: {row.category}")
        yield replace(rated, rated=(row.procedure, row.category))
        yield ClaimPart(row.reason, (*place, "reason"), table)
        yield ClaimPart(row.evidence, (*place, "evidence"), table)
    yield ClaimPart(ratings.note, (*loc, "note"), table)
    yield ClaimPart(ratings.relations, (*loc, "relations"), table)


def _of_table(table: DataTable, loc: Loc, around: Around) -> ClaimsFound:
    """The rows of a table, with the sources of their values or of the table."""
    backed = around.backed_by(cited_in(table.source.text), table.source.standing)
    for number, row in enumerate(table.rows):
        values = [row[column.name] for column in table.columns if column.name in row]
        standing = next((value.standing for value in values if value.standing), None)
        yield backed.claim((*loc, "rows", number), _row(values), cited_by(values), standing)
    yield ClaimPart(table.note, (*loc, "note"), backed)


def _row(values: list[Statement]) -> str:
    return " · ".join(words(value.text) for value in values)


def _of_drug(drug: RegimenDrug, loc: Loc, around: Around) -> ClaimsFound:
    """The parts of a drug, which have its source unless they have one of their own."""
    backed = replace(_backed(around, drug.evidence), subject=drug.name)
    for name, value in drug.__dict__.items():
        yield ClaimPart(value, (*loc, name), backed)


def _of_adjustment(adjustment: Adjustment, loc: Loc, around: Around) -> ClaimsFound:
    """The parts of an adjustment, which may have another source than the drug, each with whom it is for."""
    backed = _backed(around, adjustment.evidence) if adjustment.evidence else around
    field = "conditions" if isinstance(adjustment, ByCondition) else "bands"
    rows: tuple[DoseBand | DrugCondition, ...] = adjustment.rows
    for number, row in enumerate(rows):
        subject = f"{backed.subject}, {adjustment.words}, {row.words}"
        yield ClaimPart(row, (*loc, field, number), replace(backed, subject=subject))


def _backed(around: Around, evidence: Evidence) -> Around:
    return around.backed_by(cited_in(evidence.citations), evidence.standings[0])


def _of_dosage(dosage: Dosage, loc: Loc, around: Around) -> ClaimsFound:
    """A dosage in words."""
    duration = dosage.duration.words if dosage.duration else ""
    volume = dosage.volume.words if dosage.volume else ""
    parts = (dosage.when, dosage.dose.words, volume, dosage.route, dosage.frequency, duration, *dosage.limits)
    yield around.part_of("dose").part_of("treatment").claim(loc, ", ".join(filter(None, parts)))


def _of_procedure(procedure: Procedure, loc: Loc, around: Around) -> ClaimsFound:
    """The radiation levels of a study, which have one source, and its description."""
    cited = (Citation(procedure.radiation_source),) if procedure.radiation_source else ()
    levels = {"adult": procedure.adult, "child": procedure.child, "any age": procedure.any_age}
    for whose, level in levels.items():
        if isinstance(level, KnownLevel):
            said = f"{procedure.label}, {whose}: {level.band}"
            yield around.part_of("dose").claim((*loc, whose.replace(" ", "_")), said, cited, level.standing)
    yield ClaimPart(procedure.about, (*loc, "about"), around)


CLAIMS_IN_VALUES: Final[Mapping[type, Callable[[Any, Loc, Around], ClaimsFound]]] = {
    DataTable: _of_table,
    Ratings: _of_ratings,
    RegimenDrug: _of_drug,
    ByRenalFunction: _of_adjustment,
    ByWeight: _of_adjustment,
    ByAge: _of_adjustment,
    ByLaboratoryValue: _of_adjustment,
    ByCondition: _of_adjustment,
    Dosage: _of_dosage,
    Procedure: _of_procedure,
}
"""The functions for values that have the source of what they stand in."""
