"""Rules about addresses: once published, an address leads to its record, or says where that went."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.checks.identity import RESERVED
from wardbook.checks.links import HOME
from wardbook.model.moved import Moved, Register
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.kinds import GENERATED_PAGES, MOVED


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
            made = move.kind == "page" and move.id in GENERATED_PAGES
            advice = "take the entry out" if made or move.id in RESERVED else _one_of(move.kind, move.id)
            yield moved.problem(
                ("moved", number, "id"),
                f"expected the id of a {move.kind} that is no more, got {got} `{move.id}`: {advice}",
            )


def _one_of(kind: str, id: str) -> str:
    return f"take the entry out, or delete {HOME[kind].format(id)}"


def old_ids_are_told_once(content: Content) -> Iterator[Problem]:
    """Of a record that is no more it is said once what became of it."""
    for moved in content.of(Moved):
        seen: set[tuple[str, str]] = set()
        for number, move in enumerate(moved.record.moved):
            if (move.kind, move.id) in seen:
                yield moved.problem(
                    ("moved", number, "id"), f"expected a {move.kind} once, got `{move.id}` again: keep one of them"
                )
            seen.add((move.kind, move.id))


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
    moved = content.one(Moved)
    gone = {(move.kind, str(move.id)) for move in moved.record.moved} if moved else set()
    for register in content.of(Register):
        for kind, ids in register.record.by_kind.items():
            for number, id in enumerate(ids):
                if kind in content.known and id not in content.known[kind] and (kind, id) not in gone:
                    yield register.problem(
                        (f"{kind}s", number),
                        f"expected a {kind} with the id `{id}`, or in {MOVED} where it went, got neither:"
                        f" a published address must not break; restore {HOME[kind].format(id)},"
                        " or say where it went",
                    )
