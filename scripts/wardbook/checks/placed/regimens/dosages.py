"""Drugs and dosages of regimens, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wardbook.model.parts.dosing.adjustment import Adjustment, ByCondition, DoseBand, DrugCondition
from wardbook.model.parts.dosing.dosage import Dosage
from wardbook.model.records.regimen import Regimen, RegimenDrug
from wardbook.model.traverse import Loc
from wardbook.read.content import Content
from wardbook.read.document import Document


class DrugAt(NamedTuple):
    """A drug with its place."""

    regimen: Document[Regimen]
    loc: Loc
    drug: RegimenDrug

    @classmethod
    def all_in(cls, content: Content) -> Iterator[DrugAt]:
        """Every drug of every regimen."""
        for regimen in content.of(Regimen):
            for part_number, part in enumerate(regimen.record.parts):
                for number, drug in enumerate(part.drugs):
                    yield cls(regimen, ("parts", part_number, "drugs", number), drug)

    @property
    def adjustments(self) -> Iterator[tuple[Loc, Adjustment]]:
        """Its adjustments."""
        for number, adjustment in enumerate(self.drug.adjustments):
            yield (*self.loc, "adjustments", number), adjustment

    @property
    def advice(self) -> Iterator[tuple[Loc, DoseBand | DrugCondition]]:
        """Every band and condition of its adjustments."""
        for loc, adjustment in self.adjustments:
            name = "conditions" if isinstance(adjustment, ByCondition) else "bands"
            rows: tuple[DoseBand | DrugCondition, ...] = adjustment.rows
            yield from (((*loc, name, number), row) for number, row in enumerate(rows))

    @property
    def dosages(self) -> Iterator[tuple[Loc, Dosage]]:
        """All its dosages, those of its adjustments among them."""
        for number, dosage in enumerate(self.drug.dosages):
            yield (*self.loc, "dosages", number), dosage
        for loc, row in self.advice:
            for number, dosage in enumerate(row.dosages):
                yield (*loc, "dosages", number), dosage
