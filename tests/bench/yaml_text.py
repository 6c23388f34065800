"""YAML as editors of this project write it: folded texts of 120 columns, plain words, quotes where they are needed.

PyYAML's own dump is not used because its lines break elsewhere from version to version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

Value = str | bool | int | float | Sequence["Value"] | Mapping[str, "Value"]
"""What a record is written from."""
Fields = Mapping[str, Value]

WIDTH: Final = 120
_LONGEST_LINE: Final = 80
"""Longer words are folded onto lines of their own."""
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 ,./()·-]*|\d{4}-\d{2}-\d{2}")
_WORDS_OF_YAML: Final = frozenset({"true", "false", "null"})


def yaml_text(record: Fields) -> str:
    """A record as YAML."""
    return "".join(f"{line}\n" for line in _mapping(record, ""))


def _mapping(fields: Fields, indent: str) -> Iterator[str]:
    for key, value in fields.items():
        first, *rest = _value(value, indent + "  ")
        yield f"{indent}{key}:{first}"
        yield from rest


def _sequence(items: Sequence[Value], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping):
            first, *rest = _mapping(item, indent + "  ")
            yield f"{indent}- {first.lstrip()}"
        else:
            first, *rest = _value(item, indent + "  ")
            yield f"{indent}-{first}"
        yield from rest


def _value(value: Value, indent: str) -> Iterator[str]:
    """The lines of a value; the first goes on where its key ends."""
    match value:
        case bool():
            yield f" {str(value).lower()}"
        case int() | float():
            yield f" {value!r}"
        case str():
            yield from _string(value, indent)
        case Mapping():
            yield ""
            yield from _mapping(value, indent)
        case _ if value:
            yield ""
            yield from _sequence(value, indent)
        case _:
            yield " []"


def _string(text: str, indent: str) -> Iterator[str]:
    if "\n" in text:
        yield " |-"
        yield from (f"{indent}{line}" if line else "" for line in text.split("\n"))
    elif len(text) > _LONGEST_LINE:
        yield " >-"
        yield from _folded(text, indent)
    elif _PLAIN.fullmatch(text) and text not in _WORDS_OF_YAML:
        yield f" {text}"
    else:
        yield f" {json.dumps(text, ensure_ascii=False)}"


def _folded(text: str, indent: str) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(indent) + len(line) + 1 + len(word) > WIDTH:
            yield indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield indent + line
