"""Rating tables leave as CSV and come back: nothing is lost, nothing else changes, and every fault has its cell."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from support.fixture_files import Files, changed, fixture_files
from wardbook.authoring.ratings.cells import RATING_COLUMNS, row_cells, row_fields
from wardbook.authoring.ratings.exporting import exported
from wardbook.authoring.ratings.importing import ImportPlan, import_plan
from wardbook.authoring.ratings.preview import import_preview
from wardbook.authoring.ratings.rows import rows_in, tables_in, with_rows
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.traverse import Loc
from wardbook.problems import ContentError, UserError
from wardbook.read.document import parse
from wardbook.read.spreadsheets.cells import as_csv
from wardbook.read.spreadsheets.table import table_in
from wardbook.read.spreadsheets.workbook import workbook_of
from wardbook.read.yaml.places import places
from wardbook.text.parse import parse_text
from wardbook.text.subset import TextFaults

SCENARIOS = (
    *("known-lump", "new-bear-lump", "old-bear-lump", "rattling-robot", "split-seam"),
    *("open-seam", "torn-ear", "loose-eye"),
)
SEAM = "content/scenarios/split-seam.yaml"
KNOWN, NEW = "content/scenarios/known-lump.yaml", "content/scenarios/new-bear-lump.yaml"


def plan(files: Files, raw: bytes, name: str = "table.csv") -> ImportPlan:
    return import_plan(files, table_in(name, raw, RATING_COLUMNS))


def told(raw: bytes, files: Files | None = None) -> list[str]:
    with pytest.raises(ContentError) as refused:
        plan(files or fixture_files(), raw, "t.csv")
    return str(refused.value).split("\n")


def lines(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def table(rows: Sequence[Mapping[str, str]]) -> bytes:
    return as_csv(RATING_COLUMNS, ([row.get(column, "") for column in RATING_COLUMNS] for row in rows))


# --- out and back


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_an_export_comes_back_as_it_is(scenario: str) -> None:
    files = fixture_files()
    assert plan(files, exported(files, scenario)).changes.written == {}


def test_an_export_makes_the_same_rows_where_there_were_others() -> None:
    files = fixture_files()
    other = files | {NEW: with_rows(NEW, files[NEW], [{"procedure": "mri-bear", "category": "good"}])}
    back = changed(other, plan(other, exported(files, "new-bear-lump")).changes)
    assert rows_in(NEW, back[NEW]) == rows_in(NEW, files[NEW])
    assert exported(back, "new-bear-lump") == exported(files, "new-bear-lump")


def test_rows_are_of_a_group_of_patients_where_a_scenario_has_some() -> None:
    files = fixture_files()
    raw = lines("scenario,group,procedure,category", "split-seam,wired,us-bear,good", "split-seam,cubs,us-bear,poor")
    made = plan(files, raw)
    back = changed(files, made.changes)
    text = back[SEAM]
    assert isinstance(text, bytes)
    tables = {group: rows_in(SEAM, text, at) for group, at in tables_in(SEAM, text).items()}
    procedures = {group: [str(row["procedure"]) for row in rows] for group, rows in tables.items()}
    assert procedures == {
        "cubs": ["us-bear"],
        "grown": ["xr-bear", "us-bear", "mri-bear"],
        "wired": ["us-bear"],
        "dyed": ["sewing"],
        "mothers": ["xr-bear", "us-bear"],
    }
    assert list(made.tables) == [f"{SEAM}, wired", f"{SEAM}, cubs"]


def test_a_row_names_a_group_where_there_are_some_and_else_none() -> None:
    raw = lines(
        "scenario,group,procedure,category",
        "split-seam,,us-bear,good",
        "split-seam,glowing,us-bear,good",
        "known-lump,cubs,us-bear,good",
    )
    groups = "`cubs`, `grown`, `wired`, `dyed`, `mothers`"
    assert told(raw) == [
        f"t.csv:2: group: expected a group of patients that has ratings, got an empty cell: write one of {groups}",
        f"t.csv:3: group: expected a group of patients that has ratings, got `glowing`: write one of {groups}",
        "t.csv:4: group: expected no group, as `known-lump` has one answer for all its patients, got `cubs`: empty the"
        " cell",
    ]


def test_a_value_that_is_still_open_has_no_cell() -> None:
    path = "content/procedures/us-bear.yaml"
    for contrast, cell in ((b"contrast: TODO\n", ""), (b"contrast: with\n", "with"), (b"", "none")):
        files = fixture_files() | {path: b"id: us-bear\nlabel: US bear\nmodality: us\nabout: TODO\n" + contrast}
        rows = csv.DictReader(StringIO(exported(files, "known-lump").decode("utf-8-sig")))
        assert {row["contrast"] for row in rows if row["procedure"] == "us-bear"} == {cell}


def test_procedures_come_along() -> None:
    files = fixture_files()
    rated = [f"content/procedures/{id}.yaml" for id in ("us-bear", "xr-bear", "ct-bear")]
    without = {path: raw for path, raw in files.items() if path not in rated}
    made = plan(without, exported(files, "new-bear-lump")).changes.written
    assert list(made) == rated
    for path in rated:
        document, before = parse(path, made[path]).document, parse(path, files[path]).document
        assert document
        assert before
        # A level that is to be verified has no cell, as it would lose its mark.
        levels = {"adult": None, "child": None} if "xr-bear" in path else {}
        # Attachments have no cells at all.
        assert document.record == before.record.model_copy(update={**levels, "attachments": ()})


CELLS = st.text(st.sampled_from("=+-@'\t,;\"#:{}[]|>&*!%\\ \nab1é☢"), max_size=12).map(lambda text: text.strip(" \n"))
VOTES = st.lists(st.integers(0, 9), min_size=9, max_size=9)
ROWS = st.fixed_dictionaries(
    {"procedure": st.just("us-bear"), "category": st.sampled_from(["good", "maybe"])},
    optional={
        "disagreement": st.booleans(),
        "role": st.sampled_from(["focal", "listed"]),
        "final": st.integers(1, 9),
        "median": st.sampled_from([1, 4.5, 9.0, 6.25]),
        "votes": VOTES,
        "reason": CELLS.filter(bool),
    },
)


@given(row=ROWS)
@settings(max_examples=60)
def test_any_row_is_the_same_after_a_spreadsheet_and_yaml(row: dict[str, object]) -> None:
    cells = row_cells(row)
    raw = table([{"scenario": "known-lump", **cells}])
    written = [cell for line in csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")) for cell in line]
    assert not [cell for cell in written if cell.startswith(("=", "+", "-", "@", "\t"))]
    (read,) = table_in("table.csv", raw, RATING_COLUMNS).rows
    assert {column: cell for column, cell in read.cells.items() if column != "scenario"} == cells
    assert row_fields(cells) == {name: row[name] for name in RatingRow.model_fields if name in row}
    try:
        parse_text(str(row.get("reason", "a")))
    except TextFaults:
        assume(False)  # no text of a page
    before = fixture_files()[KNOWN]
    after = with_rows(KNOWN, before, [row])
    assert [row_cells(one) for one in rows_in(KNOWN, after)] == [cells]
    assert with_rows(KNOWN, after, rows_in(KNOWN, before)) == before


# --- scales


GRADED = "content/scenarios/open-seam.yaml"
SCALES = "content/scales.yaml"
ON_SCALE = {
    "bears": (["good", "maybe", "poor"], ["strong", "hearsay"]),
    "grade": (["strongly-for", "either-way", "strongly-against"], ["sure", "unsure"]),
    "light": (["go", "stop"], []),
}
PROCEDURES = ["us-bear", "xr-bear", "sewing", "gluing", "waiting"]


@st.composite
def rated_tables(draw: st.DrawFn) -> tuple[str, list[dict[str, object]]]:
    """A scale, and rows with fields of that scale."""
    scale = draw(st.sampled_from(sorted(ON_SCALE)))
    categories, strengths = ON_SCALE[scale]
    numbers = {"disagreement": st.just(False), "median": st.just(5.5)} if scale == "bears" else {}
    weighed = {"comparator": st.just("nothing, or glue"), "strength": st.sampled_from(strengths or ["x"])}
    optional = {"reason": st.just("It holds."), **(weighed if strengths else {}), **numbers}
    row = st.fixed_dictionaries(
        {"category": st.just("maybe") if numbers else st.sampled_from(categories)}, optional=optional
    )
    procedures = draw(st.lists(st.sampled_from(PROCEDURES), min_size=1, unique=True))
    return scale, [{"procedure": procedure, **draw(row)} for procedure in procedures]


@given(table=rated_tables(), group=st.sampled_from(["", "cubs", "dyed"]))
@settings(max_examples=10)
def test_a_table_of_any_scale_and_group_goes_out_and_comes_back(
    table: tuple[str, list[dict[str, object]]], group: str
) -> None:
    scale, rows = table
    path, id = (SEAM, "split-seam") if group else (KNOWN, "known-lump")
    files = fixture_files()
    raw = files[path]
    assert isinstance(raw, bytes)
    place = tables_in(path, raw)[group]
    full = files | {path: rescaled(with_rows(path, raw, rows, place), place, scale)}
    empty = full | {path: with_rows(path, full[path], [{"procedure": "mri-bear", "category": "x"}], place)}
    out = exported(full, id)
    assert plan(full, out).changes.written == {}
    back = changed(empty, plan(empty, out).changes)
    read = back[path]
    assert isinstance(read, bytes)
    assert rows_in(path, read, place) == [
        {name: row[name] for name in RatingRow.model_fields if name in row} for row in rows
    ]


def rescaled(raw: bytes, place: Loc, scale: str) -> bytes:
    """A scenario with another scale of a table."""
    text = raw.decode()
    at = places(text).get((*place[:-1], "scale"))
    return (text[: at.start] + scale + text[at.end :]).encode() if at else raw


def test_a_label_is_one_of_the_tables_own_scale() -> None:
    files = fixture_files()
    scales = files[SCALES]
    assert isinstance(scales, bytes)
    files[SCALES] = scales.replace(b"label: Go,", b"label: Strongly for,")
    raw = lines("scenario,procedure,category,strength", "open-seam,sewing,strongly  FOR,high")
    text = changed(files, plan(files, raw).changes)[GRADED]
    assert isinstance(text, bytes)
    (row,) = rows_in(GRADED, text)
    assert (row["category"], row["strength"]) == ("strongly-for", "sure")
    open_scale = files | {GRADED: files[GRADED].replace(b"  scale: grade\n", b"")}
    assert told(raw, open_scale) == [
        "t.csv:2: category: expected a category of one scale, got `strongly  FOR`, which `grade` and `light` have:"
        " write its id, or write `scale:` into content/scenarios/open-seam.yaml"
    ]


def test_what_is_of_another_scale_is_told() -> None:
    raw = lines(
        "scenario,group,procedure,category,strength,final,median,votes 1",
        "open-seam,,sewing,Usually good,strong,7,7",
        "split-seam,dyed,sewing,go,sure",
        "split-seam,cubs,us-bear,strongly-for,sure",
        "split-seam,cubs,xr-bear,god",
    )
    assert told(raw) == [
        "t.csv:2: category: expected a category of the scale `grade`, got `Usually good` of `bears`: write its label,"
        " or one of strongly-for, conditionally-for, either-way, conditionally-against, strongly-against",
        "t.csv:2: final: expected no `final`, because `grade` has no ratings from 1 to 9, got one: take it out",
        "t.csv:2: median: expected no `median`, because `grade` has no ratings from 1 to 9, got one: take it out",
        "t.csv:2: strength: expected a strength of the scale `grade`, got `strong` of `bears`: write its label, or one"
        " of sure, unsure",
        "t.csv:3: category: expected a category of the scale `grade`, got `go` of `light`: write its label, or one of"
        " strongly-for, conditionally-for, either-way, conditionally-against, strongly-against",
        "t.csv:4: category: expected a category of the scale `bears`, got `strongly-for` of `grade`: write its label,"
        " or one of good, maybe, poor",
        "t.csv:4: strength: expected a strength of the scale `bears`, got `sure` of `grade`: write its label, or one"
        " of strong, hearsay",
        "t.csv:5: category: expected a category of the scale `bears`, got `god`: write its label, or one of good,"
        " maybe, poor",
    ]


def test_a_scale_that_grades_no_evidence_takes_no_strength() -> None:
    files = fixture_files()
    files[GRADED] = files[GRADED].replace(b"scale: grade", b"scale: light")
    assert told(lines("scenario,procedure,category,strength", "open-seam,sewing,go,sure"), files) == [
        "t.csv:2: strength: expected no strength, as the scale `light` has none, got `sure` of `grade`: empty the cell"
    ]


# --- what is written


RATINGS = b"""\
ratings:  # of the guideline
  source: toy-guideline-2024
  complete: true
  rows: # best first
    # above the first
    - procedure: us-bear # the best
      category: good
      reason: |
        # is no comment

    # above the second,
    # in two lines
    -
      procedure: xr-bear   # inside
      category: maybe
    - {procedure: ct-bear, # in braces
       category: poor} # at the end
  # below
faq: []
"""


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["unix", "windows"])
def test_rows_that_say_the_same_keep_their_bytes_and_comments_stay(line_end: bytes) -> None:
    before = RATINGS.replace(b"\n", line_end)
    first, second, third = rows_in("content/scenarios/a.yaml", before)
    assert with_rows("content/scenarios/a.yaml", before, [first, second, third]) == before
    after = with_rows("content/scenarios/a.yaml", before, [third, {"procedure": "mri-bear", "category": "good"}, first])
    assert after == (
        b"""\
ratings:  # of the guideline
  source: toy-guideline-2024
  complete: true
  rows: # best first
    # above the first
    # above the second,
    # in two lines
    # inside
    - {procedure: ct-bear, # in braces
       category: poor} # at the end
    - {procedure: mri-bear, category: good}
    - procedure: us-bear # the best
      category: good
      reason: |
        # is no comment
  # below
faq: []
""".replace(b"\n", line_end)
    )
    changed_row = {**second, "category": "good"}
    assert with_rows("content/scenarios/a.yaml", before, [first, changed_row, third]) == before.replace(
        b"    -\n      procedure: xr-bear   # inside\n      category: maybe\n".replace(b"\n", line_end),
        b"    # inside\n    - {procedure: xr-bear, category: good}\n".replace(b"\n", line_end),
    )


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        (b"rows: []  # none\n", b"rows:\n    - {procedure: us-bear, category: good}  # none\n"),
        (b"rows:\n", b"rows:\n    - {procedure: us-bear, category: good}\n"),
        (
            b"rows: [{procedure: ct-bear, # poor\n      category: poor}]\n",
            b"rows:\n    # poor\n    - {procedure: us-bear, category: good}\n",
        ),
        (
            b"rows:\n    - # The id of the procedure.\n      procedure: TODO\n      # final: TODO\n",
            b"rows:\n    - {procedure: us-bear, category: good}\n",
        ),
    ],
    ids=["empty", "nothing", "flow", "skeleton"],
)
def test_rows_are_put_where_there_were_none_or_others(rows: bytes, after: bytes) -> None:
    before = b"ratings:\n  " + rows + b"  note: a\n"
    made = with_rows("content/scenarios/a.yaml", before, [{"procedure": "us-bear", "category": "good"}])
    assert made == b"ratings:\n  " + after + b"  note: a\n"


def test_long_rows_are_written_on_several_lines() -> None:
    row = {"procedure": "us-bear", "category": "good", "reason": "word: " + "and so on " * 14 + "end"}
    made = with_rows("content/scenarios/a.yaml", b"ratings:\n  rows: []\n", [row])
    assert made.decode() == (
        "ratings:\n  rows:\n    - procedure: us-bear\n      category: good\n      reason: >-\n"
        f"        word: {'and so on ' * 10}and\n        {'so on and ' * 3}so on end\n"
    )


def test_a_table_needs_little() -> None:
    files = fixture_files()
    files["content/scenarios/draft.yaml"] = b"id: draft\ntitle: TODO\nratings:\n  source: TODO\n  rows: TODO\n"
    made = plan(
        files,
        lines(
            "\ufeffScenario;Procedure; LABEL ;Category;Median;modality;Adult;Radiation_source",
            "draft;;us  Bear;Usually Good;8,5;;;",
            "draft;;CT of the *paw*;Perhaps good (bears disagree);;ct;☢☢ 0.1-1 mSv;toy-wiki",
            "",
            ";;;;;;;",
        ),
    )
    assert made.changes.written == {
        "content/procedures/ct-of-the-paw.yaml": (
            b"# yaml-language-server: $schema=../.schemas/procedure.json\nid: ct-of-the-paw\nlabel: CT of the *paw*\n"
            b"modality: ct\ncontrast: TODO\nadult: {kind: band, band: medium, printed: {low: 0.1, high: 1}}\n"
            b"radiation_source: toy-wiki\nabout: TODO\n"
        ),
        "content/scenarios/draft.yaml": (
            b"id: draft\ntitle: TODO\nratings:\n  source: TODO\n  rows:\n"
            b"    - {procedure: us-bear, category: good, median: 8.5}\n"
            b"    - {procedure: ct-of-the-paw, category: maybe, disagreement: true}\n"
        ),
    }
    assert made.left == {"content/procedures/ct-of-the-paw.yaml": ["contrast", "about"]}


def test_a_field_without_a_column_stays_and_the_preview_says_so() -> None:
    files = fixture_files()
    made = plan(
        files,
        lines(
            "scenario,procedure,category,role",
            "new-bear-lump,us-bear,good,",
            "new-bear-lump,xr-bear,maybe,alternative",
            "new-bear-lump,pet-bear,poor,",
        ),
    )
    us, *_ = rows_in(NEW, made.changes.written[NEW])
    assert us == {name: value for name, value in rows_in(NEW, files[NEW])[0].items() if name != "role"}
    preview = import_preview(made, files).splitlines()
    assert preview[:2] == [f"--- {NEW}", f"+++ {NEW}"]
    assert preview[-4:] == [
        "",
        f"{NEW}: 1 row added, 1 row changed, 1 row removed, 1 row as before",
        "  removed, as the table does not have them: ct-bear",
        "  left as they are in these rows, as the table has no column for them:"
        " disagreement, strength, final, median, votes, reason, comparator",
    ]
    assert "+    - {procedure: pet-bear, category: poor}" in preview
    assert [line for line in preview if line.startswith("-      role:")] == [
        "-      role: focal",
        "-      role: discussed",
    ]


# --- faults


def test_a_number_that_became_a_date_is_not_guessed_at() -> None:
    advice = (
        "it looks like a date that a spreadsheet program made of a number or a range:"
        " format the column as text, and type it again"
    )
    assert told(lines("scenario,procedure,category,final,median", "known-lump,us-bear,good,08.Mai,8-May")) == [
        f"t.csv:2: final: expected a whole number, got `08.Mai`: {advice}",
        f"t.csv:2: median: expected a number, got `8-May`: {advice}",
    ]


def test_every_fault_is_told_at_its_row_and_column() -> None:
    assert told(
        lines(
            "scenario,procedure,label,category,disagreement,final,median,votes 1,votes 2,reason,modality,child,"
            "strength",
            "new-bear-lump,us-bear,US beer,god,maybe,12,x,1,,<b>x</b>,,,weak",
            ",us-baer,,good",
            "old-bear,us-bear,,,,,,,,TODO",
            "new-bear-lump,,,good",
            "known-lump,us-bear,,good,,2,,,,see [@nobody]",
            "known-lump,us-bear,,Perhaps good (bears disagree),false",
            "known-lump,,New toy,good,,,,,,,ctt,lots",
            "known-lump,new-toy,New doll,good",
            "known-lump,bear-photo,Photo,poor",
            "known-lump,con,Con,poor,,,,,,,,low",
        )
    ) == [
        "t.csv:2: category: expected a category of the scale `bears`, got `god`: write its label, or one of good,"
        " maybe, poor",
        "t.csv:2: disagreement: expected true or false, got `maybe`: write one of the two without quotes",
        "t.csv:2: final: expected 9 or less, got the number 12: mend the number",
        "t.csv:2: label: expected `US bear`, as content/procedures/us-bear.yaml has, got `US beer`: a table changes"
        " no procedure that there is; change content/procedures/us-bear.yaml",
        "t.csv:2: median: expected a number, got `x`: write one number in digits, without quotes",
        "t.csv:2: reason: expected plain words, got raw HTML: write them without tags, and `\\<` for a less-than sign",
        "t.csv:2: strength: expected a strength of the scale `bears`, got `weak`: write its label, or one of strong,"
        " hearsay",
        "t.csv:2: votes 2: expected a number in all nine columns or in none, got an empty cell: write 0 where nobody"
        " voted",
        "t.csv:3: procedure: expected the id of a procedure, got `us-baer`, which does not exist: did you mean"
        " `us-bear`?",
        "t.csv:3: scenario: expected a value, got an empty cell: fill it in",
        "t.csv:4: category: expected a value, got an empty cell: fill it in",
        "t.csv:4: reason: expected a value, got the placeholder TODO: fill it in, or empty the cell",
        "t.csv:4: scenario: expected the id of a scenario, got `old-bear`, which does not exist: did you mean"
        " `old-bear-lump`?",
        "t.csv:5: procedure: expected an id, or a name in the column `label`, got neither: fill one of them in",
        "t.csv:6: final: expected 7 to 9, as `good` has, got 2: change one of the two",
        "t.csv:6: reason: expected the id of a source, got `nobody`, which does not exist: write it in"
        " content/sources/nobody.yaml, or name one of bear-diary, bear-study-2019, torn-study,"
        " toy-guideline-2024, toy-wiki,"
        " unread-book",
        "t.csv:7: disagreement: expected `true`, as the category says, got `false`: change one of the two",
        "t.csv:7: procedure: expected a procedure once, got `us-bear` again: keep one of the rows",
        "t.csv:8: child: expected the id of a band, got `lots`, which does not exist: write it in content/scales.yaml,"
        " or name one of glowing, low, medium, none",
        "t.csv:8: child: expected the source of the level for a child, got none: add `radiation_source:`, or leave"
        " the level out where no source gives it",
        "t.csv:8: modality: expected the id of a modality, got `ctt`, which does not exist: did you mean `ct`?",
        "t.csv:9: label: expected `New toy`, as row 8 has, got `New doll`: write the same, or leave one of the two"
        " empty",
        "t.csv:9: procedure: expected a procedure once, got `new-toy` again: keep one of the rows",
        "t.csv:10: procedure: expected a new id, got `bear-photo`, an old address: choose another id",
        "t.csv:11: child: expected the source of the level for a child, got none: add `radiation_source:`, or leave"
        " the level out where no source gives it",
        "t.csv:11: procedure: expected a portable id, got the reserved name `con`: choose another",
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "t.csv:1: expected a row with the names of the columns, got an empty table"),
        (b"scenario,procedure,category\n", "t.csv:1: expected rows below the names of the columns, got none"),
        (b"scenario,procedur\na,b\n", "t.csv:1: procedur: expected a known column, got `procedur`: did you mean"),
        (b"scenario,Scenario\na,b\n", "t.csv:1: scenario: expected a column once, got it again: keep one of them"),
        (b"scenario,\na,b\n", "t.csv:2: expected no value below an empty name of a column, got `b` in column 2"),
        (b"scenario\n\xe9\n", "t.csv:2: expected UTF-8, got another encoding: save the table as `CSV UTF-8`"),
        (b'scenario\na\n"b"c\n', "t.csv:3: expected a CSV file, got a broken row: "),
    ],
    ids=["empty", "no-rows", "unknown-column", "column-twice", "overhang", "latin-1", "quotes"],
)
def test_a_table_that_cannot_be_read_is_told(raw: bytes, expected: str) -> None:
    assert told(raw)[0].startswith(expected)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"id: known-lump\n", f"{KNOWN}:1: ratings: expected `ratings:` with `source:`, `complete:` and `rows:` on"),
        (b"id: known-lump\nratings: {rows: []}\n", f"{KNOWN}:2: ratings: expected `ratings:` with"),
        (b"a: [\n", f"{KNOWN}:2: expected"),
    ],
    ids=["no-ratings", "in-braces", "no-yaml"],
)
def test_a_scenario_without_a_place_for_rows_is_told(raw: bytes, expected: str) -> None:
    files = fixture_files() | {KNOWN: raw}
    assert told(lines("scenario,procedure,category", "known-lump,us-bear,good"), files)[0].startswith(expected)


# --- Excel's own files


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number + 1}")
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


HEADER = ("scenario", "procedure", "category", "disagreement", "median", "final", "reason")


def test_a_workbook_says_the_same_as_a_csv_file() -> None:
    files = fixture_files()
    disputed = ("known-lump", "us-bear", "maybe", True, 4.5, 5.0, "'=Why\nnot")
    csv_file = lines(
        ",".join(HEADER), 'known-lump,us-bear,maybe,TRUE,4.5,5,"\'=Why\nnot"', ",,,,,,", "known-lump,ct-bear,poor,,,,"
    )
    rows = [HEADER, disputed, (), ("known-lump", "ct-bear", "poor")]
    assert plan(files, workbook(rows, []), "table.xlsx") == plan(files, csv_file)


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ([[HEADER, ("a", "=B2", "good")]], "t.xlsx:2: expected a value in column 2, got a formula: paste its value in"),
        ([[HEADER, ("a", "b", date(2026, 5, 8))]], "t.xlsx:2: expected a value in column 3, got a date: format the"),
        ([[HEADER], [("a",)]], "t.xlsx:1: expected values on one sheet, got some on `Sheet 1`, `Sheet 2`: keep one"),
    ],
    ids=["formula", "date", "two-sheets"],
)
def test_a_workbook_holds_values_on_one_sheet(sheets: list[list[list[object]]], expected: str) -> None:
    with pytest.raises(ContentError) as refused:
        table_in("t.xlsx", workbook(*sheets), RATING_COLUMNS)
    assert str(refused.value).startswith(expected)


@pytest.mark.parametrize("scenario", ["known-lump", "new-bear-lump"])
def test_a_workbook_that_was_exported_is_taken_back(scenario: str) -> None:
    pytest.importorskip("openpyxl")
    files = fixture_files()
    raw = exported(files, scenario, "table.xlsx")
    of_csv = table_in("t.csv", exported(files, scenario), RATING_COLUMNS)
    assert table_in("t.xlsx", raw, RATING_COLUMNS).rows == of_csv.rows
    assert plan(files, raw, "t.xlsx").changes.written == {}


def test_a_formula_is_text_in_a_workbook() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(BytesIO(workbook_of("t.xlsx", [["reason"], ["=1+1"], [""]]))).active
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].number_format) == ("=1+1", "s", "@")


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 no", b"scenario,procedure\n"])
def test_what_is_no_workbook_is_told(raw: bytes) -> None:
    pytest.importorskip("openpyxl")
    with pytest.raises(ContentError, match=r"^t\.XLSX:1: expected an Excel workbook, got another file: save it anew"):
        table_in("t.XLSX", raw, RATING_COLUMNS)


def test_without_openpyxl_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UserError, match=r"^t\.xlsx: expected openpyxl .* `python -m pip install openpyxl`, or save"):
        table_in("t.xlsx", b"", RATING_COLUMNS)
    with pytest.raises(UserError, match=r"^t\.xlsx: expected openpyxl to write .* or name the file `\.csv`\.$"):
        exported(fixture_files(), "known-lump", "t.xlsx")
