"""Tables: values in rows and columns, which the texts of other records place."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from wardbook.model.base import Line, Prose, Record, Slug, Statement

Align = Literal["left", "center", "right", "number"]


class Column(Record):
    """A column of a table."""

    name: Slug
    """The name by which rows call it; readers do not see it."""
    head: Line
    """The words over the column."""
    unit: Line | None = None
    """The unit of its values, such as `mg/kg`; it stands under the head."""
    align: Align = "left"
    """`left` as it is without this field, `center` or `right`; `number` puts decimal points in line, and then every
    value is a number or `—`."""


def _as_statement(value: Any) -> Any:
    return value if isinstance(value, dict) else {"text": value}


Sentence = Annotated[Statement, BeforeValidator(_as_statement, json_schema_input_type=str | Statement)]
"""One paragraph: a text, or a text with its standing."""


class Table(Record):
    """A table. A text of another record places it by a paragraph of its own: `[table: its-id]`."""

    id: Slug
    """The id, the same as the file's name; texts place the table by it."""
    caption: Line
    """What the table shows, and of whom; it stands above it."""
    columns: Annotated[tuple[Column, ...], Field(min_length=2, max_length=10)]
    """The columns from left to right; the first one names the rows."""
    rows: Annotated[tuple[dict[str, Sentence], ...], Field(max_length=200)] = ()
    """The rows: for each column its value in quotes, as `dose: "12"`, or `—` where there is none. Leave the field out
    where a CSV file of the same name holds them."""
    note: Prose | None = None
    """What a reader must know to read it; it stands below."""
    source: Sentence
    """Where the values are from, as a citation: `"[@source-id, Table 3]"`. Values that no source backs have a standing
    in its place: `{text: Our pharmacy's protocol, standing: local}`."""

    @property
    def by_column(self) -> tuple[tuple[Statement, ...], ...]:
        """The values of each column, from the first row to the last."""
        return tuple(tuple(row[column.name] for row in self.rows) for column in self.columns)

    def as_read(self) -> tuple[Any, ...]:
        """All that it shows, in the order in which it is read."""
        rows = tuple(zip(*self.by_column, strict=True))
        return self.caption, self.columns, rows, self.note, self.source
