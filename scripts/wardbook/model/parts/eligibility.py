"""Who a scenario is about: the guideline variants it covers, the population, the criteria with their exits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictFloat

from wardbook.model.base import Line, Record, Rich, SourceRef
from wardbook.model.parts.emergency import Emergency
from wardbook.model.parts.routes import Exit

AgeGroup = Literal["child", "adult", "both"]
Sex = Literal["any", "female", "male"]
Pregnancy = Literal["not-addressed", "pregnant", "not-pregnant"]
Axis = Literal["patient", "diagnosis", "status", "timing", "score", "prior-test", "red-flag"]


class Variant(Record):
    """A variant of the published guideline that this scenario covers."""

    label: Line
    """The variant in the library's own words."""
    source: SourceRef
    """The guideline."""
    locator: Line | None = None
    """The place in it, such as `Variant 3`."""


class Population(Record):
    """The patients that the scenario is about."""

    summary: Line
    """The patient in one line; it stands on the first screen."""
    age_group: AgeGroup
    """`child`, `adult`, or `both`: decides which radiation columns are shown."""
    age: Line | None = None
    """The age range, if the guideline gives one."""
    sex: Sex
    """`any` unless the scenario is about one sex."""
    pregnancy: Pregnancy = "not-addressed"
    """Whether the scenario is about pregnancy."""


class Score(Record):
    """A threshold on a published score. It is shown, never computed."""

    name: Line
    """The score's name."""
    operator: Literal["<", "≤", "=", "≥", ">"]
    """How the value compares."""
    value: StrictFloat
    """The threshold."""


class Criterion(Record):
    """A condition that a patient who fits meets."""

    axis: Axis
    """The subject of the condition."""
    text: Rich
    """The condition."""
    score: Score | None = None
    """Its threshold, if it is about a score."""


class Exclusion(Record):
    """A condition that takes a patient elsewhere."""

    axis: Axis
    """The subject of the condition."""
    text: Rich
    """The condition, and why it changes the answer."""
    score: Score | None = None
    """Its threshold, if it is about a score."""
    emergency: Emergency | None = None
    """The services to call, if such a patient cannot wait."""
    routes: Annotated[tuple[Exit, ...], Field(min_length=1)]
    """The routes for such a patient; `no-page-yet` if there is none here."""
