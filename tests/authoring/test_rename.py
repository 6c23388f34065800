"""A record gets another id: every reference follows, every other byte stays, and the old address is noted."""

from __future__ import annotations

from datetime import date

import pytest

from support.fixture_files import Files, changed, fixture_files
from wardbook.authoring.approvals.renaming import renamed_with_approvals
from wardbook.authoring.rename import Rename, renamed
from wardbook.kinds import FILED, KINDS
from wardbook.model.register import Moved
from wardbook.model.traverse import references
from wardbook.problems import ContentError, UserError
from wardbook.read.document import parse
from wardbook.read.layout import MOVED

DAY = date(2026, 11, 22)
RECORDS = {
    "scenario": "known-lump",
    "topic": "robots",
    "protocol": "us-bear",
    "procedure": "us-bear",
    "source": "toy-wiki",
    "page": "about",
    "table": "ticks",
    "figure": "lump-seen",
    "regimen": "oil",
    "hazard": "old-picture",
}


def named(files: Files) -> list[tuple[str, str]]:
    """Every record that a field, a citation or a link names."""
    parsed = [parse(path, raw, files) for path, raw in sorted(files.items())]
    assert not [problem for one in parsed for problem in one.problems]
    values = [(one.document and one.document.record, one.body and one.body.text) for one in parsed]
    return sorted((kind, id) for value in values for _, kind, id in references(value))


def after(files: Files, kind: str, old: str, new: str) -> Files:
    return changed(files, renamed_with_approvals(files, Rename(kind, old, new), DAY).changes)


@pytest.mark.parametrize(("kind", "id"), RECORDS.items(), ids=list(RECORDS))
def test_references_follow_and_every_other_byte_stays(kind: str, id: str) -> None:
    before = fixture_files()
    now = after(before, kind, id, "new-id")
    assert {path.rpartition("/")[2].replace(id, "new-id") for path in before.keys() - now.keys()} == {
        path.rpartition("/")[2] for path in now.keys() - before.keys()
    }
    moved = parse(MOVED, now[MOVED]).document
    assert moved
    assert isinstance(moved.record, Moved)
    note = [(kind, "new-id")] if kind in KINDS else []
    notes = [(move.kind, move.id, move.to, move.on) for move in moved.record.moved if move.on == DAY]
    assert notes == [(of, id, to, DAY) for of, to in note]
    rename = Rename(kind, id, "new-id")
    expected = [(of, rename.id_after(of, one)) for of, one in named(before)]
    assert named(now) == sorted([*expected, *note])
    assert now["content/register.yaml"] == before["content/register.yaml"]
    # The way back leads to the same bytes, once the note is taken out.
    noted = now[MOVED].rpartition(b"  - {")[0] if note else now[MOVED]
    back = after(now | {MOVED: noted}, kind, "new-id", id)
    assert {path: raw for path, raw in back.items() if path != MOVED} == {
        path: raw for path, raw in before.items() if path != MOVED
    }


def test_an_id_that_looks_like_a_number_is_quoted() -> None:
    now = after(fixture_files(), "topic", "robots", "2024")
    assert now["content/topics/2024.yaml"].startswith(b'id: "2024"\n')
    assert named(now).count(("topic", "2024")) == named(fixture_files()).count(("topic", "robots")) + 1


def test_comments_quotes_and_line_ends_stay_and_words_do_too() -> None:
    files = fixture_files()
    files["content/queries.yaml"] = (
        b"# us-bear is told here\r\nqueries:\r\n"
        b"  - query: us-bear   # us-bear\r\n    finds: {kind: procedure, id: 'us-bear'} # us-bear\r\n"
    )
    now = after(files, "procedure", "us-bear", "bear-us")
    assert now["content/queries.yaml"] == files["content/queries.yaml"].replace(b"'us-bear'", b"'bear-us'")


def test_words_whose_accents_are_written_apart_stay_in_place() -> None:
    files = fixture_files()
    files["content/queries.yaml"] = (
        "queries: [{query: 'cafe\u0301 \ufb01', finds: {kind: procedure, id: us-bear}}]\n".encode()
    )
    files["content/pages/about.md"] += "\nCafe\u0301, [w](procedure:us-bear).\n".encode()
    now = after(files, "procedure", "us-bear", "bear-us")
    for path in ("content/queries.yaml", "content/pages/about.md"):
        assert now[path] == files[path].replace(b"us-bear", b"bear-us")


def test_a_table_takes_its_rows_along_and_overwrites_none() -> None:
    outcome = renamed(fixture_files(), Rename("table", "ticks", "clicks"), DAY)
    assert list(outcome.changes.deleted) == ["content/tables/ticks.yaml", "content/tables/ticks.csv"]
    placing = [path for path, raw in fixture_files().items() if b"[table: ticks]" in raw]
    assert sorted(outcome.lines) == sorted([*placing, "content/tables/clicks.yaml"])
    now = changed(fixture_files(), outcome.changes)
    assert b"\nrows: clicks.csv\n" in now["content/tables/clicks.yaml"]
    assert now["content/tables/clicks.csv"] == fixture_files()["content/tables/ticks.csv"]
    with pytest.raises(UserError, match=r"got one with content/tables/clicks\.csv: choose another"):
        after(fixture_files() | {"content/tables/clicks.csv": b"a\n"}, "table", "ticks", "clicks")


def test_a_figure_takes_the_picture_along_that_is_named_like_it_and_overwrites_none() -> None:
    files, picture = fixture_files(), "content/figures/lump-seen.png"
    outcome = renamed(files, Rename("figure", "lump-seen", "lump-new"), DAY)
    assert list(outcome.changes.deleted) == ["content/figures/lump-seen.yaml", picture]
    now = changed(files, outcome.changes)
    assert b"\nfile: lump-new.png\n" in now["content/figures/lump-new.yaml"]
    assert now["content/figures/lump-new.png"] == files[picture]
    with pytest.raises(UserError, match=r"got one with content/figures/lump-new\.png: choose another"):
        after(files | {"content/figures/lump-new.png": files[picture]}, "figure", "lump-seen", "lump-new")


def test_a_figure_leaves_a_picture_of_another_name_alone() -> None:
    figure = b"file: lump-seen.png"
    files = fixture_files()
    files["content/figures/photo.png"] = files.pop("content/figures/lump-seen.png")
    files["content/figures/lump-seen.yaml"] = files["content/figures/lump-seen.yaml"].replace(
        figure, b"file: photo.png"
    )
    now = after(files, "figure", "lump-seen", "lump-new")
    assert now["content/figures/photo.png"] == files["content/figures/photo.png"]
    assert b"\nfile: photo.png\n" in now["content/figures/lump-new.yaml"]


def test_a_picture_names_nothing() -> None:
    drawing = {"content/figures/where-to-press.svg": b"<svg us-bear"}
    assert after(fixture_files() | drawing, "procedure", "us-bear", "bear-us").items() >= drawing.items()


def test_words_that_look_like_a_reference_stay() -> None:
    files = fixture_files()
    about = b"about: us-bear, (procedure:us-bear), [w]( procedure:us-bear ), \\[@us-bear].\n"
    files["content/procedures/xr-bear.yaml"] = b"id: xr-bear\nlabel: X\nmodality: ct\n" + about
    now = after(files, "procedure", "us-bear", "bear-us")["content/procedures/xr-bear.yaml"]
    assert now.endswith(about.replace(b"( procedure:us-bear )", b"( procedure:bear-us )"))


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        (None, b"# yaml-language-server: $schema=.schemas/moved.json\nmoved:\n  - ENTRY\n"),
        (b"moved: []  # none yet\n", b"moved: [ENTRY]  # none yet\n"),
        (
            b'moved: [{kind: topic, id: a, to: robots, on: "2026-01-01"},]',
            b'moved: [{kind: topic, id: a, to: robots, on: "2026-01-01"}, ENTRY]',
        ),
        (
            b'moved:\n- kind: topic\n  id: a\n  on: "2026-01-01"\n  reason: |\n    It went.\n\n# the end',
            b'moved:\n- kind: topic\n  id: a\n  on: "2026-01-01"\n  reason: |\n    It went.\n- ENTRY\n\n# the end',
        ),
    ],
    ids=["no-file", "empty", "flow", "block"],
)
def test_the_note_is_added_to_any_list(moved: bytes | None, expected: bytes) -> None:
    files = {path: raw for path, raw in fixture_files().items() if path != MOVED}
    files |= {MOVED: moved} if moved else {}
    now = after(files, "source", "toy-wiki", "wiki")
    entry = b'{kind: source, id: toy-wiki, to: wiki, on: "2026-11-22"}'
    assert now[MOVED] == expected.replace(b",]", b", ENTRY]").replace(b"ENTRY", entry)


@pytest.mark.parametrize(
    ("kind", "old", "new", "told"),
    [
        ("scenario", "known-lumb", "x", "known-lumb: expected the id of a scenario, got one that does not exist: did"),
        ("source", "toy-wiki", "Toy Wiki", "Toy Wiki: expected small letters, digits and single hyphens"),
        ("source", "toy-wiki", "con", "con: expected a portable id, got a reserved name"),
        ("procedure", "us-bear", "xr-bear", "xr-bear: expected an id that no procedure has, got that of one"),
        ("page", "about", "coverage", "coverage: expected an id that no page has, got that of one"),
        ("scenario", "known-lump", "second-lump", "second-lump: expected an id that no scenario had, got the one at"),
    ],
)
def test_an_id_that_will_not_do_is_refused(kind: str, old: str, new: str, told: str) -> None:
    with pytest.raises(UserError) as refused:
        renamed(fixture_files(), Rename(kind, old, new), DAY)
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize(
    ("path", "raw", "told"),
    [
        ("content/topics/robots.yaml", b"us-bear: [", "content/topics/robots.yaml:2: expected"),
        ("content/topics/robots.yaml", b"id: us-bear\n", "content/topics/robots.yaml:1: groups: expected a value"),
        ("content/topics/robots.yaml", b"\xff us-bear", "content/topics/robots.yaml:1: expected UTF-8 text"),
        (MOVED, b"moved:\n", f"{MOVED}:1: moved: expected a list, got nothing"),
        (
            "content/queries.yaml",
            b'queries: [{query: a, finds: {kind: procedure, id: "us\\x2Dbear"}}] # us-bear\n',
            "content/queries.yaml:1: queries[1].finds.id: expected `us-bear` written as it is, got it with escapes",
        ),
        (
            "content/procedures/xr-bear.yaml",
            b'id: xr-bear\nlabel: us-bear\nmodality: ct\nabout: "See [w](procedure:us\\x2Dbear)."\n',
            "content/procedures/xr-bear.yaml:4: about: expected `us-bear` written as it is, got it with escapes",
        ),
    ],
    ids=["no-yaml", "shape", "bytes", "moves", "escaped-id", "escaped-text"],
)
def test_a_file_that_names_the_record_must_be_sound(path: str, raw: bytes, told: str) -> None:
    with pytest.raises(ContentError) as refused:
        renamed(fixture_files() | {path: raw}, Rename("procedure", "us-bear", "bear-us"), DAY)
    assert str(refused.value).startswith(told)


def test_a_faulty_file_that_does_not_name_the_record_is_left_alone() -> None:
    files = fixture_files() | {"content/topics/robots.yaml": b"id: robots\ntitle: TODO\n"}
    assert after(files, "source", "bear-study-2019", "study")["content/topics/robots.yaml"].endswith(b"TODO\n")


def test_every_kind_can_be_renamed() -> None:
    assert list(RECORDS) == list(FILED)
