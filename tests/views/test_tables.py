"""Tables that texts place: in line, in the order of their columns, cited as they are read, and named for everyone."""

from __future__ import annotations

import csv
from io import StringIO

from support.pages import as_python_markdown, split
from support.paths import GUIDELINE, TODAY
from support.rendering import rendered
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.records.table import DataTable
from wardbook.model.traverse import cited
from wardbook.read.document import parse
from wardbook.render.templates import Templates
from wardbook.text.tree import words
from wardbook.views.context import PageContext
from wardbook.views.placed.table import shown_table

TABLES = GUIDELINE / "content" / "tables"


def citing_all(library: Library) -> PageContext:
    """A page that has every source among its references."""
    return PageContext(edition_of(library, TODAY), tuple(library.sources))


def test_decimal_points_stand_in_line(library: Library) -> None:
    shown = shown_table(library.tables["honey-by-age"], citing_all(library))

    assert [row[1].decimals for row in shown.rows] == ["0", ".00", ""]
    assert {cell.decimals for row in shown.rows for cell in (row[0], *row[2:])} == {""}


def test_cells_follow_the_columns_whatever_the_order_in_the_data(library: Library) -> None:
    table = library.tables["honey-by-age"]
    backwards = table.model_copy(update={"rows": tuple(dict(reversed(row.items())) for row in table.rows)})

    assert shown_table(backwards, citing_all(library)) == shown_table(table, citing_all(library))
    assert list(cited(backwards.as_read())) == list(cited(table.as_read()))


def test_rows_mean_the_same_in_a_csv_file() -> None:
    name = "content/tables/honey-by-age.yaml"
    written = parse(name, (TABLES / "honey-by-age.yaml").read_bytes()).document
    assert written
    assert isinstance(written.record, DataTable)
    columns = [column.name for column in written.record.columns]
    rows = [{column: words(row[column].text) for column in columns} for row in written.record.rows]
    file = StringIO()
    writer = csv.DictWriter(file, columns[::-1])
    writer.writeheader()
    writer.writerows(rows)

    head, _, rest = (TABLES / "honey-by-age.yaml").read_text().partition("rows:")
    text = f"{head}rows: honey-by-age.csv\n{rest[rest.index('note:') :]}"
    beside = {"content/tables/honey-by-age.csv": file.getvalue().encode()}
    read = parse(name, text.encode(), beside).document
    assert read
    assert isinstance(read.record, DataTable)
    assert [{name: words(cell.text) for name, cell in row.items()} for row in read.record.rows] == rows


def test_what_a_text_places_is_read_at_its_place(library: Library) -> None:
    pitfall = library.scenarios["new-bear-lump"].pitfalls[0]

    assert list(cited(pitfall)) == ["toy-guideline-2024"]
    assert list(cited(*library.as_read(pitfall))) == [
        "bear-study-2019",
        "toy-wiki",
        "toy-guideline-2024",
        "toy-guideline-2024",
    ]


def test_a_source_says_which_pages_cite_it_in_a_table(library: Library) -> None:
    assert ("page", "about") in library.backlinks.cited_by["toy-wiki"]
    assert not any(kind == "table" for keys in library.backlinks.cited_by.values() for kind, _ in keys)


def test_a_table_has_a_name_and_heads_and_can_have_the_focus(library: Library, templates: Templates) -> None:
    site = rendered(library, templates, TODAY)
    html = as_python_markdown(split(site["library/about.md"])[1])
    (box,) = (element for element in html.elements if element.get("class") == "wb-data__box")
    captions = {element.get("id") for element in html.elements if element.tag == "caption"}
    scopes = [element.get("scope") for element in html.elements if element.tag == "th"]

    assert box.get("role") == "region"
    assert box.get("tabindex") == "0"
    assert box.get("aria-labelledby") in captions
    assert scopes == ["col", "col", "row", "row"]
