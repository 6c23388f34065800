"""Other programs that a build runs as processes of their own, and what is said of one that broke off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wardbook.problems import UserError
from wardbook.system.packaged import PACKAGE
from wardbook.system.signals import stops_held

_RUN: Final = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from wardbook.system.helper import run_as_helper; run_as_helper()"
)
"""The beginning of a helper: it runs this program, wherever that lies, and no module of the folder it is run in."""


class WorkerFault(UserError):
    """A process of the build was ended from outside or broke off; the message says so."""


class ProgramFault(Exception):
    """A program that is not Python could not do its work; the message is the last line that it said."""


class ModuleFault(Exception):
    """A module ended with an error; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Command:
    """A module of Python to run, with its arguments and its environment, which is this one if none is given."""

    module: str
    arguments: Sequence[str]
    environment: Mapping[str, str] | None = None


def run(commands: Sequence[Command], at_a_time: int = 1) -> None:
    """Run modules, some at a time, each as a process that ends with this one. Raises ModuleFault and WorkerFault.

    None of them is waited for where one failed or this program is to end: they are killed.
    """
    waiting, running = list(commands), list[subprocess.Popen[str]]()
    try:
        while waiting or running:
            with stops_held():
                while waiting and len(running) < at_a_time:
                    running.append(_start(waiting.pop(0)))
            first = running[0]
            said, _ = first.communicate()
            running.remove(first)
            if first.returncode < 0:
                raise broken_off(first.returncode)
            if first.returncode:
                raise ModuleFault(said.strip())
    finally:
        with stops_held():
            for process in running:
                with process:
                    process.kill()


def output_of(command: Sequence[str]) -> bytes:
    """The output of a program that reads and does not write, such as Git. Raises ProgramFault."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError as error:
        raise ProgramFault(f"{command[0]}: {error.strerror}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ProgramFault(said[-1] if said else f"{command[0]} ended with {done.returncode}")
    return done.stdout


def broken_off(code: int | None) -> WorkerFault:
    """The fault of a process of the build that ended with an exit code before its work was done."""
    if code == -signal.SIGKILL:
        return WorkerFault(
            "A process of the build was ended by the system, as it does when memory runs out:"
            " free some memory, then build again."
        )
    how = signal.strsignal(-code) if code and code < 0 else f"exit code {code}"
    return WorkerFault(f"A process of the build broke off before its work was done ({how}): build again.")


def with_pipes(command: Command) -> subprocess.Popen[bytes]:
    """Run a module as a process that ends with this one, with pipes to it and from it."""
    with stops_held():
        return subprocess.Popen(_words(command), env=command.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _words(command: Command) -> list[str]:
    return [sys.executable, "-P", "-c", _RUN, str(PACKAGE.parent), str(os.getpid()), command.module, *command.arguments]


def _start(command: Command) -> subprocess.Popen[str]:
    return subprocess.Popen(
        _words(command),
        env=command.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
