"""A version of the content: that of a project's folder, or of a revision in Git."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tarfile import TarFile
from tempfile import TemporaryDirectory

from wardbook.problems import UserError
from wardbook.read.content import Snapshot, take_snapshot
from wardbook.read.layout import CHANGES, CONTENT
from wardbook.system.processes import ProgramFault, output_of


def revision_of_log(root: Path) -> str:
    """The revision in Git in which the log of changes was last committed. Raises UserError where there is none."""
    advice = "give a version by --since"
    try:
        found = output_of(["git", "-C", str(root), "log", "-1", "--format=%H", "--", CHANGES])
    except ProgramFault as fault:
        raise UserError(f"{CHANGES}: expected to find in Git when it was last committed ({fault}): {advice}.") from None
    if not found.strip():
        raise UserError(f"{CHANGES}: expected a revision in Git that has it, got none: {advice}.")
    return found.decode().strip()


def read_version(root: Path, name: str) -> Snapshot:
    """The content of a version: `name` is a project's folder, or else a revision in Git of the project in `root`.

    Raises UserError where there is no such version.
    """
    if (Path(name) / CONTENT).is_dir():
        return take_snapshot(Path(name))
    try:
        # A name that begins with a hyphen would be an option for Git.
        archive = output_of(["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", name, CONTENT])
    except ProgramFault as fault:
        raise UserError(f"{name}: expected a project's folder or a revision in Git, got neither ({fault}).") from None
    with TemporaryDirectory() as folder, TarFile(fileobj=BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
        return take_snapshot(Path(folder))
