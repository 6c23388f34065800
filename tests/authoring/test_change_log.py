"""The log of changes: the entries that two versions make, how they join the log, and the file."""

from __future__ import annotations

import pytest

from support.paths import GUIDELINE, TODAY
from wardbook.authoring.versions.log import LogUpdate, updated_log
from wardbook.problems import ContentError
from wardbook.read.content import Snapshot, parsed_in, take_snapshot
from wardbook.read.layout import CHANGES

BEFORE = take_snapshot(GUIDELINE)
OLD = "content/scenarios/old-bear-lump.yaml"
HONEY = "content/regimens/honey.yaml"


def edited(snapshot: Snapshot, path: str, *pairs: tuple[str, str]) -> Snapshot:
    raw = snapshot[path]
    assert isinstance(raw, bytes)
    text = raw.decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return {**snapshot, path: text.encode()}


RATED = ("{procedure: xr-bear, category: poor}", "{procedure: xr-bear, category: maybe}")
VERSIONED = (
    '- {version: "0.1", on: "2026-06-01"',
    '- {version: "0.2", on: "2026-10-01", text: Radiography may be good}\n    - {version: "0.1", on: "2026-06-01"',
)
NUMBERED = ('version: "0.1"\n', 'version: "0.2"\n')


def lines(update: LogUpdate) -> list[tuple[str, str | None, str, list[str]]]:
    return [(e.id, e.version, e.on.isoformat(), [line.text for line in e.lines]) for e in update.entries]


def read_back(update: LogUpdate) -> object:
    document = parsed_in({CHANGES: update.raw}, CHANGES).document
    return document and document.record


def test_version_has_its_own_day_and_the_file_says_what_the_log_does() -> None:
    after = edited(BEFORE, OLD, RATED, NUMBERED, VERSIONED)
    update = updated_log(BEFORE, after, TODAY)
    told = ["Radiography bear, 2 views: Usually not good → Perhaps good"]
    assert lines(update) == [("old-bear-lump", "0.2", "2026-10-01", told)]
    assert update.log.changes[0] == update.entries[0]
    assert read_back(update) == update.log


def test_page_tells_of_what_it_shows_also_without_a_new_version() -> None:
    update = updated_log(BEFORE, edited(BEFORE, HONEY, ("value: 200", "value: 300")), TODAY)
    told = ["Honey by mouth: honey, Day 1, dose: 200 mg → 300 mg"]
    assert lines(update) == [("new-bear-lump", "2.0", "2026-11-22", told)]


def test_log_keeps_notes_and_grows_only_by_what_is_new() -> None:
    after = edited(BEFORE, OLD, RATED, NUMBERED, VERSIONED)
    once = {**after, CHANGES: updated_log(BEFORE, after, TODAY).raw}
    again = updated_log(BEFORE, once, TODAY)
    assert (again.entries, again.raw) == ((), once[CHANGES])
    other = edited(once, OLD, ("category: maybe}", "category: good}"))
    assert lines(updated_log(BEFORE, other, TODAY)) == [
        ("old-bear-lump", "0.2", "2026-10-01", ["Radiography bear, 2 views: Usually not good → Usually good"])
    ]
    assert "After the meeting" in updated_log(BEFORE, other, TODAY).raw.decode()


def test_page_that_is_gone_is_told_where_it_is_said_where_it_went() -> None:
    without = {path: raw for path, raw in BEFORE.items() if path != "content/pages/contact.md"}
    assert updated_log(BEFORE, without, TODAY).untold == (
        "content/pages/contact.md was removed, and content/moved.yaml does not say where it went",
    )
    moved = edited(
        without,
        "content/moved.yaml",
        ("moved:\n", 'moved:\n  - {kind: page, id: contact, on: "2026-10-01", reason: Ask.}\n'),
    )
    assert [(e.id, e.what, e.title) for e in updated_log(BEFORE, moved, TODAY).entries] == [
        ("contact", "removed", "How to reach us")
    ]


def test_changes_of_a_page_go_with_it_to_another_id() -> None:
    raw = BEFORE["content/procedures/xr-bear.yaml"]
    assert isinstance(raw, bytes)
    after = {path: old for path, old in BEFORE.items() if path != "content/procedures/xr-bear.yaml"}
    after["content/procedures/rays.yaml"] = raw.replace(b"id: xr-bear", b"id: rays")
    moved = edited(
        after,
        "content/moved.yaml",
        ("moved:\n", 'moved:\n  - {kind: procedure, id: xr-bear, to: rays, on: "2026-10-01"}\n'),
    )
    log = updated_log(BEFORE, moved, TODAY).log
    assert [entry.what for entry in log.changes if (entry.kind, entry.id) == ("procedure", "rays")] == ["added"]


def test_faulty_log_is_no_log() -> None:
    with pytest.raises(ContentError, match="changes"):
        updated_log(BEFORE, {**BEFORE, CHANGES: b"changes: 3\n"}, TODAY)
