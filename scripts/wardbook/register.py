"""The register of published addresses: what it gains, and how it is written. Nothing is ever taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from wardbook.model.moved import Move, Register
from wardbook.read.yaml import parse_yaml

HEAD: Final = """\
# yaml-language-server: $schema=.schemas/register.json
# Every address that was published, by the ids of its records. `wardbook register` writes this file; commit it with
# the content. A check fails where an id in it is no record's and moved.yaml does not say what became of it.
"""


def grown(register: Register, records: Mapping[str, Iterable[str]], moved: Iterable[Move]) -> Register:
    """The register with the ids of all records, by kind, and of those that are no more."""
    moves = list(moved)
    ids = {
        f"{kind}s": {*old, *records.get(kind, ()), *(str(move.id) for move in moves if move.kind == kind)}
        for kind, old in register.by_kind.items()
    }
    return Register.model_validate({name: tuple(sorted(map(str, of_kind))) for name, of_kind in ids.items()})


def size(register: Register) -> int:
    """How many addresses it holds."""
    return sum(map(len, register.by_kind.values()))


def as_yaml(register: Register) -> bytes:
    """The register as its file: an id to a line, so that a change of it reads as what was added."""
    return (HEAD + "".join(_lines(register))).encode()


def _lines(register: Register) -> Iterator[str]:
    for kind, ids in register.by_kind.items():
        if ids:
            yield f"{kind}s:\n"
            yield from (f"  - {_scalar(id)}\n" for id in ids)


def _scalar(id: str) -> str:
    """An id, in quotes where YAML would take it for a number or another word of its own."""
    return id if parse_yaml(str(id)).value == id else f'"{id}"'
