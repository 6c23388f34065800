"""Adjustments: what changes a dose, by bands of something measured or by what is true of the patient."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictFloat

from wardbook.model.base import Line, Prose, Record
from wardbook.model.parts.dosing.dosage import Dosage
from wardbook.model.parts.dosing.evidence import Evidence
from wardbook.model.parts.dosing.units import number_in_words

Advice = Literal["give", "no-change", "change-dose", "limit-dose", "caution", "do-not-use", "not-found"]


class Advised(Record):
    """Advice about a dose."""

    advice: Advice
    """`give` with the `dosages` of a drug that has none of its own; `no-change`; `change-dose` with other `dosages`, or
    with words such as "Halve the dose"; `limit-dose` with the most as `dosages` or in words; `caution` with words;
    `do-not-use`; `not-found`, where no source says anything."""
    dosages: tuple[Dosage, ...] = ()
    """The dosages in place of those above."""
    text: Prose | None = None
    """Words on it: another dose in words, or a warning."""


_Bound = StrictFloat | None


class Bounds(Record):
    """Values from one bound to another; where one end is open, there is one bound."""

    at_least: _Bound = None
    """The lowest value, if it belongs to the band: `at_least: 30` is 30 or more."""
    above: _Bound = None
    """The lowest value, if it does not belong to the band: `above: 30` is more than 30."""
    below: _Bound = None
    """The highest value, if it does not belong to the band: `below: 10` is less than 10."""
    at_most: _Bound = None
    """The highest value, if it belongs to the band: `at_most: 50` is 50 or less."""

    @property
    def words(self) -> str:
        """The values as they are read, without signs that are misread: `10 to less than 30`."""
        least, above, below, most = (
            None if bound is None else number_in_words(bound)
            for bound in (self.at_least, self.above, self.below, self.at_most)
        )
        if below is None and most is None and self.at_least == 0:
            return "any value"
        if below is None and most is None:
            return f"{least} or more" if least is not None else f"more than {above}"
        if least is None and above is None:
            return f"{most} or less" if most is not None else f"less than {below}"
        upper = most if most is not None else f"less than {below}"
        return f"{least} to {upper}" if least is not None else f"more than {above} to {upper}"


class DoseBand(Advised, Bounds):
    """A band of values, and what to do there."""


_Bands = Annotated[tuple[DoseBand, ...], Field(min_length=1)]


class ByRenalFunction(Record):
    """Doses by renal function."""

    kind: Literal["renal"]
    """`renal`."""
    measure: Literal["creatinine-clearance", "gfr", "egfr"]
    """The measure of the source: `creatinine-clearance`, `gfr` (glomerular filtration rate) or `egfr` (estimated)."""
    unit: Literal["mL/min", "mL/min/1.73 m²"]
    """Its unit."""
    bands: _Bands
    """All values from the lowest to the highest, or the other way round. Where one band ends, the next one begins."""
    evidence: Evidence | None = None
    """The source; it may be missing only where no source says anything."""

    @property
    def words(self) -> str:
        """The measure with its unit."""
        measures = {
            "creatinine-clearance": "Creatinine clearance",
            "gfr": "Glomerular filtration rate",
            "egfr": "Estimated glomerular filtration rate",
        }
        return f"{measures[self.measure]} ({self.unit})"

    @property
    def rows(self) -> tuple[DoseBand, ...]:
        """The advice, band by band."""
        return self.bands


class ByWeight(Record):
    """Doses by body weight."""

    kind: Literal["weight"]
    """`weight`."""
    unit: Literal["kg", "g"]
    """Its unit."""
    bands: _Bands
    """All weights, as in `renal`."""
    evidence: Evidence | None = None
    """The source."""

    @property
    def words(self) -> str:
        """The measure with its unit."""
        return f"Body weight ({self.unit})"

    @property
    def rows(self) -> tuple[DoseBand, ...]:
        """The advice, band by band."""
        return self.bands


class ByAge(Record):
    """Doses by age."""

    kind: Literal["age"]
    """`age`."""
    unit: Literal["day", "week", "month", "year"]
    """Its unit."""
    bands: _Bands
    """The ages. The youngest and the oldest band may be closed, as the population of the regimen is."""
    evidence: Evidence | None = None
    """The source."""

    @property
    def words(self) -> str:
        """The measure with its unit."""
        return f"Age ({self.unit}s)"

    @property
    def rows(self) -> tuple[DoseBand, ...]:
        """The advice, band by band."""
        return self.bands


class ByLaboratoryValue(Record):
    """Doses by a laboratory value, or by another value that is measured and has no kind of its own."""

    kind: Literal["laboratory"]
    """`laboratory`."""
    measure: Line
    """The quantity that is measured, such as `Serum potassium`, `INR` or `Trough level`."""
    unit: Line | None = None
    """Its unit, such as `mmol/L`; leave it out for a number without one."""
    bands: _Bands
    """All values, as in `renal`."""
    evidence: Evidence | None = None
    """The source."""

    @property
    def words(self) -> str:
        """The measure with its unit."""
        return f"{self.measure} ({self.unit})" if self.unit else str(self.measure)

    @property
    def rows(self) -> tuple[DoseBand, ...]:
        """The advice, band by band."""
        return self.bands


class DrugCondition(Advised):
    """Something that is true of a patient."""

    condition: Line
    """The condition, such as `Child-Pugh C`, `Pregnant` or `Trying to become pregnant`."""

    @property
    def words(self) -> str:
        """The condition as it is read."""
        return self.condition


class ByCondition(Record):
    """Doses by what is true of the patient and is not measured."""

    kind: Literal["liver", "dialysis", "pregnancy", "breastfeeding", "other-drugs", "other"]
    """`liver`, `dialysis`, `pregnancy`, `breastfeeding`, `other-drugs` that the patient takes, or anything `other`."""
    conditions: Annotated[tuple[DrugCondition, ...], Field(min_length=1)]
    """The conditions."""
    evidence: Evidence | None = None
    """The source."""

    @property
    def words(self) -> str:
        """The subject of the conditions."""
        return {"other-drugs": "Other drugs", "other": "Other conditions"}.get(self.kind, self.kind.capitalize())

    @property
    def rows(self) -> tuple[DrugCondition, ...]:
        """The advice, condition by condition."""
        return self.conditions


BandedAdjustment = ByRenalFunction | ByWeight | ByAge | ByLaboratoryValue
"""Doses by something that is measured."""
Adjustment = Annotated[BandedAdjustment | ByCondition, Field(discriminator="kind")]
