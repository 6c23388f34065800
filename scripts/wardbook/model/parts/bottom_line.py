"""The bottom line: what to do, in a few lines that stand in the answer box."""

from __future__ import annotations

from wardbook.model.base import Prose, Record


class BottomLine(Record):
    """What to do in short, at most seven lines. A line is one sentence, cited or marked like all text."""

    do: Prose | None = None
    """What to do in every patient that the scenario is about."""
    consider: Prose | None = None
    """What may be done, and when."""
    avoid: Prose | None = None
    """What not to do."""
    call: Prose | None = None
    """Whom to call, and when."""
