"""The frame of a statement: its words without the numbers, the patients and the ratings in it, which are kept apart.

Two statements with the same frame say the same of the same, so what fills it must be the same too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from wardbook.text.patients import WORD_FOR_PATIENTS

FEWEST_WORDS: Final = 4
"""Words that a frame has at least; fewer may be those of another statement."""
FEWEST_OF_A_ROW: Final = 2
"""Words of the frame of a row, whose name stands before a colon."""
KEPT_FRAMES: Final = 2**14
_GAP: Final = "\N{WHITE SQUARE}"
_NUMBER: Final = r"(?<![\w.,])\d+(?:[,.]\d+)*|☢+"
_WORDS: Final = re.compile(r"[^\W\d_]{2,}")


class Frame(NamedTuple):
    """A statement taken apart."""

    words: str
    """Its words, with a sign for each part that is kept apart."""
    parts: tuple[str, ...]
    """The parts that are kept apart, in small letters."""

    @property
    def says_enough(self) -> bool:
        """Whether it has something to compare, and words enough to tell what it is about."""
        fewest = FEWEST_OF_A_ROW if ":" in self.words else FEWEST_WORDS
        # The words of a rating tell what it is about as well.
        ratings = sum(2 for part in self.parts if " " in part)
        return bool(self.parts) and len(_WORDS.findall(self.words)) + ratings >= fewest

    def within(self, other: Frame) -> Within | None:
        """The place of this frame in another statement, and the parts that fill it there; nothing where it has none."""
        place = other.words.find(self.words)
        if place < 0:
            return None
        first = other.words.count(_GAP, 0, place)
        return Within(range(place, place + len(self.words)), other.parts[first : first + len(self.parts)])


class Within(NamedTuple):
    """A frame in another statement."""

    place: range
    parts: tuple[str, ...]


@lru_cache(KEPT_FRAMES)
def framed(statement: str, ratings: Sequence[str] = ()) -> Frame:
    """The frame of a statement; `ratings` are words of categories, the longest first."""
    pattern = _pattern(tuple(ratings))
    parts = tuple(match[0].casefold() for match in pattern.finditer(statement))
    words = pattern.sub(_GAP, statement).casefold()
    return Frame(" ".join(words.replace("(", " ").replace(")", " ").split()).strip(" .,;:"), parts)


@lru_cache(4)
def _pattern(ratings: tuple[str, ...]) -> re.Pattern[str]:
    labels = "".join(rf"(?<!\w){re.escape(label)}(?!\w)|" for label in ratings)
    return re.compile(rf"{labels}{_NUMBER}|{WORD_FOR_PATIENTS}", re.IGNORECASE)
