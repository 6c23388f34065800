"""Treatment: steps of severity, each with the regimens that it leads to."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wardbook.model.base import Line, Prose, Record, RegimenRef, Slug
from wardbook.model.parts.emergency import Emergency


class TreatmentStep(Record):
    """A step of severity."""

    label: Line
    """The severity in a few words, such as `Mild` or `Needs hospital`."""
    criteria: Prose
    """Who is in this step."""
    patients: tuple[Slug, ...] = ()
    """The ids of the patient groups that the step is for; needed where the scenario has groups."""
    emergency: Emergency | None = None
    """The services to call, if such a patient cannot wait."""
    text: Prose | None = None
    """Advice beside the regimens, or instead of them."""
    regimens: tuple[RegimenRef, ...] = ()
    """The regimens, the first choice first. Of several, one is given; what is given together stands in one regimen."""


class Treatment(Record):
    """The treatment by severity."""

    intro: Prose | None = None
    """The facts on which the choice depends."""
    steps: Annotated[tuple[TreatmentStep, ...], Field(min_length=1)]
    """The steps, from mild to severe."""
