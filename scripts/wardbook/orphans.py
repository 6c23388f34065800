"""Processes that help another one: they end when it ends, and leave it to say that it was stopped."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

STOPS: Final = (signal.SIGINT, signal.SIGTERM)
"""The signals that ask a program to end."""

_SET_DEATH_SIGNAL: Final = 1
"""PR_SET_PDEATHSIG of Linux, prctl(2)."""


@contextmanager
def stops_held() -> Iterator[None]:
    """Hold back what asks this program to end; what came meanwhile is delivered at the end of it.

    Python runs its own code while a process starts, and what is raised there is lost. A helper starts
    with signals held as well, until it calls `become_helper`.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def become_helper(parent: int) -> None:
    """Make this process end with its parent, by SIGTERM, but not by Ctrl-C, which the parent hears as well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if signal.getsignal(signal.SIGTERM) is not signal.SIG_IGN:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it had ended before
            signal.raise_signal(signal.SIGKILL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
