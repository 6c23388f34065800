"""Hazards: the entries of the hazard log, from which the page of the safety case is made."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import Line, Prose, Record, Ref, Slug

Measure = Literal["design", "training", "policy"]


class ControlRef(Ref):
    """The id of a control of this program, in `model/records/controls.py`."""

    record_kind = "control"


class ProgramControl(Record):
    """A control that this program has; a test shows that it works."""

    kind: Literal["program"]
    """`program`."""
    id: ControlRef
    """The control's id, such as `old-page-says-so`."""


class LocalControl(Record):
    """A control of the organization that deploys the library."""

    kind: Measure
    """`design`, `training` or `policy`: how the organization brings the risk down."""
    text: Prose
    """The control, and how one sees that it is in place."""


HazardControl = Annotated[ProgramControl | LocalControl, Field(discriminator="kind")]


class Hazard(Record):
    """An entry of the hazard log: what can go wrong, why, with what effect, and what controls it."""

    id: Slug
    """The id, the same as the file's name, such as `out-of-date-page`."""
    title: Line
    """The hazard in a few words."""
    cause: Prose
    """The ways in which it comes about."""
    effect: Prose
    """The harm that it can do to a patient."""
    controls: Annotated[tuple[HazardControl, ...], Field(min_length=1)]
    """The controls that bring the risk down: of this program, and of the organization."""
    owner: Line | None = None
    """Who answers for it, such as `Clinical safety officer`; leave it out where nobody does yet."""
    residual_risk: Prose | None = None
    """The risk that is left, as the organization judges it; leave it out where nobody has."""
