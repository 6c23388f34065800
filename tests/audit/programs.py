"""The programs that an audit runs: where they are, and what they answered."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class AuditFault(Exception):
    """An audit cannot go on; its words say why."""


def program(name: str, package: str) -> str:
    """Where a program is. Raises AuditFault."""
    found = shutil.which(name)
    if found is None:
        raise AuditFault(f"{name} is missing: install the package {package}")
    return found


def package_file(tools: Path, path: str) -> Path:
    """A file of an installed Node package. Raises AuditFault."""
    file = tools / "node_modules" / path
    if not file.is_file():
        raise AuditFault(f"{file} is missing: `make audit` installs it, or `npm ci` in {tools}")
    return file


def answer(command: Sequence[str | Path], environment: Mapping[str, str] | None = None, seconds: float = 300) -> bytes:
    """What a command writes. Raises AuditFault."""
    done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=seconds)
    if done.returncode:
        raise AuditFault(f"{command[0]} ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
    return done.stdout
