"""Wardbook and MkDocs as a user runs them, in processes of their own, and what they leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DONE, FAULTS, FAILED = 0, 1, 2
EPOCH = "1795348800"
"""22 November 2026 in seconds since 1970."""


def run(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run a command in a folder; its exit code, what it printed and what it complained of."""
    outcome = subprocess.run(
        [sys.executable, "-m", "wardbook", *arguments],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1795000000", "PYTHONIOENCODING": "utf-8"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return outcome.returncode, outcome.stdout.decode("utf-8"), outcome.stderr.decode("utf-8")


def mkdocs(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in a project, as its manual says."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and its time, but for what builds remember."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and ".wardbook" not in path.relative_to(folder).parts
    }


def fake_site(project: Path) -> None:
    """A site and a rendering of yesterday, which a failing command must leave alone."""
    for name in ("site/index.html", "site/404.html", "site/assets/wardbook.css", "site_src/README.md"):
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"of yesterday")
