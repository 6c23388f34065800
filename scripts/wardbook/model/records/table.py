"""Tables: values in rows and columns, which the texts of other records place."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from wardbook.model.base import Line, Prose, Record, Slug, Statement
from wardbook.model.records.acknowledgement import Acknowledgement

Align = Literal["left", "center", "right", "number"]


class Column(Record):
    """A column of a table."""

    name: Slug
    """The name by which rows call it; readers do not see it."""
    head: Line
    """The words over the column."""
    unit: Line | None = None
    """The unit of its values, such as `mg/kg`; it stands with the head."""
    align: Align = "left"
    """The side on which its values stand in line, `left` without this field. With `number` their decimal points do, and
    every value is a number or `—`."""


def _as_statement(value: Any) -> Any:
    return value if isinstance(value, dict) else {"text": value}


Sentence = Annotated[Statement, BeforeValidator(_as_statement, json_schema_input_type=str | Statement)]
"""One paragraph: a text, or a text with its standing."""

Row = dict[str, Sentence]
"""A row, with a value for each column by its name."""


class DataTable(Record):
    """A table. A text of another record places it by a paragraph of its own: `[table: its-id]`."""

    id: Slug
    """The id, the same as the file's name; texts place the table by it."""
    caption: Line
    """The table's title: the values in it, and whose they are."""
    columns: Annotated[tuple[Column, ...], Field(min_length=1, max_length=10)]
    """The columns from left to right; the first one names the rows."""
    rows: Annotated[
        tuple[Row, ...],
        Field(min_length=1, max_length=200),
        # A file's name has given way to the rows in it before a record is made.
        BeforeValidator(lambda value: value, json_schema_input_type=str | list[Row]),
    ]
    """The rows, each with the values of all columns in quotes, as `dose: "12"`, or `—` where there is none. Or the name
    of a file beside this one that holds them: `its-id.csv`, with the names of the columns on its first line."""
    note: Prose | None = None
    """Notes on reading it; they stand below."""
    source: Sentence
    """The source of the values as a citation: `"[@source-id, Table 3]"`. Values that no source backs have a standing in
    its place: `{text: As our pharmacy prepares it, standing: local}`."""
    acknowledged: tuple[Acknowledgement, ...] = ()
    """Contradictions that `wardbook check` reports and that are none, each with the reason."""

    @property
    def by_column(self) -> tuple[tuple[Statement, ...], ...]:
        """The values of each column, from the first row to the last."""
        return tuple(tuple(row[column.name] for row in self.rows) for column in self.columns)

    def as_read(self) -> tuple[Any, ...]:
        """All that it shows, in the order in which it is read."""
        rows = tuple(zip(*self.by_column, strict=True))
        return self.caption, self.columns, rows, self.note, self.source
