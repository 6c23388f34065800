"""Signals that ask the program to end, and helper processes, which end with it and leave it to say so."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
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


class Stopped(KeyboardInterrupt):
    """A signal asked the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.code = 128 + number


def heed_stops() -> None:
    """Raise Stopped from now on when a signal asks the program to end, except for signals that are ignored already."""
    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    sys.unraisablehook = _stop_later


def _stop(number: int, frame: FrameType | None) -> None:
    while frame:
        if frame.f_code is _stop_later.__code__:  # what is raised in a hook is lost
            _stop_soon(number)
            return
        frame = frame.f_back
    # A second signal ends the program at once.
    signal.signal(number, signal.SIG_DFL)
    raise Stopped(number)


def _stop_soon(number: int) -> None:
    signal.signal(signal.SIGALRM, lambda _, frame: _stop(number, frame))
    signal.setitimer(signal.ITIMER_REAL, 0.001)


def _stop_later(lost: sys.UnraisableHookArgs) -> None:
    """Raise Stopped again, a moment later, where it came in the clean-up of an object: nothing can be raised there."""
    stop = lost.exc_value
    if sys.platform == "win32" or not isinstance(stop, Stopped):
        sys.__unraisablehook__(lost)
        return
    _stop_soon(stop.number)
