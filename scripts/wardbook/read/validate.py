"""Validation of a parsed file: a record, or faults in the words of the editor who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from wardbook.kinds import PLACED
from wardbook.model.annotations import fields_at, in_file, records_at
from wardbook.model.base import Record, Statement
from wardbook.model.likeness import did_you_mean, likely
from wardbook.model.links import OfKind
from wardbook.model.parts.dosing.units import DOSE_WORDS_TYPED
from wardbook.model.patterns import WORDS
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.values.retyped import as_date, as_list, as_number, as_truth, as_whole_number, in_form
from wardbook.read.values.stand_ins import put_stand_in
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
    "tuple_type": "begin each item with `- ` on a line of its own",
    "list_type": "begin each item with `- ` on a line of its own",
    "date_day": "mend the day or the month",
}
"""Advice by type of error, where the value itself does not suggest it."""

_NO_KIND: Final = "expected a `kind:` that says what this is, got none: add it"

_LIMITS: Final[Mapping[str, str]] = {
    "union_tag_not_found": _NO_KIND,
    "string_too_long": "expected at most {max_length} characters, got more: shorten it",
    "too_short": "expected {min_length} or more in the list, got {actual_length}: add what is missing",
    "too_long": "expected {max_length} or fewer in the list, got {actual_length}: take out what is too much",
    "greater_than": "expected more than {gt}, got {got}: mend the number",
    "greater_than_equal": "expected {ge} or more, got {got}: mend the number",
    "less_than_equal": "expected {le} or less, got {got}: mend the number",
}


_STATEMENT: Final = list(Statement.model_fields)

_LATER: Final = ("missing", "too_short", "union_tag_not_found")
"""Faults of what is not there, which may stand in a part of the file that cannot be read."""

_TEXT: Final = ("string_type", "text_or_list")
_FIELDS: Final = ("model_type", "model_attributes_type")
_LIST: Final = ("tuple_type", "list_type")
_MOST_NAMED: Final = 6
"""Fields that a message names where others are expected."""
_LIST_SIGN: Final = re.compile(r"([•*·◦▪–—]|-(?=\S))")
"""A sign before items of a list that is none for YAML."""
_RETYPED: Final[Mapping[str, Callable[[object], str]]] = {
    "date_form": as_date,
    "int_type": as_whole_number,
    "float_type": as_number,
    "bool_type": as_truth,
}
"""Advice that a value itself suggests, by type of error."""

_TYPED: Final[Mapping[str, str]] = {">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤", **DOSE_WORDS_TYPED}
"""Signs and units by what is typed for them; likeness would turn one into another."""


MOST_FAULTS: Final = 200
"""More faults in the shape of one file are counted and not told, because the first of them cause the rest."""


def as_record(model: type[_R], path: str, text: YamlText) -> _R | list[Problem]:
    """The record in a parsed file, or the faults of its shape."""
    try:
        return model.model_validate(text.value)
    except ValidationError as error:
        details = [
            detail
            for detail in error.errors(include_url=False)
            if not _is_told_elsewhere(model, detail) and (text.is_whole or detail["type"] not in _LATER)
        ]
        told = [problem for detail in details[:MOST_FAULTS] for problem in _problems(model, path, text, detail)]
        if more := details[MOST_FAULTS:]:
            message = f"expected at most {MOST_FAULTS} faults, got {len(more)} more: mend those that are told first"
            told.append(Problem(path, 1, "", message))
        return told


MOST_ROUNDS: Final = 24
"""Times that a file is validated with stand-ins; one for a value may need others within it."""


def with_stand_ins(model: type[_R], text: YamlText) -> tuple[_R, frozenset[Loc]] | None:
    """The record in a faulty file, with stand-ins for its faulty values, and their places; none if nothing fits.

    A file with very many faults is not judged further.
    """
    value, places = deepcopy(text.value), {loc for loc, words in text.texts if words == PLACEHOLDER}
    for _ in range(MOST_ROUNDS):
        try:
            return model.model_validate(value), frozenset(places)
        except ValidationError as error:
            details = [detail for detail in error.errors(include_url=False) if not _is_of_items(detail)]
        if len(details) > MOST_FAULTS:
            return None
        for detail in details:
            place = put_stand_in(value, in_file(model, detail["loc"]), {**detail})
            if place is None:
                return None
            places.add(place)
    return None


def where(loc: Loc) -> str:
    """A place as an editor reads it: `ratings.rows[2].category`, items counted from 1."""
    out = ""
    for part in loc:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return out.removeprefix(".")


def _is_told_elsewhere(model: type[Record], detail: ErrorDetails) -> bool:
    """Whether a fault repeats another: a list too short for its faulty items, the form of a placeholder."""
    if detail["type"] == "union_tag_invalid":
        return bool(detail["input"]["kind"] == PLACEHOLDER)
    if detail["type"] == "missing" and fields_at(model, detail["loc"][:-1]) == _STATEMENT:
        return _begins_like_a_field(detail["input"])
    if detail["input"] == PLACEHOLDER and detail["type"] != "extra_forbidden":
        return True
    return _is_of_items(detail)


def _is_of_items(detail: ErrorDetails) -> bool:
    """Whether a list is too short only because items of it are faulty."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _begins_like_a_field(value: object) -> bool:
    """Whether fields are a text with a colon near its beginning."""
    return isinstance(value, dict) and len(value) == 1 and not likely(str(next(iter(value))), _STATEMENT)


def _problems(model: type[Record], path: str, text: YamlText, detail: ErrorDetails) -> Iterator[Problem]:
    loc = in_file(model, detail["loc"])
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
        yield Problem(path, line, where(here), _unknown(model, detail))
    else:
        if detail["type"] == "union_tag_invalid":
            here = text.known((*here, "kind"))
        one_of = "a kind of" if _is_tag(model, detail["loc"]) else "one of"
        message = _message(detail, one_of)
        if detail["type"] in _LIST and not fields_at(model, (*detail["loc"], 0)):
            advice = as_list(detail["input"])
            message = f"{message.rpartition(': ')[0]}: {advice}" if advice else message
        names = fields_at(model, detail["loc"]) if detail["type"] in _FIELDS else []
        if 0 < len(names) <= _MOST_NAMED:
            message += f", as it has the fields {', '.join(names)}"
        yield Problem(path, text.line_of(here), where(here), message)


def _unknown(model: type[Record], detail: ErrorDetails) -> str:
    """The message about a field that is not known: its name, or where it stands, may be wrong, or it is words."""
    *parents, last = detail["loc"]
    name, fields = str(last), fields_at(model, tuple(parents))
    if homes := [field for field in fields if name in fields_at(model, (*parents, field))]:
        return f"expected a field of this place, got `{name}`: indent it below {' or '.join(f'`{h}`' for h in homes)}"
    if re.search(r":\S", name):
        return f"expected a known field, got `{name}`: write a space after the colon"
    meant = did_you_mean(likely(name, fields), "`")
    if not meant and fields == _STATEMENT:
        return f"expected a text, got `{name}:`, which the colon makes a field: put the whole text in quotes"
    comma = "; if a comma before it belongs to a value, put the value in quotes" if detail["input"] is None else ""
    return f"expected a known field, got `{name}`: {meant or 'the fields are ' + ', '.join(fields) + comma}"


def _message(detail: ErrorDetails, one_of: str) -> str:
    kind = detail["type"]
    if kind == "too_long" and isinstance(detail["input"], str):
        kind = "string_too_long"  # pydantic takes a line, which is a type of ours, for a list
    got, ctx = _shown(detail["input"]), detail.get("ctx", {})
    if kind in _EXPECTED:
        return f"expected {_EXPECTED[kind]}, got {got}: {_advice(kind, detail['input'])}"
    if kind == "string_pattern_mismatch":
        return f"expected {WORDS[ctx['pattern']]}, got {got}: {in_form(ctx['pattern'], detail['input'])}"
    if kind == "literal_error":
        return f"expected {one_of} {_options(ctx['expected'])}, got {got}{_closest(ctx['expected'], detail['input'])}"
    if kind == "union_tag_invalid":
        tag = detail["input"].get("kind")
        kinds = ctx["expected_tags"]
        return f"expected a kind of {_options(kinds)}, got {_shown(tag)}{_closest(kinds, tag)}"
    if kind in _LIMITS:
        return _LIMITS[kind].format(got=got, **{name: _plain(value) for name, value in ctx.items()})
    return detail["msg"]


def _plain(value: object) -> object:
    """A limit as it would be written: 1 and not 1.0."""
    return f"{value:g}" if isinstance(value, float) else value


def _advice(kind: str, value: object) -> str:
    if kind in _RETYPED:
        return _RETYPED[kind](value)
    if kind in _TEXT:
        return _advice_on_text(kind, value)
    if kind in _LIST and isinstance(value, str) and (sign := _LIST_SIGN.match(value)):
        return f"write `- `, a dash and a space, where `{sign[1]}` stands"
    return _ADVICE.get(kind, "write `name: value`" if value else "write its fields below it, two spaces further in")


def _advice_on_text(kind: str, value: object) -> str:
    match value:
        case int() | float():
            return "put it in quotes"
        case None:
            return "write it, in quotes if it begins with `#`"
        case [{**marker}] if PLACED.keys() & marker.keys():
            return "put the brackets in quotes"
        case dict() if kind == "text_or_list":
            return "write `- ` before the first of them"
        case dict() if len(value) == 1:
            return f"put the text in quotes, as the colon after `{next(iter(value))}` makes a field of it"
        case _:
            return _ADVICE[kind]


def _options(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _closest(expected: str, got: object) -> str:
    options = _options(expected).split(", ")
    got = got[0] if isinstance(got, list) and len(got) == 1 else got
    typed = _TYPED.get(str(got))
    meant = [typed] if typed in options else likely(str(got), options) if isinstance(got, str) else []
    return f": {did_you_mean(meant) or 'choose one of them'}"


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


def _is_tag(model: type[Record], loc: Loc) -> bool:
    """Whether a place is the field that says of which kind something is."""
    return loc[-1:] == ("kind",) and any(issubclass(record, OfKind) for record in records_at(model, loc[:-1]))
