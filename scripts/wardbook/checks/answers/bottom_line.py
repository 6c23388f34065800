"""Rules about the bottom line, which a hurried reader reads and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardbook.checks.helpers import recommended
from wardbook.model.base import Prose
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.text.tree import Paragraph, words

MOST_LINES: Final = 7
"""As many lines as a reader takes in at one look, and a phone shows on one screen."""
LONGEST_LINE: Final = 180
"""Characters of one line: four lines on a phone."""


def bottom_lines_are_short(content: Content) -> Iterator[Problem]:
    """A bottom line has one to seven lines, and each is one short paragraph."""
    for scenario, loc, recommendation in recommended(content):
        if recommendation.bottom_line is None:
            continue
        kinds: dict[str, Prose | None] = dict(recommendation.bottom_line)
        number = sum(len(lines or ()) for lines in kinds.values())
        if number == 0:
            yield scenario.problem((*loc, "bottom_line"), "expected a line, got none: add one, or take the field out")
        elif number > MOST_LINES:
            yield scenario.problem(
                (*loc, "bottom_line"),
                f"expected at most {MOST_LINES} lines in all, got {number}: keep what matters most",
            )
        for kind, lines in kinds.items():
            for place, line in enumerate(lines or ()):
                if fault := _fault(line.text.blocks, len(words(line.text))):
                    yield scenario.problem((*loc, "bottom_line", kind, place), fault)


def _fault(blocks: tuple[object, ...], length: int) -> str:
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return "expected one sentence, got several paragraphs or a list: make a line of each"
    if length > LONGEST_LINE:
        return f"expected at most {LONGEST_LINE} characters, got {length}: say the rest further down the page"
    return ""
