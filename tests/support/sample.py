"""The sample project, copied and built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from support.paths import EPOCH, ROOT


def copied(target: Path) -> Path:
    """Copy the sample project without what is generated; return the new project's folder."""
    for folder in ("content", "templates", "scripts"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (target / "site_src").mkdir()
    for name in ("mkdocs.yml", "site_src/README.md"):
        shutil.copy(ROOT / name, target / name)
    return target


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
