"""Addresses that outlive their records: where each record went, and every address that was ever published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import Date, Line, Prose, Record, Slug, form
from wardbook.model.links import LinkedId, OfKind
from wardbook.model.patterns import MARK
from wardbook.model.records.scenario import OptionalSection


class Move(OfKind):
    """A record that is no more under an id, and what became of it."""

    id: Slug
    """The id that it had."""
    on: Date
    """The day it went."""
    reason: Prose | None = None
    """Why, and where to look instead; needed where nothing took its place."""
    to: LinkedId | None = None
    """The record of the same kind that took its place, if there is one."""


class Moved(Record):
    """Records that moved or were removed after they were published, in moved.yaml; their addresses say so for good."""

    moved: tuple[Move, ...]
    """The records, each by the id that it had."""


class RegisteredCopy(Record):
    """A printed copy that was published: certain words of a record, known by the mark on paper."""

    kind: Literal["scenario", "protocol", "topic", "library"]
    """The kind of thing that was printed."""
    id: Slug
    """Its id; a volume of the whole library has `library-1` or another number."""
    version: Line | None = None
    """The version on it, in quotes; a volume of the library has none."""
    mark: Annotated[Line, form(MARK)]
    """The mark on it, in quotes."""
    on: Date
    """The day of the newest change in it."""


class RegisteredSections(Record):
    """The sections of a scenario that were published, of those that a scenario can do without."""

    id: Slug
    """The scenario's id."""
    names: Annotated[tuple[OptionalSection, ...], Field(min_length=1)]
    """The sections, by the names of their pages."""


class Register(Record):
    """Every address and every printed copy that was published, in register.yaml; `wardbook register` writes it."""

    scenarios: tuple[Slug, ...] = ()
    """Ids of scenarios."""
    topics: tuple[Slug, ...] = ()
    """Ids of topics."""
    protocols: tuple[Slug, ...] = ()
    """Ids of protocols."""
    procedures: tuple[Slug, ...] = ()
    """Ids of procedures."""
    sources: tuple[Slug, ...] = ()
    """Ids of sources."""
    pages: tuple[Slug, ...] = ()
    """Ids of pages about the library."""
    sections: tuple[RegisteredSections, ...] = ()
    """Sections of scenarios, each with an address of its own, which says so for good if the scenario loses it."""
    copies: tuple[RegisteredCopy, ...] = ()
    """Printed copies, so that the code on each of them leads for good to what is said of it."""

    @property
    def by_kind(self) -> Mapping[str, tuple[Slug, ...]]:
        """The ids by kind, in the order of the file."""
        return {name.removesuffix("s"): ids for name, ids in self if name not in {"sections", "copies"}}

    @property
    def sections_by_scenario(self) -> Mapping[str, tuple[OptionalSection, ...]]:
        """The published sections by the ids of their scenarios."""
        return {str(published.id): published.names for published in self.sections}

    @property
    def copies_by_record(self) -> Mapping[str, tuple[RegisteredCopy, ...]]:
        """The copies of each record, by its kind and id as in `topic:chest-pain`, in the order of the file."""
        found: dict[str, list[RegisteredCopy]] = defaultdict(list)
        for copy in self.copies:
            found[f"{copy.kind}:{copy.id}"].append(copy)
        return {name: tuple(copies) for name, copies in found.items()}
