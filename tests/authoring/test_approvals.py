"""Approvals: they go along when a record gets another id, and their file is read back as it was written."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from support.fixture_approvals import approved, fixture_approvals
from support.fixture_files import Files, changed, fixture_files
from support.paths import GUIDELINE
from wardbook.authoring.approvals.contents import contents_of
from wardbook.authoring.approvals.renaming import renamed_with_approvals
from wardbook.authoring.approvals.states import UNTOLD, states_in
from wardbook.authoring.approvals.writing import approvals_as_yaml
from wardbook.authoring.rename import Rename
from wardbook.authoring.versions.comparing import compared
from wardbook.model.outline import Key
from wardbook.model.records.approval import Approvals
from wardbook.read.document import parse
from wardbook.read.layout import approvals_of

DAY = date(2026, 11, 22)
BEAR: Key = ("scenario", "new-bear-lump")


@cache
def with_approvals() -> Files:
    """The fixture with approvals of a scenario that uses records of every kind."""
    files = fixture_files()
    approvals = approved(files, BEAR, "dr-fluff", "reviewer", on="2026-06-01")
    approvals = approved(files, BEAR, "bo-button", "committee", on="2026-06-02", before=approvals)
    return {**files, approvals_of(*BEAR): approvals_as_yaml(approvals)}


def approvals_in(files: Files, key: Key = BEAR) -> Approvals:
    path = approvals_of(*key)
    document = parse(path, files[path]).document
    assert document
    assert isinstance(document.record, Approvals)
    return document.record


@pytest.mark.parametrize(
    ("kind", "old"),
    [
        ("scenario", "new-bear-lump"),
        ("scenario", "old-bear-lump"),
        ("topic", "lumpy-bears"),
        ("source", "toy-guideline-2024"),
        ("procedure", "us-bear"),
        ("regimen", "honey"),
        ("regimen", "oil"),
        ("table", "honey-by-age"),
        ("figure", "lump-seen"),
    ],
)
def test_a_renaming_takes_approvals_along(kind: str, old: str) -> None:
    files = with_approvals()
    now = changed(files, renamed_with_approvals(files, Rename(kind, old, "other-id"), DAY).changes)
    key = ("scenario", "other-id") if (kind, old) == BEAR else BEAR
    approvals = approvals_in(now, key)
    assert (approvals_of(*BEAR) in now) == (key == BEAR)
    assert [approval.by for approval in approvals.approvals] == ["dr-fluff", "bo-button"]
    assert not any(state.is_void for state in states_in(approvals, contents_of(now).meaning(key)))


def test_a_void_approval_stays_void_and_tells_the_same_after_a_renaming() -> None:
    files = with_approvals()
    raw = files["content/scenarios/new-bear-lump.yaml"]
    files = {**files, "content/scenarios/new-bear-lump.yaml": raw.replace(b"category: maybe", b"category: good", 1)}
    now = changed(files, renamed_with_approvals(files, Rename("procedure", "xr-bear", "other-id"), DAY).changes)
    states = states_in(approvals_in(now), contents_of(now).meaning(BEAR))
    assert [state.changes for state in states] == [("Radiography bear, 2 views: Perhaps good → Usually good",)] * 2


def test_an_approved_version_of_an_older_form_is_void_and_says_so() -> None:
    files = with_approvals()
    approvals = approvals_in(files)
    older = approvals.model_copy(
        update={"versions": tuple(one.model_copy(update={"content": "{}x"}) for one in approvals.versions)}
    )
    raw = files["content/terms.yaml"].replace(b"term: ultrasound", b"term: sound")
    states = states_in(older, contents_of({**files, "content/terms.yaml": raw}).meaning(BEAR))
    assert [(state.is_void, state.changes) for state in states] == [(True, (UNTOLD,))] * 2


def test_an_approval_takes_the_place_of_an_earlier_one_and_old_versions_go() -> None:
    files = with_approvals()
    raw = files["content/scenarios/new-bear-lump.yaml"].replace(b"No CT of a wet bear.", b"No CT.")
    later = {**files, "content/scenarios/new-bear-lump.yaml": raw}
    first = approvals_in(files)
    second = approved(later, BEAR, "dr-fluff", "reviewer", on="2026-06-03", before=first)
    assert [(one.by, one.on.day) for one in second.approvals] == [("bo-button", 2), ("dr-fluff", 3)]
    assert len(second.versions) == 2
    third = approved(later, BEAR, "bo-button", "committee", on="2026-06-04", before=second)
    assert [version.digest for version in third.versions] == [third.approvals[0].digest]


def test_the_file_is_read_back_as_it_was_written() -> None:
    files = fixture_files()
    raw = files["content/scenarios/new-bear-lump.yaml"]
    odd = raw.replace(b"Take its scarf off.", b'"Take \\u2028its \\u00a0: # scarf\\u200b | off\\t\\\\."')
    assert odd != raw
    approvals = approved(
        {**files, "content/scenarios/new-bear-lump.yaml": odd}, BEAR, "dr-fluff", "author", on="2026-06-01"
    )
    assert approvals_in({approvals_of(*BEAR): approvals_as_yaml(approvals)}) == approvals


def test_the_approvals_of_the_fixture_are_of_what_it_means() -> None:
    """`make golden` writes them anew."""
    assert {path: (GUIDELINE / path).read_bytes() for path in fixture_approvals()} == fixture_approvals()


def test_an_approval_is_no_difference_of_content() -> None:
    assert compared(fixture_files(), with_approvals()) == []
