"""Open claims: statements of a record that nothing backs, or of which it is said that they are not settled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from wardbook.kinds import FIGURE, PLACED
from wardbook.library.meaning import Meaning
from wardbook.model.base import Record, Statement
from wardbook.model.outline import Key
from wardbook.model.records.table import DataTable
from wardbook.model.traverse import Loc
from wardbook.text.tree import Citation, inlines, words
from wardbook.views.print.packet import OpenClaim
from wardbook.views.text import mark

_LONGEST: Final = 240
"""Characters of a statement that are shown."""


def open_claims(meaning: Meaning, key: Key) -> Iterator[OpenClaim]:
    """The open claims of a record and of what its texts place, in the order of their fields."""
    for (kind, id), record in meaning.items():
        if (kind, id) == key or (kind in PLACED and kind != FIGURE):
            beside = "" if (kind, id) == key else f"{kind} {id}: "
            for loc, statement in _statements(record, ()):
                is_backed = isinstance(record, DataTable) and loc[0] == "rows"
                if why := "; ".join(_reasons(statement, is_backed=is_backed)):
                    text = words(statement.text)
                    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
                    yield OpenClaim(where=beside + _place(loc), text=shown, why=why)


def _reasons(statement: Statement, *, is_backed: bool) -> Iterator[str]:
    """Why a statement is open; `is_backed` where a citation elsewhere, as that of a table, is for its numbers."""
    if shown := mark(statement.standing):
        yield shown.label
    cites = any(isinstance(node, Citation) for node in inlines(statement.text.blocks))
    if not cites and not is_backed and any(char.isdigit() for char in words(statement.text)):
        yield "a number without a citation"


def _statements(value: Any, loc: Loc) -> Iterator[tuple[Loc, Statement]]:
    if isinstance(value, Statement):
        yield loc, value
    elif isinstance(value, Record):
        for name, item in value:
            yield from _statements(item, (*loc, name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _statements(item, (*loc, number))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _statements(item, (*loc, name))


def _place(loc: Loc) -> str:
    """A place as somebody reads it who writes no files: `pitfalls 2, text`."""
    parts: list[str] = []
    for part in loc:
        if isinstance(part, int) and parts:
            parts[-1] += f" {part + 1}"
        else:
            parts.append(str(part).replace("_", " "))
    return ", ".join(parts)
