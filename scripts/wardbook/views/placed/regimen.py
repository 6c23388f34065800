"""Regimens as a text or a treatment shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from wardbook.model.parts.dosing.adjustment import Adjustment, DoseBand, DrugCondition
from wardbook.model.parts.dosing.dosage import Dosage, OnceOnly
from wardbook.model.parts.dosing.evidence import Evidence
from wardbook.model.parts.eligibility import Population
from wardbook.model.records.regimen import Allergy, Regimen, RegimenDrug, RegimenPart, RegimenPopulation
from wardbook.text.tree import Text
from wardbook.views.placed.texts import Texts
from wardbook.views.text import (
    Labelled,
    Mark,
    Shown,
    ShownAdjustment,
    ShownAllergy,
    ShownDosage,
    ShownDoseAdvice,
    ShownDrug,
    ShownRegimen,
    mark,
)

_AGES: Final = {"child": "children", "adult": "adults", "both": "adults and children"}
NO_MAXIMUM: Final = "no maximum given"
"""Words beside a dose by body size, of which a heavy patient would get any amount."""
_PREGNANCY: Final = {
    "not-addressed": "pregnancy not addressed",
    "pregnant": "in pregnancy",
    "not-pregnant": "not in pregnancy",
    "any": "also in pregnancy",
}
ADVICE_LABELS: Final = {
    "give": "Give",
    "no-change": "No change",
    "change-dose": "Other dose",
    "limit-dose": "At most",
    "caution": "Caution",
    "do-not-use": "Do not use",
    "not-found": "Not found in a source",
}
"""The words of each advice about a dose."""


def shown_regimen(regimen: Regimen, regimens: Mapping[str, Regimen], texts: Texts, *, anchor: str) -> ShownRegimen:
    """A regimen, with the regimens in place of it where a patient is allergic."""
    return ShownRegimen(
        id=anchor,
        title=texts.line(regimen.title),
        population=texts.line(_population(regimen.population)),
        start=texts.prose(regimen.start),
        drugs=tuple(_drugs(regimen, regimens, texts)),
        note=texts.prose(regimen.note),
    )


def fewer_patients(population: RegimenPopulation, around: Population) -> str:
    """The patients of a regimen in words, as far as they are fewer than those of the scenario around it."""
    ages = _AGES[population.age_group] if population.age_group not in ("both", around.age_group) else ""
    is_addressed = population.pregnancy in ("pregnant", "not-pregnant")
    pregnancy = _PREGNANCY[population.pregnancy] if is_addressed and population.pregnancy != around.pregnancy else ""
    return ", ".join(part for part in (ages, population.age or "", pregnancy) if part)


def _population(population: RegimenPopulation) -> str:
    age = f", {population.age}" if population.age else ""
    return f"For {_AGES[population.age_group]}{age}; {_PREGNANCY[population.pregnancy]}"


def _drugs(regimen: Regimen, regimens: Mapping[str, Regimen], texts: Texts) -> Iterator[ShownDrug]:
    names = [drug.name for part in regimen.parts for drug in part.drugs]
    for part in regimen.parts:
        for number, drug in enumerate(part.drugs):
            alone = f"{drug.name}, {_first_dose(drug)}" if names.count(drug.name) > 1 else drug.name
            yield _drug(drug, alone, _join(part, number), regimens, texts)


def _first_dose(drug: RegimenDrug) -> str:
    """Words that tell two forms of a drug apart: its first dose and route, or the route where doses go by bands."""
    first = drug.all_dosages[0]
    return f"{first.dose.words} {first.route}" if drug.dosages else first.route


def _join(part: RegimenPart, number: int) -> str:
    """The words before a drug of a part: `And one of`, `Or`; empty where nothing stands before it."""
    if number > 0:
        return "Or"
    words = (part.join, "one of" if len(part.drugs) > 1 else None)
    return " ".join(filter(None, words)).capitalize()


def _drug(drug: RegimenDrug, name_alone: str, join: str, regimens: Mapping[str, Regimen], texts: Texts) -> ShownDrug:
    facts = (
        ("Do not use", drug.contraindications),
        ("Caution", drug.cautions),
        ("Monitoring", drug.monitoring),
    )
    return ShownDrug(
        join=join,
        name=texts.line(drug.name),
        name_alone=texts.line(name_alone),
        code=texts.line(f"{drug.code.system} {drug.code.code}" if drug.code else ""),
        dosages=_dosages(drug.dosages, drug.evidence, texts, no_duration="not given") or (_by_bands(drug, texts),),
        adjustments=tuple(_adjustment(adjustment, texts) for adjustment in drug.adjustments),
        facts=tuple(Labelled(label, texts.prose(text)) for label, text in facts if text),
        allergies=tuple(_allergy(allergy, regimens, texts) for allergy in drug.allergies),
        source=_source(drug.evidence, texts),
    )


def _allergy(allergy: Allergy, regimens: Mapping[str, Regimen], texts: Texts) -> ShownAllergy:
    other = regimens[allergy.alternative] if allergy.alternative else None
    return ShownAllergy(
        to=texts.line(allergy.to),
        text=texts.prose(allergy.text),
        alternative=shown_regimen(other, regimens, texts, anchor="") if other else None,
    )


def _marks(evidence: Evidence | None) -> tuple[Mark, ...]:
    """The marks of doses: what was read second-hand is unverified, whatever else is said of it."""
    marks = (mark(standing) for standing in (evidence.standings if evidence else ()))
    return tuple(found for found in marks if found)


def _source(evidence: Evidence | None, texts: Texts) -> tuple[Shown, ...]:
    """The source of doses: `[1, Table 1], as reported by [2]`; empty where nobody says so."""
    if evidence is None:
        return ()
    of = (texts.note(evidence.source, evidence.locator),) if evidence.source else ()
    by = tuple(texts.note(source) for source in evidence.reported_by)
    return (*of, *((Text(", as reported by " if of else "reported by "), *by) if by else ()))


def _dosages(
    dosages: tuple[Dosage, ...], evidence: Evidence | None, texts: Texts, *, no_duration: str = ""
) -> tuple[ShownDosage, ...]:
    """Dosages that follow each other; `no_duration` is said where none is given."""
    order = ("First", *["Then"] * (len(dosages) - 1)) if len(dosages) > 1 else ("",)
    return tuple(
        _dosage(dosage, dosage.when or order[number], _marks(evidence), texts, no_duration)
        for number, dosage in enumerate(dosages)
    )


def _by_bands(drug: RegimenDrug, texts: Texts) -> ShownDosage:
    """A line in place of a dose where every dose goes by a band."""
    return ShownDosage(
        when=(),
        dose=texts.line(f"See “{drug.adjustments[0].words}” below"),
        limits=(),
        marks=(),
        route="",
        frequency=(),
        duration=(),
        instruction=(),
        volume=(),
    )


def _dosage(dosage: Dosage, when: str, marks: tuple[Mark, ...], texts: Texts, no_duration: str) -> ShownDosage:
    is_single = isinstance(dosage.timing, OnceOnly)
    duration = dosage.duration.words if dosage.duration else "" if is_single else no_duration
    return ShownDosage(
        when=texts.line(when),
        dose=texts.line(dosage.dose.words),
        limits=texts.line(", ".join(dosage.limits) or (NO_MAXIMUM if dosage.dose.is_by_size and no_duration else "")),
        marks=marks,
        route=dosage.route,
        frequency=texts.line(dosage.frequency),
        duration=texts.line(duration),
        instruction=texts.line(dosage.additional_instruction or ""),
        volume=texts.line(dosage.volume.words if dosage.volume else ""),
    )


def _adjustment(adjustment: Adjustment, texts: Texts) -> ShownAdjustment:
    return ShownAdjustment(
        title=adjustment.words,
        rows=tuple(_advice(row, adjustment.evidence, texts) for row in adjustment.rows),
        source=_source(adjustment.evidence, texts),
    )


def _advice(row: DoseBand | DrugCondition, evidence: Evidence | None, texts: Texts) -> ShownDoseAdvice:
    return ShownDoseAdvice(
        patients=texts.line(row.words),
        advice=ADVICE_LABELS[row.advice],
        is_warning=row.advice == "do-not-use",
        marks=() if row.dosages or row.advice == "not-found" else _marks(evidence),
        dosages=_dosages(
            row.dosages, evidence, texts, no_duration="duration not given" if row.advice == "give" else ""
        ),
        text=texts.prose(row.text),
    )
