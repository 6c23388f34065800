"""The bottom line as a page shows it: lines with what kind of advice each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wardbook.model.parts.bottom_line import BottomLine
from wardbook.views.context import PageContext
from wardbook.views.text import ShownStatement

ADVICE: Final = {"do": "Do", "consider": "Consider", "avoid": "Do not", "call": "Call"}
"""The kinds of advice in the order of the box, with their words."""


@dataclass(frozen=True, slots=True)
class ShownAdvice:
    """A line of the bottom line."""

    kind: str
    label: str
    text: ShownStatement


def shown_bottom_line(bottom_line: BottomLine | None, context: PageContext) -> tuple[ShownAdvice, ...]:
    """The lines in the order of the box; none where a scenario has no bottom line."""
    return tuple(_lines(bottom_line, context)) if bottom_line else ()


def _lines(bottom_line: BottomLine, context: PageContext) -> Iterator[ShownAdvice]:
    for kind, label in ADVICE.items():
        for statement in context.prose(getattr(bottom_line, kind)):
            yield ShownAdvice(kind, label, statement)
