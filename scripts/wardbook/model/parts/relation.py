"""Relations between rated studies: one of them is enough, they belong together, or one follows the other."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import ProcedureRef, Record, Rich

RelationKind = Literal["either", "both", "then"]


class Relation(Record):
    """The relation of some rated studies to each other, as the guideline states it."""

    kind: RelationKind
    """`either`: one of them is enough. `both`: they are done together. `then`: one after the other, in this order."""
    procedures: Annotated[tuple[ProcedureRef, ...], Field(min_length=2)]
    """The studies, each of them in the rating table."""
    text: Rich | None = None
    """When or why, in a few words."""
