"""Validation of a parsed file: a record, or faults in the words of the editor who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from wardbook.kinds import PLACED
from wardbook.model.annotations import is_record, members
from wardbook.model.base import Record
from wardbook.model.links import OfKind
from wardbook.model.patterns import SLUG, WORDS, as_slug
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.yaml import YamlText
from wardbook.text.subset import TextFault

_R = TypeVar("_R", bound=Record)

PLACEHOLDER: Final = "TODO"
"""The word of skeletons for what is to be filled in; a rule reports it wherever it stands."""

_EXPECTED: Final[Mapping[str, str]] = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "fields",
    "model_attributes_type": "fields",
    "dict_type": "fields",
    "text_or_list": "text or a list of texts",
    "date_form": "a date as YYYY-MM-DD",
    "date_day": "a day of the calendar as YYYY-MM-DD",
}

_ADVICE: Final[Mapping[str, str]] = {
    "string_type": "write one text",
    "text_or_list": "write a text, or texts that begin with `- `",
    "int_type": "write it in digits, without quotes",
    "float_type": "write it in digits, without quotes",
    "bool_type": "write one of the two without quotes",
    "tuple_type": "begin each item with `- ` on a line of its own",
    "list_type": "begin each item with `- ` on a line of its own",
    "date_form": "write year, month and day, such as 2026-05-30",
    "date_day": "mend the day or the month",
}
"""Advice by type of error, where the value itself does not suggest it."""

_NO_KIND: Final = "expected a `kind:` that says what this is, got none: add it"

_LIMITS: Final[Mapping[str, str]] = {
    "union_tag_not_found": _NO_KIND,
    "string_too_long": "expected at most {max_length} characters, got more: shorten it",
    "too_short": "expected {min_length} or more in the list, got {actual_length}: add what is missing",
    "too_long": "expected {max_length} or fewer in the list, got {actual_length}: take out what is too much",
    "greater_than_equal": "expected {ge} or more, got {got}: mend the number",
    "less_than_equal": "expected {le} or less, got {got}: mend the number",
}


_TEXT: Final = ("string_type", "text_or_list")

_TYPED_SIGNS: Final[Mapping[str, str]] = {">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤"}
"""Signs by what is typed for them on a keyboard without them; likeness would turn one into another."""


MOST_FAULTS: Final = 200
"""More faults in the shape of one file are counted and not told, because the first of them cause the rest."""


def as_record(model: type[_R], path: str, text: YamlText) -> _R | list[Problem]:
    """The record in a parsed file, or the faults of its shape."""
    try:
        return model.model_validate(text.value)
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _is_told_elsewhere(detail)]
        told = [problem for detail in details[:MOST_FAULTS] for problem in _problems(model, path, text, detail)]
        if more := details[MOST_FAULTS:]:
            message = f"expected at most {MOST_FAULTS} faults, got {len(more)} more: mend those that are told first"
            told.append(Problem(path, 1, "", message))
        return told


def where(loc: Loc) -> str:
    """A place as an editor reads it: `ratings.rows[2].category`, items counted from 1."""
    out = ""
    for part in loc:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return out.removeprefix(".")


def _is_told_elsewhere(detail: ErrorDetails) -> bool:
    """Whether a fault repeats another: a list too short for its faulty items, the form of a placeholder."""
    if detail["type"] == "union_tag_invalid":
        return bool(detail["input"]["kind"] == PLACEHOLDER)
    if detail["input"] == PLACEHOLDER and detail["type"] != "extra_forbidden":
        return True
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _problems(model: type[Record], path: str, text: YamlText, detail: ErrorDetails) -> Iterator[Problem]:
    loc = _in_file(model, detail["loc"])
    here = text.known(loc)
    path, line = text.path_of(here, path), text.line_of(here)
    faults: tuple[TextFault, ...] = detail.get("ctx", {}).get("faults", ())
    if faults:
        for fault in faults:
            bar = text.literals.get(here)
            yield Problem(path, bar + 1 + fault.line if bar else line, where(here), fault.message)
    elif detail["type"] == "missing" and _is_tag(model, detail["loc"]):
        yield Problem(path, line, where(here), _NO_KIND)
    elif detail["type"] == "missing":
        name = str(loc[-1])
        yield Problem(path, line, where((*here, name)), f"expected a value, got no such field: add `{name}:`")
    elif detail["type"] == "extra_forbidden":
        yield Problem(path, line, where(here), _unknown(str(loc[-1]), _fields_at(model, detail["loc"][:-1])))
    else:
        if detail["type"] == "union_tag_invalid":
            here = text.known((*here, "kind"))
        one_of = "a kind of" if _is_tag(model, detail["loc"]) else "one of"
        yield Problem(path, text.line_of(here), where(here), _message(detail, one_of))


def _unknown(name: str, fields: list[str]) -> str:
    close = get_close_matches(name, fields, n=1)
    advice = f"did you mean `{close[0]}`?" if close else f"the fields are {', '.join(fields)}"
    return f"expected a known field, got `{name}`: {advice}"


def _message(detail: ErrorDetails, one_of: str) -> str:
    kind = detail["type"]
    got, ctx = _shown(detail["input"]), detail.get("ctx", {})
    if kind in _EXPECTED:
        return f"expected {_EXPECTED[kind]}, got {got}{_advice(kind, detail['input'])}"
    if kind == "string_pattern_mismatch":
        return f"expected {WORDS[ctx['pattern']]}, got {got}{_as_slug(ctx['pattern'], detail['input'])}"
    if kind == "literal_error":
        return f"expected {one_of} {_options(ctx['expected'])}, got {got}{_closest(ctx['expected'], detail['input'])}"
    if kind == "union_tag_invalid":
        tag = detail["input"].get("kind")
        kinds = ctx["expected_tags"]
        return f"expected a kind of {_options(kinds)}, got {_shown(tag)}{_closest(kinds, tag)}"
    if kind in _LIMITS:
        return _LIMITS[kind].format(got=got, **{name: _plain(value) for name, value in ctx.items()})
    return detail["msg"]


def _as_slug(pattern: str, value: str) -> str:
    slug = as_slug(value)
    return f": did you mean `{slug}`?" if pattern == SLUG and slug else ": write it in that form"


def _plain(value: object) -> object:
    """A limit as it would be written: 1 and not 1.0."""
    return f"{value:g}" if isinstance(value, float) else value


def _advice(kind: str, value: object) -> str:
    match value:
        case int() | float() if kind in _TEXT:
            return ": put it in quotes"
        case None if kind in _TEXT:
            return ": write it, in quotes if it begins with `#`"
        case [{**marker}] if kind in _TEXT and PLACED.keys() & marker.keys():
            return ": put the brackets in quotes"
        case dict() if kind == "text_or_list":
            return ": write `- ` before the first of them"
        case _:
            return f": {_ADVICE[kind]}" if kind in _ADVICE else ": write `name: value`"


def _options(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _closest(expected: str, got: object) -> str:
    options = _options(expected).split(", ")
    typed = _TYPED_SIGNS.get(str(got))
    close = [typed] if typed in options else get_close_matches(str(got), [o for o in options if len(o) > 1], n=1)
    return f": did you mean {close[0]}?" if close else ": choose one of them"


def _shown(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"
        case str():
            line = " ".join(value.split())
            return f"`{line}`" if len(line) <= 60 else f"`{line[:57]}…`"
        case list() | tuple():
            return "a list"
        case _:
            return "fields"


def _in_file(model: type[BaseModel], loc: Loc) -> Loc:
    """`loc` without the tags that pydantic adds where a tagged union stands; those are no keys of the file."""
    annotation: Any = model
    kept: list[str | int] = []
    for part in loc:
        if len(_records(annotation)) == 1 or isinstance(part, int) or _value_type(annotation):
            kept.append(part)
        annotation = _step(annotation, part)
    return tuple(kept)


def _fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The names of the fields that may stand at `loc`."""
    found = _records_at(model, loc)
    return list(found[0].model_fields) if found else []


def _is_tag(model: type[BaseModel], loc: Loc) -> bool:
    """Whether a place is the field that says of which kind something is."""
    return loc[-1:] == ("kind",) and any(issubclass(record, OfKind) for record in _records_at(model, loc[:-1]))


def _records_at(model: type[BaseModel], loc: Loc) -> list[type[BaseModel]]:
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
        return next((r for r in records if part in get_args(r.model_fields["kind"].annotation)), None)
    return records[0].model_fields[part].annotation if records and part in records[0].model_fields else None


def _value_type(annotation: Any) -> Any:
    """The annotation of the values where fields have any names; nothing elsewhere."""
    return next((get_args(a)[1] for a in members(annotation) if get_origin(a) is dict), None)


def _records(annotation: Any) -> list[type[BaseModel]]:
    return [a for a in members(annotation) if is_record(a)]
