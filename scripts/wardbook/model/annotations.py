"""Read the models' type annotations: what a field may hold, and what may stand at a place of a record."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from wardbook.model.traverse import Loc


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


def in_file(model: type[BaseModel], loc: Loc) -> Loc:
    """`loc` without the tags that pydantic adds where a tagged union stands; those are no keys of the file."""
    annotation: Any = model
    kept: list[str | int] = []
    for part in loc:
        if len(_records(annotation)) == 1 or isinstance(part, int) or _value_type(annotation):
            kept.append(part)
        annotation = _step(annotation, part)
    return tuple(kept)


def fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The names of the fields that may stand at `loc`."""
    found = records_at(model, loc)
    return list(found[0].model_fields) if found else []


def records_at(model: type[BaseModel], loc: Loc) -> list[type[BaseModel]]:
    """The models of what may stand at `loc`."""
    annotation: Any = model
    for part in loc:
        annotation = _step(annotation, part)
    return _records(annotation)


def _step(annotation: Any, part: str | int) -> Any:
    """The annotation of a part of a place: an item of a list, a member of a tagged union, or a field."""
    records = _records(annotation)
    if isinstance(part, int):
        return next((get_args(a)[0] for a in members(annotation) if get_origin(a) is tuple), None)
    if value := _value_type(annotation):
        return value
    if len(records) > 1:
        return next((r for r in records if part in tags_of(r)), None)
    return records[0].model_fields[part].annotation if records and part in records[0].model_fields else None


def _value_type(annotation: Any) -> Any:
    """The annotation of the values where fields have any names; nothing elsewhere."""
    return next((get_args(a)[1] for a in members(annotation) if get_origin(a) is dict), None)


def _records(annotation: Any) -> list[type[BaseModel]]:
    return [a for a in members(annotation) if is_record(a)]
