"""Read the models' type annotations: what a field may hold."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def members(annotation: Any) -> list[Any]:
    """The members of an annotation, with `Annotated`, `| None` and unions opened."""
    if get_origin(annotation) is Annotated:
        return members(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [member for arg in get_args(annotation) for member in members(arg) if member is not type(None)]
    return [annotation]


def is_record(member: Any) -> bool:
    """Whether it is a model."""
    return isinstance(member, type) and issubclass(member, BaseModel)


def tags_of(record: type[BaseModel]) -> tuple[Any, ...]:
    """The tags of a member of a union: its kinds, or its name where it is told by its fields."""
    kind = record.model_fields.get("kind")
    return get_args(kind.annotation) if kind else (record.__name__,)
