"""Skeletons: a new record as commented YAML, every field with what it is for.

A field that must be filled in stands with the word TODO, which the checks report until it is
gone; a field that may be left out stands as a comment.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel

from wardbook.checks.identity import RESERVED, WHOLE_LIBRARY
from wardbook.kinds import FILED
from wardbook.model.annotations import is_record, members, tags_of
from wardbook.model.base import Statement
from wardbook.model.patterns import SLUG, SLUG_LENGTH, as_slug
from wardbook.model.records import MODEL_OF
from wardbook.model.records.scenario import Scenario
from wardbook.read.validate import PLACEHOLDER
from wardbook.read.yaml.mistakes.values import as_value

_USUAL: Final = ("answer", "ratings")
"""Fields that may be left out only where others stand in their place; a skeleton has them to be filled in."""

SKELETONS: Final = tuple(kind.name for kind in FILED.values() if kind.is_yaml)
"""The kinds that `wardbook new` writes."""


def fault_of_id(id: str) -> str:
    """Why a new record cannot have an id; nothing if it can."""
    if not re.fullmatch(SLUG, id) or len(id) > SLUG_LENGTH:
        return (
            f"{id}: expected small letters, digits and single hyphens, at most {SLUG_LENGTH} characters:"
            f" did you mean {as_slug(id) or 'an-id'}?"
        )
    if id == WHOLE_LIBRARY:
        return f"{id}: expected an id of its own, got that of the book of the whole library: choose another."
    return f"{id}: expected a portable id, got a reserved name: choose another." if id in RESERVED else ""


def skeleton(kind: str, id: str) -> str:
    """A new record of a kind, as the text of its file."""
    model = MODEL_OF[kind]
    head = [f"# yaml-language-server: $schema=../.schemas/{kind}.json", f"# {_first_line(model)}", ""]
    return "\n".join([*head, *_fields(model, {"id": id})]) + "\n"


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


def _fields(model: type[BaseModel], given: Mapping[str, str]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield from textwrap.wrap(
            " ".join((field.description or "").split()), 100, initial_indent="# ", subsequent_indent="# "
        )
        if name in given:
            yield f"{name}: {given[name]}"
        elif field.is_required() or (name in _USUAL and model is Scenario):
            yield from _entry(name, field.annotation)
        else:
            yield from (f"# {line}" for line in _entry(name, field.annotation))


def _entry(name: str, annotation: Any) -> Iterator[str]:
    """A field with its value: on its line, or indented under it."""
    member = members(annotation)[0]
    if is_record(member):
        yield f"{name}:{_kinds(annotation)}"
        yield from _indented(_fields(member, {}))
    elif get_origin(member) is tuple and not _is_prose(member):
        yield f"{name}:{_kinds(get_args(member)[0])}"
        first, *rest = _item(get_args(member)[0])
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)
    else:
        yield f"{name}: {_scalar(member)}{_choice(member)}"


def _item(annotation: Any) -> list[str]:
    """An item of a list."""
    member = members(annotation)[0]
    if get_origin(member) is dict:
        return [f"name: {PLACEHOLDER}"]
    return list(_fields(member, {})) if is_record(member) else [f"{_scalar(member)}{_choice(member)}"]


def _scalar(member: Any) -> str:
    """A value to fill in: a choice is left to the editor, but a new page is always a draft."""
    if get_origin(member) is Literal and (len(get_args(member)) == 1 or "draft" in get_args(member)):
        return str(get_args(member)[0])
    return PLACEHOLDER


def _choice(member: Any) -> str:
    options = ("true", "false") if member is bool else get_args(member) if get_origin(member) is Literal else ()
    return f"  # one of: {', '.join(map(as_value, options))}" if len(options) > 1 else ""


def _kinds(annotation: Any) -> str:
    """The other members of a union beside its first record, which is shown: their kinds, or the fields of their own."""
    records = [member for member in members(annotation) if is_record(member)]
    if len(records) < 2:
        return ""
    first, *others = records
    if "kind" in first.model_fields:
        return f"  # or a kind of: {', '.join(kind for member in others for kind in tags_of(member))}"
    own = [name for member in others for name in member.model_fields if name not in first.model_fields]
    return f"  # or with: {', '.join(own)}"


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _is_prose(member: Any) -> bool:
    return get_args(member)[0] is Statement
