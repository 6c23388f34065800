"""Records of what was published: where each record went, every address, every printed copy, and every change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Final, Literal

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


ChangeSort = Literal["rating", "answer", "dose", "radiation", "exclusion", "patients", "review", "text"]
"""The sort of a difference."""
SORTS: Final[tuple[ChangeSort, ...]] = (
    "rating",
    "answer",
    "dose",
    "radiation",
    "exclusion",
    "patients",
    "review",
    "text",
)
"""The sorts, in the order in which a reader wants to know of them."""


class ChangeLine(Record):
    """A difference in clinical words."""

    sort: ChangeSort
    """The sort of difference: `rating`, `answer`, `dose`, `radiation`, `exclusion`, `patients`, `review` or `text`."""
    text: Line
    """The difference, such as `US scrotum: May be appropriate → Usually appropriate`."""


class LoggedChange(OfKind):
    """A change of a page, with a version or on a day."""

    id: Slug
    """The id of the page's record."""
    on: Date
    """The day of the change: that of the version, where the page has versions."""
    version: Line | None = None
    """The version of the page that brought it, in quotes; pages without a review have none."""
    what: Literal["added", "changed", "removed"] = "changed"
    """Whether the page was added, changed or removed."""
    title: Line | None = None
    """The title of a page that was removed."""
    note: Line | None = None
    """A note on the change by a person, such as why it was made."""
    lines: tuple[ChangeLine, ...] = ()
    """The differences."""


class ChangeLog(Record):
    """Every published change, the newest first, in changes.yaml; `wardbook changes` writes it."""

    changes: tuple[LoggedChange, ...]
    """The changes, newest first."""

    @property
    def by_record(self) -> Mapping[str, tuple[LoggedChange, ...]]:
        """The changes of each record, by its kind and id as in `topic:chest-pain`, in the order of the file."""
        found: dict[str, list[LoggedChange]] = defaultdict(list)
        for change in self.changes:
            found[f"{change.kind}:{change.id}"].append(change)
        return {name: tuple(changes) for name, changes in found.items()}
