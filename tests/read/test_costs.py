"""No file, however it is made, takes long or much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from support import costly_files
from support.paths import GUIDELINE, ROOT


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What every nasty file costs, with a limit on the program's memory."""
    project = costly_files.project(tmp_path_factory.mktemp("nasty") / "project")
    paths = os.pathsep.join([str(ROOT / "scripts"), str(ROOT / "tests")])
    outcome = subprocess.run(
        [sys.executable, costly_files.__file__, str(project)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr.decode(errors="replace")
    costs: dict[str, Any] = json.loads(outcome.stdout)
    return costs


def test_no_file_takes_longer_than_three_seconds(costs: dict[str, Any]) -> None:
    assert len(costs["seconds"]) == len(list(costly_files.files())) > 60
    assert {name: seconds for name, seconds in costs["seconds"].items() if seconds > costly_files.MOST_SECONDS} == {}


def test_no_file_takes_more_than_half_a_gigabyte(costs: dict[str, Any]) -> None:
    assert costs["kilobytes"] * 1024 < costly_files.MEMORY


def test_each_file_is_as_large_as_may_be_or_larger() -> None:
    sizes = {name: len(content) for name, _, content in costly_files.files()}
    assert len(sizes) == len(list(costly_files.files()))
    assert min(sizes.values()) > 40_000


def test_the_places_are_the_program_s_own() -> None:
    assert all((GUIDELINE / path).is_file() for _, path, _ in costly_files.files())
