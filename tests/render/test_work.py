"""The work of a rendering, counted: an article is laid out once, and its mark is worked out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.incremental import quiet
from support.paths import TODAY, copy_project
from support.printers import BlankPrinter
from wardbook import project
from wardbook.build import toolchain
from wardbook.system import workers
from wardbook.views.print import printable
from wardbook.views.targets import layouts

SCENARIOS = (
    "known-lump",
    "loose-eye",
    "new-bear-lump",
    "old-bear-lump",
    "open-seam",
    "quiet-rattle",
    "rattling-robot",
    "split-seam",
    "tea-after-mending",
    "torn-ear",
)


def counted(
    patch: pytest.MonkeyPatch, module: Any, name: str, id_of: Callable[[Any], str], found: Counter[str]
) -> None:
    """Count by id how often a function is called in a module."""
    original = getattr(module, name)

    def call(argument: Any) -> Any:
        found[id_of(argument)] += 1
        return original(argument)

    patch.setattr(module, name, call)


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be rendered in the process that counts."""
    monkeypatch.setattr(workers, "cores", lambda: 1)


@pytest.fixture(autouse=True)
def no_typesetting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed is asked for as ever, and not typeset, which takes longer than all else."""
    monkeypatch.setattr(toolchain, "typst_printer", lambda *_: BlankPrinter())


@pytest.fixture
def layouts_of(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    found = Counter[str]()
    counted(monkeypatch, layouts, "lay_out", lambda source: str(source.scenario.id), found)
    return found


@pytest.fixture
def marks_of(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    found = Counter[str]()
    counted(monkeypatch, printable, "copy_of_scenario", lambda layout: str(layout.scenario.id), found)
    return found


@pytest.mark.parametrize("papers", ["[]", "[a4]", "[a4, letter]"])
def test_an_article_is_laid_out_once_for_pages_embeds_and_prints(
    tmp_path: Path, layouts_of: Counter[str], marks_of: Counter[str], papers: str
) -> None:
    root = copy_project(tmp_path / "project", papers=papers)
    project.render(root, TODAY, quiet)
    assert dict(layouts_of) == dict.fromkeys(SCENARIOS, 1)
    assert set(marks_of.values()) == {1}


def test_an_edit_of_an_article_lays_out_this_one(
    tmp_path: Path, layouts_of: Counter[str], marks_of: Counter[str]
) -> None:
    root = copy_project(tmp_path / "project")
    project.render(root, TODAY, quiet)
    layouts_of.clear()
    marks_of.clear()
    scenario = root / "content" / "scenarios" / "old-bear-lump.yaml"
    text = scenario.read_text(encoding="utf-8")
    scenario.write_text(text.replace("Sewing is enough ", "Sew it "), encoding="utf-8")
    project.render(root, TODAY, quiet)
    assert (dict(layouts_of), dict(marks_of)) == ({"old-bear-lump": 1}, {"old-bear-lump": 1})


def test_nothing_is_worked_out_where_nothing_changed(
    tmp_path: Path, layouts_of: Counter[str], marks_of: Counter[str]
) -> None:
    root = copy_project(tmp_path / "project", papers="[a4]")
    project.render(root, TODAY, quiet)
    layouts_of.clear()
    marks_of.clear()
    assert project.render(root, TODAY, quiet).rendered == 0
    assert (dict(layouts_of), dict(marks_of)) == ({}, {})


def test_no_mark_is_worked_out_where_nothing_is_printed_and_no_copy_is_known(
    tmp_path: Path, marks_of: Counter[str]
) -> None:
    root = copy_project(tmp_path / "project")
    (root / "content" / "register.yaml").unlink()
    project.render(root, TODAY, quiet)
    assert dict(marks_of) == {}
