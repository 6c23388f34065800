"""Characters that the fonts for print can show, as Typst judges them.

A character needs a glyph in one of the fonts, its own or those of the characters that it is made of; an
invisible one needs none. Nothing here opens a file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_INVISIBLE_RANGES: Final = (
    "\t\r \x85\x85 \xad\xad \u034f\u034f \u061c\u061c \u115f\u1160 \u17b4\u17b5 \u180b\u180f \u200b\u200f"
    " \u2028\u202e \u2060\u206f \u3164\u3164 \ufe00\ufe0f \uffa0\uffa0 \ufff0\ufff8"
    " \U0001bca0\U0001bca3 \U0001d173\U0001d17a \U000e0000\U000e0fff"
)
_INVISIBLE: Final = frozenset(
    chr(point) for pair in _INVISIBLE_RANGES.split(" ") for point in range(ord(pair[0]), ord(pair[1]) + 1)
)
"""Ends of lines, and what Unicode calls default ignorable: joiners, selectors, signs of direction, tags."""
_REFUSED: Final = frozenset("\0\ufeff\ufffe")
"""Characters that Typst refuses, whatever fonts have."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters that fonts can show."""

    plain: frozenset[str]
    """The characters that they have themselves, and those that need no glyph."""

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of a text that cannot be shown, each once, in its order."""
        if self.plain.issuperset(text):
            return ()
        # Two characters may be one that has a glyph: a letter and the accent that follows it.
        composed = frozenset(unicodedata.normalize("NFC", text))
        return tuple(char for char in dict.fromkeys(text) if not self._shows(char, composed))

    def _shows(self, char: str, composed: frozenset[str]) -> bool:
        if char in self.plain:
            return True
        parts = unicodedata.normalize("NFD", char)
        if parts != char and self.plain.issuperset(parts):
            return True
        return char not in composed and unicodedata.normalize("NFC", char) == char


def glyphs(fonts: Iterable[frozenset[str]]) -> Glyphs:
    """Characters that fonts can show together; each is given by its own characters."""
    return Glyphs(_INVISIBLE.union(*fonts) - _REFUSED)
