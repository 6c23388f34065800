"""Who a scenario is about: the guideline variants that it covers, and the population."""

from __future__ import annotations

from typing import Literal

from wardbook.model.base import Line, Record, SourceRef

AgeGroup = Literal["child", "adult", "both"]
Sex = Literal["any", "female", "male"]
Pregnancy = Literal["not-addressed", "pregnant", "not-pregnant"]


class Variant(Record):
    """A variant of a published guideline."""

    label: Line
    """The variant in the library's own words; a scenario and its topic use the same."""
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
