"""From a parsed file to a record, or to faults in the words of the editor who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from wardbook.annotations import is_record, members
from wardbook.model.base import Record
from wardbook.model.forms import WORDS
from wardbook.problems import Problem
from wardbook.read.yaml import Loc, YamlText
from wardbook.text.parse import TextFault

R = TypeVar("R", bound=Record)

_EXPECTED: Final[Mapping[str, str]] = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list (lines that start with `- `)",
    "list_type": "a list (lines that start with `- `)",
    "model_type": "fields (`name: value`)",
    "model_attributes_type": "fields (`name: value`)",
    "dict_type": "fields (`name: value`)",
}

_LIMITS: Final[Mapping[str, str]] = {
    "union_tag_not_found": "expected a `kind:` that says what this is, got none",
    "string_too_long": "expected at most {max_length} characters, got more",
    "too_short": "expected {min_length} or more in the list, got {actual_length}",
    "too_long": "expected {max_length} or fewer in the list, got {actual_length}",
    "greater_than_equal": "expected {ge} or more, got {got}",
    "less_than_equal": "expected {le} or less, got {got}",
}


def build(model: type[R], path: str, text: YamlText) -> R | list[Problem]:
    """The record that the text holds, or all that is wrong with its shape."""
    try:
        return model.model_validate(text.value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return [problem for detail in details for problem in _problems(model, path, text, detail)]


def where(loc: Loc) -> str:
    """A place as an editor reads it: `ratings.rows[2].category`, items counted from 1."""
    out = ""
    for part in loc:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return out.removeprefix(".")


def _problems(model: type[Record], path: str, text: YamlText, detail: ErrorDetails) -> Iterator[Problem]:
    loc: Loc = detail["loc"]
    here = text.known(loc)
    line = text.line_of(here)
    faults: tuple[TextFault, ...] = detail.get("ctx", {}).get("faults", ())
    if faults:
        for fault in faults:
            inner = fault.line + 1 if here in text.literals else 0
            yield Problem(path, line + inner, where(here), fault.message)
    elif detail["type"] == "missing":
        name = str(loc[-1])
        yield Problem(path, line, where((*here, name)), f"expected a value, got no such field: add `{name}:`")
    elif detail["type"] == "extra_forbidden":
        yield Problem(path, line, where(here), _unknown(str(loc[-1]), _fields_at(model, loc[:-1])))
    else:
        yield Problem(path, line, where(here), _message(detail))


def _unknown(name: str, fields: list[str]) -> str:
    close = get_close_matches(name, fields, n=1)
    advice = f"did you mean `{close[0]}`?" if close else f"the fields are {', '.join(fields)}"
    return f"expected a known field, got `{name}`: {advice}"


def _message(detail: ErrorDetails) -> str:
    kind = detail["type"]
    got, ctx = _shown(detail["input"]), detail.get("ctx", {})
    if kind in _EXPECTED:
        quote = ": put it in quotes" if kind == "string_type" and isinstance(detail["input"], int | float) else ""
        return f"expected {_EXPECTED[kind]}, got {got}{quote}"
    if kind == "string_pattern_mismatch":
        return f"expected {WORDS[ctx['pattern']]}, got {got}"
    if kind == "literal_error":
        return f"expected one of {_options(ctx['expected'])}, got {got}{_closest(ctx['expected'], detail['input'])}"
    if kind == "union_tag_invalid":
        return f"expected a kind of {_options(ctx['expected_tags'])}, got `{ctx['tag']}`"
    if kind in _LIMITS:
        return _LIMITS[kind].format(got=got, **ctx)
    return detail["msg"]


def _options(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _closest(expected: str, got: object) -> str:
    close = get_close_matches(str(got), _options(expected).split(", "), n=1)
    return f": did you mean {close[0]}?" if close else ""


def _shown(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"
        case str():
            return f"`{value}`" if len(value) <= 60 else f"`{value[:57]}…`"
        case list() | tuple():
            return "a list"
        case _:
            return "fields"


def _fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The names of the fields that may stand at `loc`."""
    annotation: Any = model
    for part in loc:
        annotation = _step(annotation, part)
    found = _records(annotation)
    return list(found[0].model_fields) if found else []


def _step(annotation: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return next((get_args(a)[0] for a in members(annotation) if get_origin(a) is tuple), None)
    for record in _records(annotation):
        if part in record.model_fields:
            return record.model_fields[part].annotation
        kind = record.model_fields.get("kind")
        if kind and get_origin(kind.annotation) is Literal and get_args(kind.annotation) == (part,):
            return record
    return None


def _records(annotation: Any) -> list[type[BaseModel]]:
    return [a for a in members(annotation) if is_record(a)]
