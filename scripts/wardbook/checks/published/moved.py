"""Rules about addresses: once published, an address leads to its record, or says where that went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wardbook.checks.helpers import repeated
from wardbook.checks.identity import RESERVED
from wardbook.kinds import PAGE
from wardbook.model.register import Moved, Register
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.layout import GENERATED_PAGES, MOVED, file_of

_VOLUME: Final = re.compile(r"library-[1-9][0-9]*")
"""The id of a volume of the whole library."""


def old_ids_are_free(content: Content) -> Iterator[Problem]:
    """The id of a record that is no more is no other record's, because one address has one page."""
    for moved in content.of(Moved):
        for number, move in enumerate(moved.record.moved):
            if move.id in RESERVED:
                got = "the reserved name"
            elif move.id in content.known.get(move.kind, ()):
                got = "the id of one that there is,"
            else:
                continue
            made = move.kind == PAGE and move.id in GENERATED_PAGES
            advice = "take the entry out" if made or move.id in RESERVED else _one_of(move.kind, move.id)
            yield moved.problem(
                ("moved", number, "id"),
                f"expected the id of a {move.kind} that is no more, got {got} `{move.id}`: {advice}",
            )


def _one_of(kind: str, id: str) -> str:
    return f"take the entry out, or delete {file_of(kind, id)}"


def old_ids_are_told_once(content: Content) -> Iterator[Problem]:
    """A record that moved or was removed has one entry."""
    for moved in content.of(Moved):
        for number, move in repeated(moved.record.moved, key=lambda move: (move.kind, move.id)):
            yield moved.problem(
                ("moved", number, "id"), f"expected a {move.kind} once, got `{move.id}` again: keep one of them"
            )


def old_addresses_lead_on(content: Content) -> Iterator[Problem]:
    """The page of a record that is no more says where it went or why it is gone."""
    for moved in content.of(Moved):
        for number, move in enumerate(moved.record.moved):
            if move.to is None and move.reason is None:
                yield moved.problem(
                    ("moved", number),
                    f"expected `to` or `reason`, got neither: say which {move.kind} took its place,"
                    " or why it is gone and where to look",
                )


def registered_addresses_last(content: Content) -> Iterator[Problem]:
    """Every id in the register is that of a record, or it stands in moved.yaml what became of it."""
    if any(problem.path == MOVED for problem in content.problems):
        return  # what is broken may name any of them
    gone = _gone(content)
    for register in content.of(Register):
        for kind, ids in register.record.by_kind.items():
            for number, id in enumerate(ids):
                if kind in content.known and id not in content.known[kind] and (kind, id) not in gone:
                    yield register.problem(
                        (f"{kind}s", number),
                        f"expected a {kind} with the id `{id}`, or in {MOVED} where it went, got neither:"
                        f" a published address must not break; restore {file_of(kind, id)},"
                        " or say where it went",
                    )


def registered_copies_last(content: Content) -> Iterator[Problem]:
    """Every printed copy in the register is of a record, of one that stands in moved.yaml, or of a volume."""
    if any(problem.path == MOVED for problem in content.problems):
        return  # as above
    gone = _gone(content)
    for register in content.of(Register):
        addresses = {kind: set(ids) for kind, ids in register.record.by_kind.items()}
        for number, copy in enumerate(register.record.copies):
            if copy.kind == "library":
                if not _VOLUME.fullmatch(copy.id):
                    yield register.problem(
                        ("copies", number, "id"),
                        f"expected a volume of the library, as `library-1`, got `{copy.id}`: mend it",
                    )
            elif (
                copy.kind in content.known
                and copy.id not in content.known[copy.kind]
                and copy.id not in addresses[copy.kind]  # of which it is told already
                and (copy.kind, copy.id) not in gone
            ):
                yield register.problem(
                    ("copies", number, "id"),
                    f"expected a {copy.kind} with the id `{copy.id}`, or in {MOVED} where it went, got neither:"
                    f" the code on a printed copy must not break; restore {file_of(copy.kind, copy.id)},"
                    " or say where it went",
                )


def registered_copies_stand_once(content: Content) -> Iterator[Problem]:
    """No printed copy stands in the register twice, because one address has one page."""
    for register in content.of(Register):
        for number, copy in repeated(register.record.copies, key=lambda copy: (copy.id, copy.mark)):
            yield register.problem(
                ("copies", number, "mark"),
                f"expected a copy once, got the mark `{copy.mark}` of `{copy.id}` again: keep one of them",
            )


def _gone(content: Content) -> set[tuple[str, str]]:
    """The kinds and the ids of records that are no more."""
    moved = content.one(Moved)
    return {(move.kind, str(move.id)) for move in moved.record.moved} if moved else set()
