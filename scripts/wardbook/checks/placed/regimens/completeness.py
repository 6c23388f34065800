"""Rules about what a regimen and a treatment must say."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.checks.placed.regimens.dosages import DrugAt
from wardbook.checks.placed.tables import UNSOURCED
from wardbook.model.parts.dosing.adjustment import DoseBand, DrugCondition
from wardbook.model.parts.dosing.evidence import Evidence
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.scenario import Scenario
from wardbook.problems import Problem
from wardbook.read.content import Content


def parts_are_joined(content: Content) -> Iterator[Problem]:
    """A part of a regimen says how it goes with the part above it, and the first part does not."""
    for regimen in content.of(Regimen):
        for number, part in enumerate(regimen.record.parts):
            if number == 0 and part.join:
                message = f"expected no `join` in the first part, got `{part.join}`: take it out"
                yield regimen.problem(("parts", number, "join"), message)
            elif number > 0 and not part.join:
                message = "expected `join: and` or `join: then`, got none: say how it goes with the part above it"
                yield regimen.problem(("parts", number), message)


def doses_have_sources(content: Content) -> Iterator[Problem]:
    """A dose, and what changes it, names its source, or says by its standing that there is none."""
    for drug in DrugAt.all_in(content):
        if fault := _fault_of_evidence(drug.drug.evidence):
            yield drug.regimen.problem((*drug.loc, "evidence"), fault)
        for loc, adjustment in drug.adjustments:
            says_something = any(row.advice != "not-found" for row in adjustment.rows)
            if adjustment.evidence is None and says_something:
                message = "expected `evidence` for what changes a dose, got none: add `evidence:` with its `source`"
                yield drug.regimen.problem(loc, message)
            elif adjustment.evidence and (fault := _fault_of_evidence(adjustment.evidence)):
                yield drug.regimen.problem((*loc, "evidence"), fault)


def _fault_of_evidence(evidence: Evidence) -> str:
    if evidence.reported_by and evidence.standing == "supported":
        return "expected `standing: to-be-verified` for what was not read in its source, got `supported`: write so"
    if evidence.source:
        return ""
    if evidence.reported_by or evidence.locator:
        return "expected the `source` that is reported, got none: add it"
    if evidence.standing not in UNSOURCED:
        return (
            f"expected a `source` for what is `{evidence.standing}`, got none: add it, or say by `standing` that there"
            f" is none: {', '.join(sorted(UNSOURCED))}"
        )
    return ""


def drugs_have_doses(content: Content) -> Iterator[Problem]:
    """A drug has dosages, or bands of one kind that give every dose; nothing else gives one beside them."""
    for drug in DrugAt.all_in(content):
        by_bands = not drug.drug.dosages
        first = (*drug.loc, "adjustments", 0)
        gives = any(row.advice == "give" for loc, row in drug.advice if loc[: len(first)] == first)
        if by_bands and not gives:
            message = "expected `dosages`, got none: add them, or give them all in the first of the `adjustments`"
            yield drug.regimen.problem(drug.loc, f"{message}, with `advice: give`")
            continue
        for loc, row in drug.advice:
            is_first = loc[: len(first)] == first
            if row.advice == "give" and not (by_bands and is_first):
                message = (
                    "expected `give` only in the first of the `adjustments` of a drug without `dosages`, got it here"
                )
                yield drug.regimen.problem((*loc, "advice"), f"{message}: write `change-dose`")
            elif by_bands and is_first and row.advice not in ("give", "do-not-use", "not-found"):
                message = "expected `give`, `do-not-use` or `not-found`, as the drug has no dose that could change, got"
                yield drug.regimen.problem((*loc, "advice"), f"{message} `{row.advice}`: write one of them")


def advice_is_complete(content: Content) -> Iterator[Problem]:
    """Advice about a dose has the doses or words that it needs, and no doses that it denies."""
    for drug in DrugAt.all_in(content):
        for loc, row in drug.advice:
            if fault := _fault_of_advice(row):
                yield drug.regimen.problem(loc, fault)


def _fault_of_advice(row: DoseBand | DrugCondition) -> str:
    match row.advice:
        case "give" if not row.dosages:
            return "expected the dose, got none: add `dosages:`"
        case "change-dose" if not row.dosages and not row.text:
            return "expected the other dose, got none: add `dosages:`, or `text:` with words such as `Halve the dose.`"
        case "limit-dose" if not row.dosages and not row.text:
            return "expected the most that may be given, got none: add `dosages:`, or `text:` with words"
        case "caution" if not row.text:
            return "expected words for `caution`, got none: add `text:`"
        case "no-change" | "do-not-use" | "not-found" | "caution" if row.dosages:
            return (
                f"expected no `dosages` beside `advice: {row.advice}`, got some: take them out, or write `change-dose`"
            )
        case _:
            return ""


def allergies_lead_on(content: Content) -> Iterator[Problem]:
    """An allergy has an alternative, or words on what to do."""
    for drug in DrugAt.all_in(content):
        for number, allergy in enumerate(drug.drug.allergies):
            if not allergy.alternative and not allergy.text:
                message = "expected an `alternative` regimen or a `text`, got neither: say what to do"
                yield drug.regimen.problem((*drug.loc, "allergies", number), message)


def steps_say_what_to_do(content: Content) -> Iterator[Problem]:
    """A step of a treatment names a regimen, or says in words what to do."""
    for scenario in content.of(Scenario):
        for number, step in enumerate(scenario.record.treatment_steps):
            if not step.regimens and not step.text:
                message = "expected `regimens` or a `text`, got neither: say what to do in this step"
                yield scenario.problem(("treatment", "steps", number), message)
