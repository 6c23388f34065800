"""The register of what was published: what it gains, and how it is written. Nothing is ever taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, get_args

from wardbook.authoring.yaml_text import quoted, scalar
from wardbook.model.records.scenario import OptionalSection
from wardbook.model.register import Move, Register, RegisteredCopy, RegisteredSections
from wardbook.views.print.frame import Copy

HEAD: Final = """\
# yaml-language-server: $schema=.schemas/register.json
# Every address that was published, by the ids of its records, and every printed copy, by the mark on it. `wardbook
# register` writes this file; commit it with the content. A check fails where an id in it is no record's and moved.yaml
# does not say what became of it.
"""


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a register, or of what it gained."""

    addresses: int
    copies: int

    def __str__(self) -> str:
        addresses = f"{self.addresses} {'address' if self.addresses == 1 else 'addresses'}"
        return f"{addresses} and {self.copies} printed {'copy' if self.copies == 1 else 'copies'}"

    def __sub__(self, other: Size) -> Size:
        return Size(self.addresses - other.addresses, self.copies - other.copies)


def grown(
    register: Register,
    records: Mapping[str, Iterable[str]],
    sections: Mapping[str, Iterable[OptionalSection]],
    moved: Iterable[Move],
    copies: Iterable[Copy],
) -> Register:
    """The register with more: ids of records by kind, sections by scenario, records that are no more, and copies."""
    moves = list(moved)
    ids = {
        f"{kind}s": {*old, *records.get(kind, ()), *(str(move.id) for move in moves if move.kind == kind)}
        for kind, old in register.by_kind.items()
    }
    fields = {name: tuple(sorted(map(str, of_kind))) for name, of_kind in ids.items()}
    published = tuple(_with_sections(register.sections_by_scenario, sections))
    return Register.model_validate({**fields, "sections": published, "copies": tuple(_with(register.copies, copies))})


def size(register: Register) -> Size:
    """The size of a register."""
    sections = sum(len(published.names) for published in register.sections)
    return Size(sum(map(len, register.by_kind.values())) + sections, len(register.copies))


def as_yaml(register: Register) -> bytes:
    """The register as its file: an id or a copy to a line, so that a change of it reads as what was added."""
    return (HEAD + "".join(_lines(register))).encode()


def _with_sections(
    registered: Mapping[str, Iterable[OptionalSection]], sections: Mapping[str, Iterable[OptionalSection]]
) -> Iterator[RegisteredSections]:
    """The sections of each scenario, those that it had and those that it has."""
    for scenario in sorted({*registered, *sections}):
        names = {*registered.get(scenario, ()), *sections.get(scenario, ())}
        if names:
            in_order = [name for name in get_args(OptionalSection) if name in names]
            yield RegisteredSections.model_validate({"id": scenario, "names": tuple(in_order)})


def _with(registered: Iterable[RegisteredCopy], copies: Iterable[Copy]) -> list[RegisteredCopy]:
    """All copies, those of a record from the oldest to the newest; of one day, in the order in which they came."""
    found = {(str(copy.id), str(copy.mark)): copy for copy in registered}
    for copy in copies:
        if (copy.id, copy.mark) not in found:
            found[copy.id, copy.mark] = _registered(copy)
    return sorted(found.values(), key=lambda copy: (copy.kind, copy.id, copy.on))


def _registered(copy: Copy) -> RegisteredCopy:
    return RegisteredCopy.model_validate(
        {
            "kind": copy.kind,
            "id": str(copy.id),
            "version": str(copy.version) or None,
            "mark": copy.mark,
            "on": copy.on.isoformat(),
        }
    )


def _lines(register: Register) -> Iterator[str]:
    for kind, ids in register.by_kind.items():
        if ids:
            yield f"{kind}s:\n"
            yield from (f"  - {scalar(id)}\n" for id in ids)
    if register.sections:
        yield "sections:\n"
        for published in register.sections:
            yield f"  - {{id: {scalar(published.id)}, names: [{', '.join(published.names)}]}}\n"
    if register.copies:
        yield "copies:\n"
        yield from map(_line, register.copies)


def _line(copy: RegisteredCopy) -> str:
    version = f"version: {quoted(copy.version)}, " if copy.version else ""
    return f'  - {{kind: {copy.kind}, id: {scalar(copy.id)}, {version}mark: "{copy.mark}", on: "{copy.on}"}}\n'
