"""The lock of a project: one build at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from wardbook.system.clock import moment

LOCK: Final = "lock"
HOLDER: Final = "lock-holder.txt"
"""The file beside the lock in which its holder says who it is: process and time."""

_HOLDER: Final = re.compile(r"(\d{1,20}) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\n")


@contextmanager
def exclusive(folder: Path, waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold the project's lock in `folder`, which is made if need be; where another build has it, say so and wait.

    The system takes the lock from a process that has ended, however it ended. A second try in the
    same thread raises RuntimeError, as it would wait for itself. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        waiting(
            f"{folder / LOCK}: expected no other build of this project, got {_holder(folder)}: waiting for its end."
        )
        lock.acquire()
    try:
        (folder / HOLDER).write_text(f"{os.getpid()} {moment()}\n", encoding="ascii")
        yield
    finally:
        (folder / HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    try:
        match = _HOLDER.fullmatch((folder / HOLDER).read_text(encoding="ascii", errors="replace"))
    except OSError:
        match = None
    return f"one (process {match[1]}, since {match[2]})" if match else "one"
