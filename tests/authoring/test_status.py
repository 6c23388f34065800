"""`wardbook status` and the warnings of `wardbook check`: when reviews are due, on the day before, at and past it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from shutil import rmtree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.command_line import DONE, FAULTS, run
from support.library_changes import change
from support.paths import SCHEDULE
from wardbook.authoring.status import STATUS_FORMATS, PageStatus

CALENDAR = STATUS_FORMATS["calendar"]


@pytest.fixture
def scheduled(project: Path) -> Path:
    settings = project / "content/library.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + SCHEDULE, encoding="utf-8")
    return project


def states(project: Path, day: str) -> dict[str, str]:
    code, out, err = run(project, "status", "--format", "json", "--today", day)
    assert (code, err) == (DONE, "")
    return {page["id"]: page["state"] for page in json.loads(out)["pages"]}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2027-03-30", "current"),
        ("2027-03-31", "due"),
        ("2027-05-30", "due"),
        ("2027-05-31", "overdue"),
    ],
)
def test_state_follows_the_day(scheduled: Path, day: str, state: str) -> None:
    assert states(scheduled, day)["new-bear-lump"] == state


def test_table_has_the_most_urgent_first(scheduled: Path) -> None:
    code, out, err = run(scheduled, "status", "--today", "2026-11-23")
    assert (code, err) == (DONE, "")
    assert out == (
        "state       next review  kind      id                 title                    owner      without a"
        " page  uncited  approval\n"
        "overdue     2026-05-01   scenario  known-lump         Known lump               bo-button  0"
        "               16       changed since approval\n"
        "due         2026-11-23   protocol  us-bear            Ultrasound of a bear     dr-fluff   0"
        "               3        approved\n"
        "current     2027-02-01   topic     lumpy-bears        Lumpy bears              dr-fluff   1"
        "               0        none\n"
        "current     2027-05-30   scenario  new-bear-lump      New bear, lump           bo-button  3"
        "               20       none\n"
        "draft                    scenario  loose-eye          Loose eye                           0"
        "               0        none\n"
        "draft                    scenario  old-bear-lump      Old bear, lump                      1"
        "               8        none\n"
        "draft                    scenario  open-seam          Open seam                           0"
        "               1        none\n"
        "draft                    scenario  quiet-rattle       Quiet rattle                        0"
        "               5        none\n"
        "draft                    scenario  split-seam         Patched bear, open seam             0"
        "               16       none\n"
        "draft                    scenario  tea-after-mending  Tea after mending                   0"
        "               1        none\n"
        "draft                    scenario  torn-ear           Torn ear                            0"
        "               1        none\n"
        "draft                    topic     mending            Mending                             0"
        "               0        none\n"
        "draft                    topic     robots             Robots that rattle                  0"
        "               1        approved\n"
        "superseded               protocol  xr-bear            Radiography of a bear               0               0\n"
        "withdrawn                topic     patched-bears      Patched bears                       0               0\n"
        "withdrawn   2025-01-01   scenario  rattling-robot     Rattling robot           dr-fluff   0               0\n"
    )


def test_table_by_owner_has_what_nobody_stands_for_at_its_end(scheduled: Path) -> None:
    code, out, err = run(scheduled, "status", "--by", "owner", "--today", "2026-11-23", "--format", "json")
    assert (code, err) == (DONE, "")
    owned = [(page["owner"], page["id"]) for page in json.loads(out)["pages"]]
    assert owned[:6] == [
        ("bo-button", "known-lump"),
        ("bo-button", "new-bear-lump"),
        ("dr-fluff", "us-bear"),
        ("dr-fluff", "lumpy-bears"),
        ("dr-fluff", "rattling-robot"),
        ("", "loose-eye"),
    ]


def test_faulty_record_has_no_number_of_uncited_claims(scheduled: Path) -> None:
    record = scheduled / "content/topics/mending.yaml"
    record.write_text(record.read_text(encoding="utf-8") + "unknown: 1\n", encoding="utf-8")
    _, out, _ = run(scheduled, "status", "--today", "2026-11-23", "--format", "json")
    uncited = {page["id"]: page["uncited"] for page in json.loads(out)["pages"]}
    assert (uncited["mending"], uncited["robots"]) == (None, 1)
    approval = {page["id"]: page["approval"] for page in json.loads(out)["pages"]}
    assert (approval["mending"], approval["robots"]) == ("none", "approved")


def test_a_role_that_the_policy_requires_and_nobody_approved_is_told(scheduled: Path) -> None:
    change(scheduled / "content/library.yaml", "approval_policy: {required: []", "approval_policy: {required: [author]")
    record = scheduled / "content/protocols/us-bear.yaml"
    record.write_text(record.read_text(encoding="utf-8") + "unknown: 1\n", encoding="utf-8")
    _, out, _ = run(scheduled, "status", "--today", "2026-11-23", "--format", "json")
    approval = {page["id"]: page["approval"] for page in json.loads(out)["pages"]}
    assert (approval["robots"], approval["us-bear"], approval["torn-ear"]) == ("incomplete", "unknown", "none")


def test_a_library_without_approvals_and_policy_says_nothing_of_them(scheduled: Path) -> None:
    settings = scheduled / "content/library.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if not line.startswith("approval_policy")), encoding="utf-8")
    rmtree(scheduled / "content/approvals")
    code, out, err = run(scheduled, "status", "--today", "2026-11-23")
    assert (code, err) == (DONE, "")
    assert out.splitlines()[0].endswith(" uncited")


def test_check_warns_and_past_the_grace_fails(scheduled: Path) -> None:
    code, _, err = run(scheduled, "check", "--today", "2026-11-23")
    assert code == DONE
    assert err == (
        "content/scenarios/known-lump.yaml: the review was due on 2026-05-01.\n"
        "content/protocols/us-bear.yaml: the review is due on 2026-11-23.\n"
    )
    assert run(scheduled, "check", "--today", "2027-11-23")[0] == DONE
    code, out, _ = run(scheduled, "check", "--today", "2027-11-24")
    assert code == FAULTS
    assert out == (
        "content/protocols/us-bear.yaml:69: review.next_review: expected a review by 2026-11-23, or at most 365 days"
        " later, got none: have the page reviewed, or write `status: under-review`\n"
    )


def test_faulty_file_is_told(scheduled: Path) -> None:
    (scheduled / "content/topics/robots.yaml").write_text("id: [\n", encoding="utf-8")
    code, out, err = run(scheduled, "status")
    assert (code, err) == (FAULTS, "1 fault in 1 file. Nothing was listed.\n")
    assert out.startswith("content/topics/robots.yaml:")


def page(title: str) -> PageStatus:
    return PageStatus(
        state="due",
        next_review="2027-05-30",
        kind="scenario",
        id="bear",
        title=title,
        owner="",
        without_a_page=2,
        uncited=3,
        approval="none",
        file="content/scenarios/bear.yaml",
    )


def test_calendar_has_an_event_for_each_review() -> None:
    assert CALENDAR([page("Bear, lump; \\ old")], date(2026, 11, 29)).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wardbook//Reviews//EN",
        "BEGIN:VEVENT",
        "UID:scenario-bear@wardbook",
        "DTSTAMP:20261129T000000Z",
        "DTSTART;VALUE=DATE:20270530",
        "SUMMARY:Review due: Bear\\, lump\\; \\\\ old",
        "DESCRIPTION:content/scenarios/bear.yaml\\; owner: nobody yet\\; 2 routes with",
        " out a page\\; 3 claims without a citation",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@given(st.text(max_size=200))
def test_no_line_of_a_calendar_is_too_long_and_none_is_broken_off(title: str) -> None:
    calendar = CALENDAR([page(title)], date(2026, 11, 29))
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert "\n" not in calendar.replace("\r\n", "")
    assert calendar.replace("\r\n ", "").count("SUMMARY:Review due: ") == 1
