"""Two builds of the same project are the same to the byte, wherever and by whomever they are made."""

from __future__ import annotations

import getpass
import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.incremental import Files, files_in
from support.paths import EPOCH, ROOT, copy_project


@dataclass(frozen=True)
class Circumstances:
    """Where and how a project is built."""

    folder: str
    environment: dict[str, str]
    umask: int
    inside: bool
    """Whether the command runs in the project's folder, not from elsewhere."""


ONE = Circumstances(
    folder="p",
    environment={"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"},
    umask=0o022,
    inside=True,
)
OTHER = Circumstances(
    folder='a longer path/Bibliothèque d\'imagerie "nº 2" & 100 %/project',
    environment={"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Pacific/Pago_Pago"},
    umask=0o077,
    inside=False,
)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("one"), ONE)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("other"), OTHER)


def built(folder: Path, made: Circumstances) -> Path:
    """A clean build of the fixture guideline."""
    root = folder / made.folder
    root.parent.mkdir(parents=True, exist_ok=True)
    copy_project(root)
    subprocess.run(
        [sys.executable, "-m", "wardbook", *([] if made.inside else ["--project", str(root)]), "build"],
        cwd=root if made.inside else folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH} | made.environment,
        umask=made.umask,
        capture_output=True,
        check=True,
    )
    return root


def outputs(root: Path) -> Files:
    return {f"{name}/{path}": raw for name in ("site_src", "site") for path, raw in files_in(root / name).items()}


def test_two_clean_builds_are_the_same_to_the_byte(one: Path, other: Path) -> None:
    first, second = outputs(one), outputs(other)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert len([name for name in first if name.endswith((".html", ".md"))]) > 90


def test_a_web_server_may_read_every_site(one: Path, other: Path) -> None:
    for root in (one, other):
        modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in (root / "site", *(root / "site").rglob("*"))}
        assert modes == {(True, 0o755), (False, 0o644)}


def test_no_output_says_where_when_and_by_whom_it_was_made(one: Path, other: Path) -> None:
    now = datetime.now(UTC)
    traces = {
        str(ROOT),
        str(one),
        str(one.parent),
        str(other),
        "Bibliothèque d'imagerie",
        sys.prefix,
        str(Path.home()),
        platform.node(),
        getpass.getuser() + "@",
        f"{now:%Y-%m-%d}",
        f"{now:%a, %d %b %Y}",
        "2026-11-23",  # the day of the builds
        "nº 2",
    }
    pattern = re.compile("|".join(re.escape(trace) for trace in sorted(traces) if len(trace) > 2).encode())
    written = b"".join(path.read_bytes() for path in (one / "content").rglob("*.*") if path.is_file())
    found = {
        (name, match.decode())
        for root in (one, other)
        for name, raw in outputs(root).items()
        for match in pattern.findall(raw)
        if match not in written
    }
    assert found == set()


def test_an_hour_later_the_same_is_built(one: Path, tmp_path: Path) -> None:
    later = replace(ONE, environment={"SOURCE_DATE_EPOCH": str(int(EPOCH) + 3600)})
    assert outputs(built(tmp_path, later)) == outputs(one)
