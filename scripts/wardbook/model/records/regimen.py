"""Regimens: drugs with their doses, which texts and treatments place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from wardbook.model.base import Line, Prose, Record, RegimenRef, Slug
from wardbook.model.parts.dosing.adjustment import Adjustment
from wardbook.model.parts.dosing.dosage import Dosage
from wardbook.model.parts.dosing.evidence import Evidence
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.records.acknowledgement import Acknowledgement


class DrugCode(Record):
    """A drug in a code system."""

    system: Line
    """The system, such as `ATC` or `RxNorm`."""
    code: Line
    """The code in it, in quotes if it is a number."""


class Allergy(Record):
    """An allergy in which the drug must not be given."""

    to: Line
    """The cause of the allergy, such as `penicillins`."""
    alternative: RegimenRef | None = None
    """The regimen in place of the whole of this one; the page shows it below. It must not hold this drug."""
    text: Prose | None = None
    """Words on it; needed where there is no alternative."""


class RegimenDrug(Record):
    """A drug with its doses. Nothing is calculated: what is not written here is not known."""

    name: Line
    """Its standard name (INN or USAN) in full, without a brand."""
    code: DrugCode | None = None
    """The drug in a code system."""
    dosages: tuple[Dosage, ...] = ()
    """The dosages, one after the other. Leave them out where every dose goes by a band, as by age: the first of the
    `adjustments` then has them all, with `advice: give`."""
    evidence: Evidence
    """The source of the dosages: `{source: its-id, locator: Table 1, standing: supported}`."""
    adjustments: tuple[Adjustment, ...] = ()
    """Changes of the dose, by: renal function, dialysis, weight, age, a laboratory value, liver, pregnancy."""
    allergies: tuple[Allergy, ...] = ()
    """Allergies in which it must not be given."""
    contraindications: Prose | None = None
    """When it must not be given otherwise."""
    cautions: Prose | None = None
    """When to be careful, interactions among them."""
    monitoring: Prose | None = None
    """Signs and tests to watch."""

    @property
    def all_dosages(self) -> tuple[Dosage, ...]:
        """Its dosages, and those of its adjustments."""
        rows = (row for adjustment in self.adjustments for row in adjustment.rows)
        return (*self.dosages, *(dosage for row in rows for dosage in row.dosages))

    def doses_as_read(self) -> Iterator[Any]:
        """All that the table of doses shows of it, in the order in which it is read."""
        yield self.name, self.code, self.evidence.citations
        yield from map(dosage_as_read, self.dosages)

    def particulars_as_read(self) -> Iterator[Any]:
        """All that stands below the table, in the order in which it is read."""
        yield from ((allergy.to, allergy.text) for allergy in self.allergies)
        for adjustment in self.adjustments:
            yield from _adjustment_as_read(adjustment)
        yield (self.contraindications, self.cautions, self.monitoring)
        yield from (allergy.alternative for allergy in self.allergies)


class RegimenPart(Record):
    """A part of a regimen: one drug, or several of which one is given."""

    join: Literal["and", "then"] | None = None
    """How it goes with the part above it: given together (`and`) or afterwards (`then`). The first part has none."""
    drugs: Annotated[tuple[RegimenDrug, ...], Field(min_length=1)]
    """The drug. Of several, one is given; the page writes `or` between them. A drug of which one of two doses is given
    stands here twice."""


class RegimenPopulation(Record):
    """The patients of a regimen."""

    age_group: AgeGroup
    """`child`, `adult`, or `both`."""
    age: Line | None = None
    """The age range, if the source gives one."""
    pregnancy: Literal["not-addressed", "pregnant", "not-pregnant", "any"] = "not-addressed"
    """Whether it is for pregnant patients; `any` where the source says that it is for all."""


class Regimen(Record):
    """A regimen. A scenario's `treatment` names it, or a text places it by a paragraph: `[regimen: its-id]`."""

    id: Slug
    """The id, the same as the file's name; texts and treatments place the regimen by it."""
    title: Line
    """Its name for readers, such as `Amoxicillin by mouth`."""
    population: RegimenPopulation
    """For whom it is."""
    start: Prose | None = None
    """When to begin."""
    parts: Annotated[tuple[RegimenPart, ...], Field(min_length=1)]
    """The parts, in the order in which they are given."""
    note: Prose | None = None
    """Notes on all of it, such as when to review or to stop."""
    acknowledged: tuple[Acknowledgement, ...] = ()
    """Contradictions that `wardbook check` reports and that are none, each with the reason."""

    @property
    def drugs(self) -> tuple[RegimenDrug, ...]:
        """Its drugs, in their order."""
        return tuple(drug for part in self.parts for drug in part.drugs)

    def as_read(self) -> tuple[Any, ...]:
        """All that it shows, in the order in which it is read; an alternative stands as its reference."""
        doses = tuple(tuple(drug.doses_as_read()) for drug in self.drugs)
        particulars = tuple(tuple(drug.particulars_as_read()) for drug in self.drugs)
        return self.title, self.population.age, doses, self.start, particulars, self.note


def dosage_as_read(dosage: Dosage) -> tuple[Any, ...]:
    """All words of a dosage, in the order in which they are read."""
    duration = dosage.duration.words if dosage.duration else None
    volume = dosage.volume.words if dosage.volume else None
    words = (dosage.dose.words, volume, dosage.route, dosage.frequency, duration, *dosage.limits)
    return dosage.when, tuple(Line(word) for word in words if word), dosage.additional_instruction


def _adjustment_as_read(adjustment: Adjustment) -> Iterator[Any]:
    yield Line(adjustment.words), adjustment.evidence and adjustment.evidence.citations
    for row in adjustment.rows:
        yield Line(row.words), tuple(map(dosage_as_read, row.dosages)), row.text
