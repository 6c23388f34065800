"""Faults as an editor sees them: each file in faults/ says what is written and all that is told of it.

Cases of a rule lie in rules/, by the module in `checks/` that holds the rule; the others by what is at fault.

`files:` changes a copy of the fixture guideline: a text is a whole file, fields are texts of a file with what stands
in their places, nothing takes a file away. `problems:` is the whole report, a line for each fault; it may be empty.
`support/fault_reports.py`, run as a program, writes it anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import takewhile
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
CASES_OF_RULES = sorted((FAULTS / "rules").rglob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=[case.relative_to(FAULTS).with_suffix("").as_posix() for case in CASES])
def test_every_fault_is_told_once_with_its_place(case: Path, tmp_path: Path) -> None:
    given = write_case(case, tmp_path)
    assert set(given) == {"files", "problems"}
    assert report(tmp_path) == given["problems"]
    assert case.read_text(encoding="utf-8") == rewritten(case, given["problems"])


def test_good_content_is_silent() -> None:
    assert report(GUIDELINE) == ""


def nearest_first(module: str) -> list[Path]:
    """The cases of rules, those of the rules in a module first."""
    folder = module.removeprefix("wardbook.checks").strip(".").split(".")

    def shared(case: Path) -> int:
        parts = case.relative_to(FAULTS / "rules").parts
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(folder, parts, strict=False)))

    return sorted(CASES_OF_RULES, key=lambda case: (-shared(case), case))


@pytest.fixture(scope="module")
def content_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Content]:
    """What is read of a case of a rule, once."""

    @cache
    def content(case: Path) -> Content:
        folder = tmp_path_factory.mktemp("rule")
        write_case(case, folder)
        return read_content(folder)

    return content


@pytest.mark.parametrize("check", CHECKS, ids=[check.__name__ for check in CHECKS])
def test_every_rule_speaks_in_one_of_its_cases(check: Check, content_of: Callable[[Path], Content]) -> None:
    assert any(problem for case in nearest_first(check.__module__) for problem in check(content_of(case)))


@pytest.fixture(scope="module")
def outlines_of(content_of: Callable[[Path], Content]) -> Callable[[Path], Outlines]:
    """The outlines in a case of a rule."""

    @cache
    def outlines(case: Path) -> Outlines:
        content = content_of(case)
        return Outlines(by_key=outlines_in(content), unread=None if content.problems else {})

    return outlines


@pytest.mark.parametrize("check", NEIGHBOUR_CHECKS, ids=[check.__name__ for check in NEIGHBOUR_CHECKS])
def test_every_rule_about_neighbours_speaks_in_one_of_its_cases(
    check: NeighbourCheck, outlines_of: Callable[[Path], Outlines]
) -> None:
    assert any(problem for case in nearest_first(check.__module__) for problem in check(outlines_of(case)))


def test_a_report_is_sorted_and_each_fault_stands_once(tmp_path: Path) -> None:
    write_case(FAULTS / "terrible.yaml", tmp_path)
    with pytest.raises(ContentError) as caught:
        load(tmp_path)
    problems = caught.value.problems
    assert list(problems) == sorted(set(problems))
    assert str(caught.value) == "\n".join(map(str, problems))
    assert len(problems) > 50
    assert len({problem.path for problem in problems}) > 12
