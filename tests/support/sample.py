"""The sample project, copied and built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from support.command_line import mkdocs
from support.long_mode import LONG
from support.paths import EPOCH, ROOT
from support.shared import made_once

SCENARIOS: Final = sorted(path.stem for path in (ROOT / "content" / "scenarios").glob("*.yaml"))
SEEN: Final = (
    SCENARIOS
    if LONG
    else [
        "acute-scrotum-adult",
        "all-asymptomatic-boy",
        "cll-suspected-richter",
        "dvt-initial-treatment",
        "pe-high-risk",
        "pneumonia-antibiotic-adult",
        "pneumonia-imaging-adult",
        "vte-anticoagulant",
    ]
)
"""Scenarios of every kind, with every scale: with and without groups of patients, studies, treatments and regimens."""


def copied(target: Path) -> Path:
    """Copy the sample project without what is generated; return the new project's folder."""
    for folder in ("content", "templates", "scripts"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (target / "site_src").mkdir()
    for name in ("mkdocs.yml", "site_src/README.md"):
        shutil.copy(ROOT / name, target / name)
    return target


@dataclass(frozen=True)
class MkDocsSaid:
    """The end of a run of MkDocs."""

    code: int
    out: str
    err: str


def sample_by_mkdocs(folders: pytest.TempPathFactory) -> tuple[Path, MkDocsSaid]:
    """The sample project with the site that `mkdocs build --strict` makes by itself, once for all tests."""

    def build(folder: Path) -> None:
        outcome = mkdocs(copied(folder), "--strict")
        said = [outcome.returncode, outcome.stdout, outcome.stderr]
        folder.with_suffix(".json").write_text(json.dumps(said), encoding="utf-8")

    root = made_once(folders, "sample-by-mkdocs", build)
    return root, MkDocsSaid(*json.loads(root.with_suffix(".json").read_text(encoding="utf-8")))


def built(root: Path) -> Path:
    """Build a project's site; return the project's folder."""
    outcome = subprocess.run(
        [sys.executable, "-m", "wardbook", "--project", str(root), "build"],
        env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH},
        text=True,
        capture_output=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return root
