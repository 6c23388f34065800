"""Rendering with a memory: what comes out is what a rendering without one gives, and only what differs is written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from edits import ACTS, DAYS, Edit
from places import copy_project
from publishing import on_file_operations
from workshop import NOTE, README, Workshop

EXAMPLES = 60
MOMENTS = 90
"""File operations among which a rendering is interrupted."""

WORDS = ("word", "US of a bear", "a < b & c | d", "*two* `words`", "Zwölf \U0001f9f8", "# 1. x", "[no](link)", "x\n\ny")
DAY, INTERRUPT, FAIL, LINGER = "day", "interrupted", "failing", "lingering"

texts = st.sampled_from(WORDS)
numbers = st.integers(0, 9)
edits = st.builds(
    Edit, st.sampled_from([*ACTS, *ACTS, DAY, DAY, INTERRUPT, INTERRUPT, FAIL, LINGER]), numbers, numbers, texts
)
histories = st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=10)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the fixture guideline, rendered, with its memory."""
    root = copy_project(tmp_path_factory.mktemp("incremental") / "project")
    (root / "site_src").mkdir()
    (root / "site_src" / README).write_bytes(NOTE)
    Workshop(root).render()
    return root


@pytest.fixture
def workshop(rendered: Path, tmp_path: Path) -> Workshop:
    return Workshop(shutil.copytree(rendered, tmp_path / "project", symlinks=True))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories)
def test_whatever_happens_the_next_rendering_is_that_of_a_clean_build(
    rendered: Path, history: Sequence[Sequence[Edit]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(shutil.copytree(rendered, Path(folder) / "project", symlinks=True))
        good = workshop.take()
        for step in history:
            for edit in step:
                happen(workshop, edit)
            if workshop.bring():
                good = workshop.take()
            elif all(edit.name != LINGER for edit in step):
                workshop.put_back(good)
                assert workshop.bring()
        workshop.put_back(good)
        assert workshop.bring()


def happen(workshop: Workshop, edit: Edit) -> None:
    if edit.name == DAY:
        workshop.today = DAYS[edit.first % len(DAYS)]
    elif edit.name in (INTERRUPT, FAIL):
        error = KeyboardInterrupt() if edit.name == INTERRUPT else OSError(28, "No space left on device")
        render_until(workshop, edit.first * 10 + edit.second, error)
    elif edit.name != LINGER:
        edit.apply(workshop.root)


def render_until(workshop: Workshop, moment: int, error: BaseException) -> None:
    """Render, and break off before one of the first operations on a file of `site_src/`."""
    left = iter(range(moment))

    def rule(event: str, arguments: tuple[Any, ...]) -> None:  # noqa: ARG001  # whatever it is
        if next(left, None) is None:
            raise error

    with on_file_operations(workshop.rendered, rule):
        try:
            workshop.render()
        except BaseException as raised:
            if raised is not error and not isinstance(raised, Exception):
                raise
