"""The rows of a scenario's rating tables in its file: they are put in place of the old ones, and all else stays.

A row that says the same keeps its bytes. Comments stay: above the row that they stood in or above, or where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from wardbook.authoring.edits import Edit, editable, edited
from wardbook.authoring.ratings.cells import PROCEDURE_COLUMN, row_cells
from wardbook.authoring.yaml_text import item
from wardbook.model.traverse import Loc
from wardbook.problems import ContentError, Problem, UserError
from wardbook.read.document import yaml_in
from wardbook.read.validate import PLACEHOLDER, where
from wardbook.read.yaml import YamlText
from wardbook.read.yaml.places import Place, places

ROWS: Final[Loc] = ("ratings", "rows")
_GROUPS: Final = "patient_groups"
_DASH: Final = re.compile(r"^[ ]*-(?:[ ]|$)", re.MULTILINE)
_COMMENT: Final = re.compile(r"(?<!\S)#.*")

RowFields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _OldRow:
    """A row as it stands in the file."""

    fields: RowFields
    text: str
    end: int
    above: Sequence[str]
    """The lines between it and the row before it."""
    comments: Sequence[str]
    """The comments in it."""

    @property
    def procedure(self) -> str:
        return str(self.fields.get(PROCEDURE_COLUMN, ""))

    @property
    def is_placeholder(self) -> bool:
        """Whether it is a skeleton's, which goes with its explanations."""
        return self.procedure in ("", PLACEHOLDER)


@dataclass(frozen=True, kw_only=True, slots=True)
class RowChanges:
    """The fate of the rows of a table, by their procedures."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: tuple[str, ...]


def tables_in(path: str, raw: bytes | Problem) -> dict[str, Loc]:
    """The places of a scenario's rows by the ids of its groups of patients; by an empty id where it has none.

    A group without ratings has none here, unless all are without.
    """
    text = yaml_in(path, raw)
    value = text.value if isinstance(text, YamlText) else None
    groups = _value_at(value, (_GROUPS,))
    if not isinstance(groups, list):
        return {"": ROWS}
    ids = [str(group.get("id", "")) if isinstance(group, dict) else "" for group in groups]
    found: dict[str, Loc] = {id: (_GROUPS, number, *ROWS) for number, id in enumerate(ids) if id}
    return {id: at for id, at in found.items() if _value_at(value, at[:-1]) is not None} or found


def scale_at(path: str, raw: bytes | Problem, rows: Loc) -> str:
    """The id of the scale that a table names, by the place of its rows; empty where it names none."""
    text = yaml_in(path, raw)
    scale = _value_at(text.value, (*rows[:-1], "scale")) if isinstance(text, YamlText) else None
    return scale if isinstance(scale, str) else ""


def rows_in(path: str, raw: bytes | Problem, at: Loc = ROWS) -> list[RowFields]:
    """The rows of a table as they stand in its file. Raises ContentError where it has no place for any."""
    text = yaml_in(path, raw)
    if isinstance(raw, Problem) or isinstance(text, Problem):
        raise ContentError([fault for fault in (raw, text) if isinstance(fault, Problem)])
    ratings = _value_at(text.value, at[:-1])
    if not isinstance(ratings, dict) or at[-1] not in ratings or not places(editable(raw))[at[:-1]].is_block:
        message = (
            "expected `ratings:` with `source:`, `complete:` and `rows:` on lines of their own, got none: write them"
        )
        raise ContentError([Problem(path, text.line_of(text.known(at[:-1])), where(at[:-1]), message)])
    rows = ratings[at[-1]]
    return [row if isinstance(row, dict) else {} for row in rows] if isinstance(rows, list) else []


def with_rows(path: str, raw: bytes, new: Sequence[RowFields], at: Loc = ROWS) -> bytes:
    """The file of a scenario with other rows in a table. Raises ContentError, and UserError where it cannot be."""
    old = rows_in(path, raw, at)
    if list(map(row_cells, old)) == list(map(row_cells, new)):
        return raw
    written = edited(raw, [_edit(editable(raw), old, new, at)])
    if not _says(path, raw, written, new, at):
        raise UserError(f"{path}: expected rows that can be replaced, got others: write `rows:` as a plain list.")
    return written


def _says(path: str, before: bytes, after: bytes, rows: Sequence[RowFields], at: Loc) -> bool:
    """Whether a changed file has some rows in a table, and all else as before."""
    old, new = _fields(path, before), _fields(path, after)
    read = _value_at(new, at)
    if not isinstance(read, list):
        return False
    _value_at(old, at[:-1])[at[-1]] = read
    return new == old and list(map(row_cells, read)) == list(map(row_cells, rows))


def _value_at(value: Any, loc: Loc) -> Any:
    """A value within values that were read; none where there is none."""
    for part in loc:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _fields(path: str, raw: bytes) -> dict[str, Any]:
    text = yaml_in(path, raw)
    return {} if isinstance(text, Problem) or not isinstance(text.value, dict) else text.value


def row_changes(old: Sequence[RowFields], new: Sequence[RowFields]) -> RowChanges:
    """The fate of the rows of a table."""
    before = {str(row[PROCEDURE_COLUMN]): row_cells(row) for row in old if PROCEDURE_COLUMN in row}
    after = {str(row[PROCEDURE_COLUMN]): row_cells(row) for row in new}
    kept = [procedure for procedure in after if procedure in before]
    return RowChanges(
        added=tuple(procedure for procedure in after if procedure not in before),
        changed=tuple(procedure for procedure in kept if before[procedure] != after[procedure]),
        removed=tuple(procedure for procedure in before if procedure not in after and procedure != PLACEHOLDER),
        same=tuple(procedure for procedure in kept if before[procedure] == after[procedure]),
    )


def _edit(text: str, old: Sequence[RowFields], new: Sequence[RowFields], at: Loc) -> Edit:
    found = places(text)
    place = found[at]
    start = _line_start(text, place.start)
    if place.is_block:
        indent = text[start : place.start]
        rows = list(_old_rows(text, found, old, at))
        return Edit(start, rows[-1].end, "\n".join(_lines(rows, new, indent)))
    indent = " " * (len(text[start:]) - len(text[start:].lstrip(" ")) + 2)
    comments = _comments(_without_values(text, found)[place.start : place.end])
    lines = [*(f"{indent}{comment}" for comment in comments), *(item(row, indent) for row in new)]
    after_colon = start + len(text[start : place.start].rstrip())
    return Edit(after_colon, place.end, "".join(f"\n{line}" for line in lines))


def _lines(old: Sequence[_OldRow], new: Sequence[RowFields], indent: str) -> Iterator[str]:
    by_procedure = {row.procedure: row for row in old if not row.is_placeholder}
    kept = {str(fields[PROCEDURE_COLUMN]) for fields in new}
    waiting: dict[str, list[str]] = {}
    left: list[str] = []
    for row in old:
        if row.procedure in kept:
            waiting[row.procedure] = [*left, *row.above]
            left = []
        elif not row.is_placeholder:
            left += (f"{indent}{words}" for words in (*map(str.strip, row.above), *row.comments) if words)
    for fields in new:
        before = by_procedure.get(str(fields[PROCEDURE_COLUMN]))
        yield from waiting.get(str(fields[PROCEDURE_COLUMN]), ())
        if before and row_cells(before.fields) == row_cells(fields):
            yield before.text
        else:
            yield from (f"{indent}{comment}" for comment in (before.comments if before else ()))
            yield item(fields, indent)
    yield from left


def _old_rows(text: str, found: Mapping[Loc, Place], old: Sequence[RowFields], at: Loc) -> Iterator[_OldRow]:
    bare = _without_values(text, found)
    done = _line_start(text, found[at].start)
    deeper = re.compile(rf"(?:\n {{{found[at].start - done + 1},}}#.*)*")
    for number, fields in enumerate(old):
        dash = _DASH.search(text, done)
        start = dash.start() if dash else done
        end = _line_end(text, found[*at, number].end)
        # Comments that stand as deep as the fields belong to the row.
        further = deeper.match(text, end)
        end = further.end() if further else end
        yield _OldRow(fields, text[start:end], end, text[done:start].splitlines(), _comments(bare[start:end]))
        done = min(end + 1, len(text))


def _without_values(text: str, found: Mapping[Loc, Place]) -> str:
    """The text with an x for each character of a value, so that a number sign in one is no comment."""
    lists = {loc[:-1] for loc in found if loc}
    bare = list(text)
    for loc, place in found.items():
        if loc not in lists:
            bare[place.start : place.end] = "x" * (place.end - place.start)
    return "".join(bare)


def _comments(bare: str) -> list[str]:
    return [match[0] for match in _COMMENT.finditer(bare)]


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return end if end >= 0 else len(text)
