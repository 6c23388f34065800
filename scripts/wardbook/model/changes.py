"""The log of published changes: what changed on a page with each version, in clinical words, in changes.yaml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, Literal

from wardbook.model.base import Date, Line, Record, Slug
from wardbook.model.links import OfKind

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
    """What changed on a page with a version, or on a day."""

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

    changes: tuple[LoggedChange, ...] = ()
    """The changes, newest first."""

    @property
    def by_record(self) -> Mapping[str, tuple[LoggedChange, ...]]:
        """The changes of each record, by its kind and id as in `topic:chest-pain`, in the order of the file."""
        found: dict[str, list[LoggedChange]] = defaultdict(list)
        for change in self.changes:
            found[f"{change.kind}:{change.id}"].append(change)
        return {name: tuple(changes) for name, changes in found.items()}
