"""The downstream workflow: what follows from each result."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import Line, ProcedureRef, Prose, Record
from wardbook.model.parts.emergency import Emergency
from wardbook.model.parts.routes import NextStep

OutcomeKind = Literal["positive", "negative", "indeterminate", "other"]
Urgency = Literal["routine", "soon", "urgent"]


class Outcome(Record):
    """The action after one result."""

    kind: OutcomeKind
    """Which result it is."""
    label: Line | None = None
    """Words for it, needed for `other`."""
    finding: Line
    """The finding in a few words; it stands in the flow."""
    step: Line
    """The next step in a few words; it stands in the flow."""
    standing: Literal["contested", "varies-by-protocol", "local", "to-be-verified", "opinion"] | None = None
    """How well the step stands, if that is in question."""
    meaning: Prose
    """The meaning of the finding."""
    action: Prose
    """The action that follows from it."""
    next: tuple[NextStep, ...] = ()
    """The routes from here."""
    urgency: Urgency | None = None
    """How soon, if a source says so."""
    emergency: Emergency | None = None
    """The services to call, if the result cannot wait; then without `urgency`."""


class Pathway(Record):
    """The outcomes after one study, or after no imaging."""

    title: Line
    """The step that has these outcomes; it heads the flow."""
    after: tuple[ProcedureRef, ...] = ()
    """The studies; empty where there is no imaging."""
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    """The results, in the order to show them; the page puts emergencies first."""


class Workflow(Record):
    """The downstream workflow."""

    intro: Prose | None = None
    """The decision that depends on the results."""
    pathways: Annotated[tuple[Pathway, ...], Field(min_length=1)]
    """One for each focal study, and for each other one whose results lead somewhere."""
