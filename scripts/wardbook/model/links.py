"""Links from one record to another, tagged by the kind of record that they lead to."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, ValidationInfo

from wardbook.kinds import KindName
from wardbook.model.base import Record, Ref

_REFS: Final = {ref.record_kind: ref for ref in Ref.__subclasses__()}


def _of_its_kind(id: Ref, info: ValidationInfo) -> Ref:
    """The id as a reference to a record of the kind that `kind` says; without a sound `kind` there is none."""
    kind = info.data.get("kind")
    return _REFS[kind](id) if kind else id


LinkedId = Annotated[Ref, AfterValidator(_of_its_kind)]
"""The id of a record whose kind stands before it in the field `kind`."""


class OfKind(Record):
    """Something that is said of a record of one kind or another, tagged by its kind."""

    kind: KindName
    """The kind of record."""


class RecordLink(OfKind):
    """A link to a record of this library."""

    id: LinkedId
    """Its id."""
