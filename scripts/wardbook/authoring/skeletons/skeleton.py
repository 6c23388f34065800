"""Skeletons: a new record as commented YAML, every field with what it is for.

A field that must be filled in stands with the word TODO, which the checks report until it is
gone; a field that may be left out stands as a comment.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel

from wardbook.checks.identity import RESERVED, WHOLE_LIBRARY
from wardbook.kinds import FILED, SCENARIO
from wardbook.model.annotations import is_record, members, tags_of
from wardbook.model.base import Statement
from wardbook.model.patterns import SLUG, SLUG_LENGTH, as_slug
from wardbook.model.records import MODEL_OF
from wardbook.read.validate import PLACEHOLDER
from wardbook.read.yaml.mistakes.values import as_value


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Facts known of a new record before it is written, by the places of fields, such as `ratings.rows.role`."""

    values: Mapping[str, str] = field(default_factory=dict)
    """Values that need no filling in."""
    used: Set[str] = frozenset()
    """Fields that may be left out elsewhere and are to be filled in here."""
    left_out: Set[str] = frozenset()
    """Fields that the record has no use for."""
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The choice of values where the library makes it."""
    items: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    """The items of lists with more than one, each with what is known of its fields; the first alone is explained."""


NOTHING_KNOWN: Final = Known()
_IN_PLACE: Final[Mapping[str, Known]] = {SCENARIO: Known(used={"answer", "ratings"})}
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


def skeleton(kind: str, id: str, known: Known | None = None) -> str:
    """A new record of a kind, as the text of its file; with every field, unless more is known of it."""
    model, known = MODEL_OF[kind], known or _IN_PLACE.get(kind, NOTHING_KNOWN)
    head = [f"# yaml-language-server: $schema=../.schemas/{kind}.json", f"# {_first_line(model)}", ""]
    told = replace(known, values={**known.values, "id": id})
    return "\n".join([*head, *_fields(model, _At("", told))]) + "\n"


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


@dataclass(frozen=True, slots=True)
class _At:
    """A place in a record: of the record itself, or of a part of it with what is known of it."""

    place: str
    known: Known
    explained: bool = True
    """Whether fields are explained, and those that may be left out are shown."""

    def at(self, name: str) -> _At:
        """The place of a field."""
        return replace(self, place=f"{self.place}.{name}".lstrip("."))


def _fields(model: type[BaseModel], at: _At) -> Iterator[str]:
    for name, of in model.model_fields.items():
        here = at.at(name)
        used = of.is_required() or here.place in {*at.known.used, *at.known.values}
        if here.place in at.known.left_out or not (used or at.explained):
            continue
        if at.explained:
            yield from textwrap.wrap(
                " ".join((of.description or "").split()), 100, initial_indent="# ", subsequent_indent="# "
            )
        entry = _entry(name, of.annotation, here)
        yield from entry if used else (f"# {line}" for line in entry)


def _entry(name: str, annotation: Any, at: _At) -> Iterator[str]:
    """A field with its value: on its line, or indented under it."""
    member = members(annotation)[0]
    if at.place in at.known.values:
        yield f"{name}: {at.known.values[at.place]}"
    elif is_record(member):
        yield f"{name}:{_kinds(annotation)}"
        yield from _indented(_fields(member, at))
    elif get_origin(member) is tuple and not _is_prose(member):
        yield f"{name}:{_kinds(get_args(member)[0])}"
        for number, fields in enumerate(at.known.items.get(at.place, ({},))):
            own = {f"{at.place}.{field}": value for field, value in fields.items()}
            known = replace(at.known, values={**at.known.values, **own})
            first, *rest = _item(get_args(member)[0], _At(at.place, known, explained=at.explained and number == 0))
            yield f"  - {first}"
            yield from (f"    {line}" for line in rest)
    else:
        yield f"{name}: {_scalar(member)}{_choice(member, at)}"


def _item(annotation: Any, at: _At) -> list[str]:
    """An item of a list."""
    member = members(annotation)[0]
    if get_origin(member) is dict:
        return [f"name: {PLACEHOLDER}"]
    return list(_fields(member, at)) if is_record(member) else [f"{_scalar(member)}{_choice(member, at)}"]


def _scalar(member: Any) -> str:
    """A value to fill in: a choice is left to the editor, but a new page is always a draft."""
    if get_origin(member) is Literal and (len(get_args(member)) == 1 or "draft" in get_args(member)):
        return str(get_args(member)[0])
    return PLACEHOLDER


def _choice(member: Any, at: _At) -> str:
    closed = ("true", "false") if member is bool else get_args(member) if get_origin(member) is Literal else ()
    options = at.known.options.get(at.place, closed)
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
