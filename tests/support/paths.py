"""Where things are: the project, the fixture guideline, and copies of it that can be built."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDELINE = ROOT / "tests" / "guideline"
TODAY = date(2026, 11, 22)
"""The day as of which everything is built."""
EPOCH = "1795348800"
"""The beginning of that day in seconds since 1970, as builders read it from `SOURCE_DATE_EPOCH`."""


SCHEDULE = "review_schedule: {months: 24, warning_days: 60, grace_days: 365}\n"
"""The line of the settings by which a check warns of reviews that are due."""


def copy_project(target: Path, *, papers: str = "[]") -> Path:
    """Copy the fixture guideline with what a builder needs; return the new project's folder.

    It is printed on no paper but for tests that ask for one, because printing takes as long as all else. It has no
    schedule of reviews, by which every check would warn.
    """
    shutil.copytree(GUIDELINE / "content", target / "content")
    settings = target / "content" / "library.yaml"
    written = settings.read_bytes().replace(b"papers: [a4]", f"papers: {papers}".encode())
    assert SCHEDULE.encode() in written
    settings.write_bytes(written.replace(SCHEDULE.encode(), b""))
    (target / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "mkdocs_hooks.py", target / "scripts")
    shutil.copy(ROOT / "mkdocs.yml", target)
    (target / "templates" / "theme").mkdir(parents=True)
    return target


def copy_with_links(source: Path, target: Path) -> Path:
    """Copy a project; files that are one file under two names stay so."""
    copies: dict[int, str] = {}

    def copy(old: str, new: str) -> str:
        inode = Path(old).stat().st_ino
        if inode in copies:
            os.link(copies[inode], new)
        else:
            copies[inode] = shutil.copy2(old, new)
        return new

    return shutil.copytree(source, target, symlinks=True, copy_function=copy)
