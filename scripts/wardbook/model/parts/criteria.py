"""Criteria: conditions that patients meet, alone or in groups; those that exclude have their exits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Final, Literal

from pydantic import Discriminator, Field, StrictInt, Tag

from wardbook.model.base import Record, Rich
from wardbook.model.parts.emergency import Emergency
from wardbook.model.parts.routes import Exit
from wardbook.model.parts.score import Score

Axis = Literal[
    "patient",
    "diagnosis",
    "status",
    "timing",
    "score",
    "prior-test",
    "prior-management",
    "family-history",
    "contraindication",
    "red-flag",
]
GroupRule = Literal["all_of", "any_of", "at_least"]
"""How the entries of a group combine."""


class Criterion(Record):
    """A condition that a patient who fits meets."""

    axis: Axis
    """The subject of the condition."""
    text: Rich
    """The condition."""
    score: Score | None = None
    """Its threshold, if it is about a score."""

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The single criteria in an entry: this one."""
        return (self,)


class AtLeast(Record):
    """Entries of which some number must hold."""

    count: Annotated[StrictInt, Field(ge=1)]
    """The number of entries that must hold."""
    of: Annotated[tuple[CriteriaEntry, ...], Field(min_length=1)]
    """The entries."""


class CriteriaGroup(Record):
    """Criteria that count together, by `all_of`, `any_of` or `at_least`. It may hold groups, and these hold none."""

    label: Rich | None = None
    """A heading in a few words, such as `Minor criteria [@its-source]`."""
    numbered: bool = False
    """Whether its entries are numbered."""
    all_of: tuple[CriteriaEntry, ...] = ()
    """Entries that must all hold."""
    any_of: tuple[CriteriaEntry, ...] = ()
    """Entries of which one is enough."""
    at_least: AtLeast | None = None
    """Entries of which some number must hold."""

    @property
    def rule(self) -> GroupRule:
        """How its entries combine."""
        return "at_least" if self.at_least else "any_of" if self.any_of else "all_of"

    @property
    def entries(self) -> tuple[CriteriaEntry, ...]:
        """Its entries, whatever the rule."""
        return self.at_least.of if self.at_least else self.any_of or self.all_of

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The single criteria in it."""
        return tuple(criterion for entry in self.entries for criterion in entry.criteria)


class Exclusion(Criterion):
    """A condition that takes a patient elsewhere."""

    text: Rich
    """The condition, and why it changes the answer."""
    emergency: Emergency | None = None
    """The services to call, if such a patient cannot wait."""
    routes: Annotated[tuple[Exit, ...], Field(min_length=1)]
    """The routes for such a patient; `no-page-yet` if there is none here."""


class ExcludingGroup(CriteriaGroup):
    """Criteria that together take a patient elsewhere."""

    emergency: Emergency | None = None
    """The services to call, if such a patient cannot wait."""
    routes: Annotated[tuple[Exit, ...], Field(min_length=1)]
    """The routes for such a patient; `no-page-yet` if there is none here."""


_OF_GROUPS: Final = frozenset(CriteriaGroup.model_fields)
_OF_CRITERIA: Final = frozenset(Criterion.model_fields)


def _is_group(value: Any) -> bool:
    """Whether an entry is a group, or was meant as one: it has a field of groups, or none of criteria."""
    if isinstance(value, dict):
        return bool(_OF_GROUPS & value.keys()) or not _OF_CRITERIA & value.keys()
    return isinstance(value, CriteriaGroup)


def _entry(value: Any) -> str:
    return (CriteriaGroup if _is_group(value) else Criterion).__name__


def _excluding_entry(value: Any) -> str:
    return (ExcludingGroup if _is_group(value) else Exclusion).__name__


CriteriaEntry = Annotated[
    Annotated[Criterion, Tag(Criterion.__name__)] | Annotated[CriteriaGroup, Tag(CriteriaGroup.__name__)],
    Discriminator(_entry),
]
"""A criterion, or a group of them."""

ExcludingEntry = Annotated[
    Annotated[Exclusion, Tag(Exclusion.__name__)] | Annotated[ExcludingGroup, Tag(ExcludingGroup.__name__)],
    Discriminator(_excluding_entry),
]
"""A criterion that excludes, or a group of criteria that do so together."""

for _model in (AtLeast, CriteriaGroup, ExcludingGroup):
    _model.model_rebuild()  # An entry may be a group, which is known only from here on.


def prior_tests_among(entries: Iterable[CriteriaEntry]) -> Iterator[CriteriaEntry]:
    """The entries about prior tests, among those that must all hold."""
    for entry in entries:
        if all(criterion.axis == "prior-test" for criterion in entry.criteria):
            yield entry
        elif isinstance(entry, CriteriaGroup) and entry.rule == "all_of":
            yield from prior_tests_among(entry.entries)
