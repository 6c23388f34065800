"""Processes that end with the one that started them, so that nobody writes where a later build works."""

from __future__ import annotations

import ctypes
import signal
import sys
from typing import Final

_SET_DEATH_SIGNAL: Final = 1
"""PR_SET_PDEATHSIG of Linux, prctl(2)."""


def end_with_parent() -> None:
    """Have the system kill this process when the one that started it is killed; where it cannot, do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
