"""Treatment: the steps of severity and the regimens of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from wardbook.library.library import Library
from wardbook.model.parts.eligibility import Population
from wardbook.model.parts.treatment import TreatmentStep
from wardbook.model.records.figure import Figure
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.table import DataTable
from wardbook.text.tree import placed_in, words
from wardbook.views.context import PageContext
from wardbook.views.parts.exclusions import call_in_words
from wardbook.views.placed.regimen import fewer_patients, shown_regimen
from wardbook.views.sections.emergency import shown_emergency
from wardbook.views.text import Shown, ShownProse, ShownRegimen, TextBlock

FURTHER: Final = "Doses, routes and what changes them are on the sheets behind this one."
TABLES_FURTHER: Final = "What is named here is on the sheets behind this one."


PlacedRecord = DataTable | Figure | Regimen
"""A record that a text may place."""


@dataclass(frozen=True, slots=True)
class StepInShort:
    """A step on the first sheet of paper, which names regimens without their doses, and tables without their rows."""

    criteria: ShownProse
    names: tuple[Shown, ...]
    text: ShownProse
    """Its advice where it has no regimens of its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownStep:
    """A step of severity."""

    label: str
    patients: tuple[str, ...]
    """The ids of the groups that it is for; none where it is for whom its criteria say."""
    call: tuple[Shown, ...]
    """How soon to call, and whom; empty where it is no emergency."""
    criteria: ShownProse
    text: ShownProse
    regimens: tuple[ShownRegimen, ...]
    choice: str
    """Words before several regimens; empty before one."""
    in_short: StepInShort


@dataclass(frozen=True, slots=True)
class TreatmentSection:
    """The treatment by severity."""

    intro: ShownProse
    steps: tuple[ShownStep, ...]
    further: str
    """Words for where the rest stands, for the first sheet on paper, which has names alone; empty without any."""


def treatment(scenario: Scenario, context: PageContext) -> TreatmentSection:
    """The section as it is shown."""
    return TreatmentSection(
        context.prose(scenario.treatment.intro if scenario.treatment else None),
        tuple(_steps(scenario, context)),
        _further([record for step in scenario.treatment_steps for record in _named_in(step, context.library)]),
    )


def treatment_as_read(scenario: Scenario, _: Library) -> Iterator[Any]:
    """The introduction, then each step with its regimens."""
    if scenario.treatment:
        yield scenario.treatment.intro
    for step in scenario.treatment_steps:
        call = call_in_words(step.emergency) if step.emergency else None
        yield scenario.step_label(step), call, step.criteria, step.text, step.regimens


def _steps(scenario: Scenario, context: PageContext) -> Iterator[ShownStep]:
    shown: set[str] = set()
    for step in scenario.treatment_steps:
        yield ShownStep(
            label=scenario.step_label(step),
            patients=step.patients,
            call=shown_emergency(step.emergency, context),
            criteria=context.prose(step.criteria),
            text=context.prose(step.text),
            regimens=tuple(
                # A page may show a regimen in several steps; a link leads to the first.
                shown_regimen(
                    context.library.regimens[id], context.library.regimens, context, anchor="" if id in shown else id
                )
                for id in step.regimens
            ),
            choice="One of these regimens" if len(step.regimens) > 1 else "",
            in_short=_in_short(step, scenario.population, context),
        )
        shown |= {*step.regimens}


def _in_short(step: TreatmentStep, patients: Population, context: PageContext) -> StepInShort:
    chosen = [context.library.regimens[id] for id in step.regimens]
    placed = [record for record in _named_in(step, context.library) if record not in chosen]
    choice = "; or ".join(_name(regimen, patients) for regimen in chosen)
    names = [*(_name(record, patients) for record in placed), *([choice] if choice else [])]
    return StepInShort(
        criteria=_without_placed(context.prose(step.criteria)),
        names=context.line("; ".join(names)),
        text=() if step.regimens else _without_placed(context.prose(step.text)),
    )


def _named_in(step: TreatmentStep, library: Library) -> list[PlacedRecord]:
    """The records that a step's texts place, and the regimens that it chooses from."""
    texts = (statement.text for prose in (step.criteria, step.text or ()) for statement in prose)
    placed = [library.placed(block) for text in texts for block in placed_in(text)]
    return [*placed, *(library.regimens[id] for id in step.regimens)]


def _name(record: PlacedRecord, patients: Population) -> str:
    """The name of a regimen, with its patients where they are fewer; the caption of a table or figure."""
    match record:
        case DataTable():
            return str(record.caption)
        case Figure():
            return words(record.caption.text).rstrip(".")
        case Regimen():
            fewer = fewer_patients(record.population, patients)
            return f"{record.title} ({fewer})" if fewer else str(record.title)


def _further(named: Sequence[PlacedRecord]) -> str:
    if any(isinstance(record, Regimen) for record in named):
        return FURTHER
    return TABLES_FURTHER if named else ""


def _without_placed(prose: ShownProse) -> ShownProse:
    """The statements without the tables, figures and regimens among them."""
    kept = (
        replace(statement, blocks=tuple(block for block in statement.blocks if isinstance(block, TextBlock)))
        for statement in prose
    )
    return tuple(statement for statement in kept if statement.blocks)
