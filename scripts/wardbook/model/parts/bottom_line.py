"""The bottom line: advice in a few lines that stand in the answer box."""

from __future__ import annotations

from wardbook.model.base import Prose, Record


class BottomLine(Record):
    """Advice in short, at most seven lines. A line is one sentence, cited or marked like all text."""

    do: Prose | None = None
    """Things to do in every patient that the scenario is about."""
    consider: Prose | None = None
    """Things that may be done, and when."""
    avoid: Prose | None = None
    """Things not to do."""
    call: Prose | None = None
    """Services to call, and when."""
