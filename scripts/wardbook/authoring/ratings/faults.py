"""The faults of a rating table: what the models and the rules say against it, at its rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from wardbook.authoring.ratings.cells import CATEGORY, PROCEDURE_COLUMN, VOTE_COLUMNS, VOTES, fact_cells, folded
from wardbook.authoring.ratings.meaning import RowMeaning
from wardbook.authoring.ratings.names import Names, TableKey
from wardbook.authoring.ratings.rules import RULES
from wardbook.kinds import PROCEDURE
from wardbook.model.base import Line, Record
from wardbook.model.parts.eligibility import Population
from wardbook.model.parts.ratings import RatingRow, Ratings
from wardbook.model.parts.recommendation import Answer
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.scenario import Scenario
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.document import Document
from wardbook.read.validate import PLACEHOLDER, as_record
from wardbook.read.yaml import YamlText

_R = TypeVar("_R", bound=Record)
_WHERE: Final = re.compile(r"(?:ratings\.rows\[\d+\]\.?)?(?P<field>\w*)(?:\[(?P<number>\d+)\])?")


@dataclass(frozen=True, slots=True)
class NewProcedure:
    """A procedure that is not there yet, with the number of the row that describes it first."""

    number: int
    fields: Mapping[str, Any]


def by_table(rows: Iterable[RowMeaning]) -> dict[TableKey, list[RowMeaning]]:
    """The rows of each rating table."""
    found: dict[TableKey, list[RowMeaning]] = {}
    for row in rows:
        found.setdefault(row.table, []).append(row)
    return found


def table_faults(
    path: str, rows: Sequence[RowMeaning], procedures: Mapping[str, NewProcedure], names: Names
) -> Iterator[Problem]:
    """The faults of a table beside those that `faults_of` finds in single rows."""
    judged = [(row, _record(RatingRow, path, row.number, _judged(row))) for row in rows]
    described = [
        (new, _record(Procedure, path, new.number, _settled(new.fields, names))) for new in procedures.values()
    ]
    documents: list[Document[Record]] = [
        Document(record, path, _text(new.fields, new.number))
        for new, record in described
        if isinstance(record, Procedure)
    ]
    for table, of_one in by_table(rows).items():
        sound = [(row, record) for row, record in judged if row in of_one and isinstance(record, RatingRow)]
        documents += [_table(path, sound, names.on_scale(table).scale)] if sound else []
    ids = {**names.ids, PROCEDURE: names.ids[PROCEDURE] | procedures.keys()}
    content = Content(tuple(documents), (), {}, {}, ids, (), single_files=names.single_files)
    shapes = (fault for _, record in (*judged, *described) if isinstance(record, list) for fault in record)
    for problem in (*shapes, *(problem for rule in RULES for problem in rule(content))):
        yield replace(problem, where=_column(problem.where))
    for row in rows:
        if new := procedures.get(row.procedure):
            yield from _differences(path, row, new)


def _judged(row: RowMeaning) -> dict[str, object]:
    """A rating as far as `faults_of` says nothing against it."""
    fields = {CATEGORY: PLACEHOLDER, **row.rating, PROCEDURE_COLUMN: row.procedure or PLACEHOLDER}
    votes = fields.get(VOTES)
    if isinstance(votes, list) and len(votes) < len(VOTE_COLUMNS):
        del fields[VOTES]
    return fields


def _settled(fields: Mapping[str, object], names: Names) -> dict[str, object]:
    """A procedure with something in place of what is left to fill in, so that the rest of it can be judged."""
    filled = {name: value for name, value in fields.items() if value != PLACEHOLDER}
    return {"modality": min(names.ids["modality"], default=PLACEHOLDER), "about": PLACEHOLDER, **filled}


def _record(model: type[_R], path: str, number: int, fields: Mapping[str, object]) -> _R | list[Problem]:
    return as_record(model, path, _text(fields, number))


def _text(fields: Mapping[str, object], number: int) -> YamlText:
    """Fields as if they had been read from a file; all of them stand in one row of the table."""
    return _in_rows(fields, {(): number, **{(name,): number for name in fields}})


def _in_rows(value: Mapping[str, object], lines: Mapping[Loc, int]) -> YamlText:
    return YamlText(value, texts=(), lines=lines, literals={}, doubts=())


def _table(path: str, rows: Sequence[tuple[RowMeaning, RatingRow]], scale: str) -> Document[Record]:
    """The rows of a scenario, rated on a scale, as a document of it, for rules that look at nothing else."""
    first = rows[0][0].number
    lines: dict[Loc, int] = {(): first, ("ratings",): first, ("ratings", "rows"): first}
    for place, (row, _) in enumerate(rows):
        here: Loc = ("ratings", "rows", place)
        lines |= {here: row.number} | {(*here, name): row.number for name in RatingRow.model_fields}
    table: dict[str, Any] = {"rows": tuple(record for _, record in rows), "scale": scale or None}
    parts: dict[str, Any] = {
        "population": Population.model_construct(summary=Line(), age_group="both", sex="any"),
        "answer": Answer.model_construct(kind="advice", text=()),
        "ratings": Ratings.model_construct(**table),
    }
    return Document(Scenario.model_construct(**parts), path, _in_rows({}, lines))


def _differences(path: str, row: RowMeaning, new: NewProcedure) -> Iterator[Problem]:
    """Facts of a new procedure that a row gives otherwise than the row that describes it first."""
    first = fact_cells(new.fields)
    for column, cell in fact_cells(row.facts).items():
        if folded(first.get(column, "")) != folded(cell):
            got = f"expected `{first.get(column, '')}`, as row {new.number} has, got `{cell}`"
            yield Problem(path, row.number, column, f"{got}: write the same, or leave one of the two empty")


def _column(where: str) -> str:
    """The column of a field, whose place is told as in the file of its record."""
    match = _WHERE.match(where)
    field, number = (match["field"], match["number"]) if match else ("", None)
    return f"{VOTES} {number or 1}" if field == VOTES else PROCEDURE_COLUMN if field == "id" else field
