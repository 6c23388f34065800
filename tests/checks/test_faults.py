"""Faults as an editor sees them: each file in faults/ says what is written and all that is told of it.

Cases of a rule lie in rules/, by the module in `checks/` that holds the rule; the others by what is at fault.

`files:` changes a copy of the fixture guideline: a text is a whole file, fields are texts of a file with what stands
in their places, nothing takes a file away. `problems:` is the whole report, a line for each fault; it may be empty.
`support/fault_reports.py`, run as a program, writes it anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from support.fault_reports import FAULTS, read_content, report, rewritten, write_case
from support.loading import load
from support.paths import GUIDELINE
from wardbook.checks import CHECKS, NEIGHBOUR_CHECKS, NeighbourCheck
from wardbook.checks.between import Outlines
from wardbook.checks.helpers import Check
from wardbook.problems import ContentError
from wardbook.read.content import Content, outlines_in

CASES = sorted(FAULTS.rglob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=[case.relative_to(FAULTS).with_suffix("").as_posix() for case in CASES])
def test_every_fault_is_told_once_with_its_place(case: Path, tmp_path: Path) -> None:
    given = write_case(case, tmp_path)
    assert set(given) == {"files", "problems"}
    assert report(tmp_path) == given["problems"]
    assert case.read_text(encoding="utf-8") == rewritten(case, given["problems"])


def test_good_content_is_silent() -> None:
    assert report(GUIDELINE) == ""


@pytest.fixture(scope="module")
def cases_of_rules(tmp_path_factory: pytest.TempPathFactory) -> list[Content]:
    """What is read of every case of a rule."""
    root = tmp_path_factory.mktemp("rules")
    cases = sorted((FAULTS / "rules").rglob("*.yaml"))
    folders = [root / str(number) for number in range(len(cases))]
    for case, folder in zip(cases, folders, strict=True):
        write_case(case, folder)
    return [read_content(folder) for folder in folders]


@pytest.mark.parametrize("check", CHECKS, ids=[check.__name__ for check in CHECKS])
def test_every_rule_speaks_in_one_of_its_cases(check: Check, cases_of_rules: list[Content]) -> None:
    assert any(problem for content in cases_of_rules for problem in check(content))


@pytest.fixture(scope="module")
def outlines_of_cases(cases_of_rules: list[Content]) -> list[Outlines]:
    """The outlines in every case of a rule."""
    return [
        Outlines(by_key=outlines_in(content), unread=None if content.problems else {}) for content in cases_of_rules
    ]


@pytest.mark.parametrize("check", NEIGHBOUR_CHECKS, ids=[check.__name__ for check in NEIGHBOUR_CHECKS])
def test_every_rule_about_neighbours_speaks_in_one_of_its_cases(
    check: NeighbourCheck, outlines_of_cases: list[Outlines]
) -> None:
    assert any(cross_problem for outlines in outlines_of_cases for cross_problem in check(outlines))


def test_a_report_is_sorted_and_each_fault_stands_once(tmp_path: Path) -> None:
    write_case(FAULTS / "terrible.yaml", tmp_path)
    with pytest.raises(ContentError) as caught:
        load(tmp_path)
    problems = caught.value.problems
    assert list(problems) == sorted(set(problems))
    assert str(caught.value) == "\n".join(map(str, problems))
    assert len(problems) > 50
    assert len({problem.path for problem in problems}) > 12
