"""Run a command as a process of its own: how long it took, and the most memory that it and its children held."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_INTERVAL: Final = 0.2
"""Seconds between two looks at the memory of the processes."""
_UNIT: Final = 1 if sys.platform == "darwin" else 1024
"""Bytes in which getrusage counts memory."""
_TAIL: Final = 4000
"""Characters that are shown of what a failed command said."""

HOW_MEMORY: Final = (
    "Memory: proportional set size (PSS), summed over the command's process and all below it, read from /proc every"
    f" {_INTERVAL * 1000:.0f} ms, so that what processes share counts once; at least the highest resident set of any"
    " one of them, as getrusage has it."
)


class CommandFailed(Exception):
    """A command that is measured did not succeed; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """A command that succeeded."""

    seconds: float
    """By the clock."""
    processor: float
    """Seconds of the processor, of the process and all that ended below it."""
    memory: int
    """Bytes."""


def run(command: Sequence[str]) -> Run:
    """Run a command. Raises CommandFailed."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(watch.stop(), _own_peak(usage))
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")[-_TAIL:]
            raise CommandFailed(f"{' '.join(command)}: exit code {process.returncode}\n{words}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak)


def _own_peak(usage: resource.struct_rusage) -> int:
    return usage.ru_maxrss * _UNIT


class _Watch:
    """Looks at a process and those below it until it is stopped."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> int:
        """Stop looking; return the most memory that was seen, in bytes."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._over.wait(_INTERVAL):
            self._peak = max(self._peak, sum(_resident(pid) for pid in _tree(self._pid)))


def _tree(root: int) -> list[int]:
    """A process and all below it; nothing where there is no /proc."""
    below: dict[int, list[int]] = {}
    for entry in _PROC.glob("[0-9]*"):
        if (parent := _parent(entry)) is not None:
            below.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for pid in found:
        found += below.get(pid, [])
    return found


def _parent(entry: Path) -> int | None:
    try:
        # The name of the program, in brackets, may hold anything; the state and the parent follow it.
        return int((entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
    except OSError:
        return None  # it has just ended


def _resident(pid: int) -> int:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0  # it has just ended
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
