"""How often Python looks for garbage among what it keeps in memory."""

from __future__ import annotations

import gc
from typing import Final

OBJECTS: Final = 100_000
"""How many new objects Python waits for before it looks for garbage, instead of 700.

Most of what a command makes lives until its end: modules, models, records. To look for garbage among
them took a tenth of the time until a command began.
"""


def expect_little_garbage() -> None:
    """Let Python look for garbage rarely in this process."""
    gc.set_threshold(OBJECTS)
