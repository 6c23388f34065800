"""A program that a signal asks to end: what is raised then, wherever it works."""

from __future__ import annotations

import signal
import sys

from wardbook.orphans import STOPS


class Stopped(KeyboardInterrupt):
    """A signal asked the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.code = 128 + number


def heed_stops() -> None:
    """From now on raise Stopped when a signal asks the program to end, but for signals that are ignored already."""
    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    sys.unraisablehook = _stop_later


def _stop(number: int, _: object) -> None:
    # A second signal ends the program at once.
    signal.signal(number, signal.SIG_DFL)
    raise Stopped(number)


def _stop_later(lost: sys.UnraisableHookArgs) -> None:
    """Raise Stopped again, a moment later, where it came in the clean-up of an object: nothing can be raised there."""
    stop = lost.exc_value
    if sys.platform == "win32" or not isinstance(stop, Stopped):
        sys.__unraisablehook__(lost)
        return
    signal.signal(signal.SIGALRM, lambda *_: _stop(stop.number, None))
    signal.setitimer(signal.ITIMER_REAL, 0.001)
