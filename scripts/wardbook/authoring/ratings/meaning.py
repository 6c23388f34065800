"""The meaning of a rating table's rows: labels become ids, cells become fields, and what cannot be meant is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from wardbook.authoring.ratings.cells import (
    CATEGORY,
    DISAGREEMENT,
    GROUP_COLUMN,
    LABEL,
    PROCEDURE_COLUMN,
    SCENARIO_COLUMN,
    STRENGTH,
    VOTE_COLUMNS,
    cells_of_file,
    column_of,
    fact_cells,
    fact_fields,
    folded,
    row_fields,
)
from wardbook.authoring.ratings.names import Names, TableKey
from wardbook.authoring.ratings.rows import RowFields
from wardbook.kinds import PROCEDURE, SCENARIO
from wardbook.model.likeness import suggested
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.patterns import as_slug
from wardbook.problems import Problem
from wardbook.read.layout import file_of
from wardbook.read.spreadsheets.table import CellRow
from wardbook.read.validate import PLACEHOLDER

_EMPTY: Final = "expected a value, got an empty cell: fill it in"

Fault = tuple[str, str]
"""The column and the message."""


@dataclass(frozen=True, slots=True)
class RowMeaning:
    """A row of the table with what its words mean."""

    number: int
    scenario: str
    group: str
    """The group of patients; empty where the scenario has none."""
    procedure: str
    rating: dict[str, object]
    """The row as it is to stand in the scenario's file."""
    facts: dict[str, object]
    """The fields of the procedure that it gives."""

    @property
    def table(self) -> TableKey:
        """The table that it is a row of."""
        return self.scenario, self.group


def rated(row: CellRow, columns: Set[str], names: Names, old: Mapping[TableKey, Sequence[RowFields]]) -> RowMeaning:
    """The meaning of a row of a table with some columns, as far as it has one; `old` has the rows of each table."""
    cells = dict(row.cells)
    scenario, group = cells.get(SCENARIO_COLUMN, ""), cells.get(GROUP_COLUMN, "")
    procedure = cells.get(PROCEDURE_COLUMN) or _by_label(cells.get(LABEL, ""), names)
    on_scale = names.on_scale((scenario, group))
    category = on_scale.category(cells.get(CATEGORY, ""))
    if CATEGORY in cells:
        cells |= {CATEGORY: category.id if category else PLACEHOLDER}
    if STRENGTH in cells:
        cells |= {STRENGTH: on_scale.strength(cells[STRENGTH]) or PLACEHOLDER}
    if category and category.is_disputed:
        cells.setdefault(DISAGREEMENT, "true")
    before: RowFields = next(
        (old_row for old_row in old.get((scenario, group), ()) if old_row.get(PROCEDURE_COLUMN) == procedure), {}
    )
    said = row_fields(cells | {PROCEDURE_COLUMN: procedure})
    untold = {name: value for name, value in before.items() if column_of(name) not in columns}
    together = untold | said
    return RowMeaning(
        number=row.number,
        scenario=scenario,
        group=group,
        procedure=procedure,
        rating={name: together[name] for name in RatingRow.model_fields if name in together},
        facts=fact_fields(cells, names.bands),
    )


def faults_of(row: CellRow, meant: RowMeaning, names: Names, path: str) -> Iterator[Problem]:
    """Faults of a row by itself: values that it lacks or contradicts."""
    for column, message in (*_lacks(row, meant, names), *_contradictions(row, meant, names)):
        yield Problem(path, row.number, column, message)


def _by_label(label: str, names: Names) -> str:
    """The id of the procedure with a label: the one that there is, or one that is made of the label."""
    there = names.procedures_by_label.get(folded(label), ()) if label else ()
    return there[0] if there else as_slug(label)


def _lacks(row: CellRow, meant: RowMeaning, names: Names) -> Iterator[Fault]:
    if not meant.scenario:
        yield SCENARIO_COLUMN, _EMPTY
    elif meant.scenario not in names.ids.get(SCENARIO, ()):
        there = sorted(names.ids.get(SCENARIO, ()))
        advice = suggested(meant.scenario, there, "`wardbook new scenario ID` writes one", "`")
        got = f"expected the id of a {SCENARIO}, got `{meant.scenario}`, which does not exist"
        yield SCENARIO_COLUMN, f"{got}: {advice}"
    else:
        yield from _other_group(meant, names)
    if not meant.procedure:
        yield PROCEDURE_COLUMN, f"expected an id, or a name in the column `{LABEL}`, got neither: fill one of them in"
    if CATEGORY not in row.cells:
        yield CATEGORY, _EMPTY
    elif names.on_scale(meant.table).category(row.cells[CATEGORY]) is None:
        yield CATEGORY, _unknown(CATEGORY, row.cells[CATEGORY], meant, names)
    if STRENGTH in row.cells and names.on_scale(meant.table).strength(row.cells[STRENGTH]) is None:
        yield STRENGTH, _unknown(STRENGTH, row.cells[STRENGTH], meant, names)
    for column, cell in row.cells.items():
        if cell == PLACEHOLDER:
            yield column, f"expected a value, got the placeholder {PLACEHOLDER}: fill it in, or empty the cell"
    votes = [column for column in VOTE_COLUMNS if column in row.cells]
    if 0 < len(votes) < len(VOTE_COLUMNS):
        missing = next(column for column in VOTE_COLUMNS if column not in votes)
        yield missing, "expected a number in all nine columns or in none, got an empty cell: write 0 where nobody voted"


def _other_group(meant: RowMeaning, names: Names) -> Iterator[Fault]:
    groups = names.groups.get(meant.scenario, ())
    if groups and meant.group not in groups:
        got = f"`{meant.group}`" if meant.group else "an empty cell"
        named = ", ".join(f"`{group}`" for group in groups)
        yield GROUP_COLUMN, f"expected a group of patients that has ratings, got {got}: write one of {named}"
    elif meant.group and not groups:
        yield (
            GROUP_COLUMN,
            f"expected no group, as `{meant.scenario}` has one answer for all its patients, got `{meant.group}`:"
            " empty the cell",
        )


def _unknown(what: str, cell: str, meant: RowMeaning, names: Names) -> str:
    """The message on a cell that names no category, or no strength of evidence, of its table's scale."""
    on_scale = names.on_scale(meant.table)
    ids = on_scale.category_ids if what == CATEGORY else on_scale.strength_ids
    elsewhere = names.scales_with(what, cell)
    if elsewhere and not on_scale.scale:
        path, scales = file_of(SCENARIO, meant.scenario), " and ".join(f"`{id}`" for id in elsewhere)
        return (
            f"expected a {what} of one scale, got `{cell}`, which {scales} have: write its id,"
            f" or write `scale:` into {path}"
        )
    of = f"the scale `{on_scale.scale}`" if on_scale.scale else "the scales"
    got = f"`{cell}` of `{elsewhere[0]}`" if elsewhere else f"`{cell}`"
    if not ids:
        return f"expected no {what}, as {of} has none, got {got}: empty the cell"
    return f"expected a {what} of {of}, got {got}: write its label, or one of {', '.join(ids)}"


def _contradictions(row: CellRow, meant: RowMeaning, names: Names) -> Iterator[Fault]:
    same = names.procedures_by_label.get(folded(row.cells.get(LABEL, "")), ()) if LABEL in row.cells else ()
    if len(same) > 1 and PROCEDURE_COLUMN not in row.cells:
        yield PROCEDURE_COLUMN, f"expected one procedure with this label, got {', '.join(same)}: name one of them"
    category = names.on_scale(meant.table).category(row.cells.get(CATEGORY, ""))
    if category and category.is_disputed and meant.rating.get(DISAGREEMENT) is False:
        yield DISAGREEMENT, "expected `true`, as the category says, got `false`: change one of the two"
    if meant.procedure in names.procedures:
        yield from _other_facts(meant, names)
    elif meant.procedure in names.old_procedures:
        yield PROCEDURE_COLUMN, f"expected a new id, got `{meant.procedure}`, an old address: choose another id"


def _other_facts(meant: RowMeaning, names: Names) -> Iterator[Fault]:
    """Facts of a procedure that its file has otherwise; a table changes no procedure that there is."""
    there, path = cells_of_file(names.procedures[meant.procedure]), file_of(PROCEDURE, meant.procedure)
    for column, cell in fact_cells(meant.facts).items():
        has = there.get(column, "")
        # A level without its dose says less, and nothing else.
        if folded(has) != folded(cell) and not has.startswith(f"{cell} "):
            expected = f"expected `{has}`, as {path} has" if has else "expected an empty cell"
            yield column, f"{expected}, got `{cell}`: a table changes no procedure that there is; change {path}"
