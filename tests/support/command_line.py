"""The commands of Wardbook and MkDocs as a user gives them, and what they leave behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from support.paths import EPOCH
from wardbook.cli import main

DONE, FAULTS, FAILED = 0, 1, 2


def run(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run a command in a folder, in this process; its exit code, what it printed and what it complained of.

    A process of its own takes a second to begin, so there is one only where it makes a difference: `run_program`.
    """
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with chdir(folder):
            runner = CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH} | environment)
            outcome = runner.invoke(main, arguments, prog_name="python -m wardbook")
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if outcome.exception and not isinstance(outcome.exception, SystemExit):
        raise outcome.exception
    return outcome.exit_code, outcome.stdout, outcome.stderr


def run_program(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """The same in a process of its own, as users run it."""
    outcome = subprocess.run(
        [sys.executable, "-m", "wardbook", *arguments],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONIOENCODING": "utf-8"} | environment,
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
