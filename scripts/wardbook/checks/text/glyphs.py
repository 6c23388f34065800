"""Rules about the characters in which something is written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from wardbook.model.base import Record
from wardbook.model.finder import Finder, Queries
from wardbook.model.register import Moved, Register
from wardbook.model.settings import ProsePage
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.document import Document
from wardbook.read.glyphs import Glyphs
from wardbook.read.validate import where
from wardbook.text.characters import is_hidden, named

FONTS: Final = "templates/print/fonts/"
"""The folder for a project's own fonts."""

_SCREEN_ONLY: Final[tuple[type[Record], ...]] = (Finder, Moved, ProsePage, Queries, Register)
"""Records that are not in any PDF."""
_SEARCH_ONLY: Final = frozenset({"synonyms", "spellings"})
"""Fields of words that are typed and not printed."""
_MOST: Final = 3
"""Characters of a text that are named; the others are counted."""


def printed_characters_have_glyphs(content: Content) -> Iterator[Problem]:
    """Every character that is printed is in one of the fonts for print."""
    if content.glyphs is None:
        return
    for document in content.documents:
        if not isinstance(document.record, _SCREEN_ONLY):
            yield from _unprintable(document, content.glyphs)


def _unprintable(document: Document[Record], glyphs: Glyphs) -> Iterator[Problem]:
    for loc, text in document.text.texts:
        if not _SEARCH_ONLY.isdisjoint(loc):
            continue
        if missing := _not_told(glyphs.missing(text)):
            line = document.text.line_within(loc, text, text.find(missing[0]))
            yield Problem(document.text.path_of(loc, document.path), line, where(loc), _message(missing))


def _not_told(missing: tuple[str, ...]) -> tuple[str, ...]:
    """Characters without those that are a fault of their own."""
    return tuple(char for char in missing if not is_hidden(char))


def _message(missing: tuple[str, ...]) -> str:
    named = ", ".join(_named(char) for char in islice(missing, _MOST))
    more = f" and {len(missing) - _MOST} more" if len(missing) > _MOST else ""
    it, has = ("it", "has it") if len(missing) == 1 else ("them", "has them")
    return (
        f"expected characters that the fonts for print have, got {named}{more}:"
        f" write {it} in other letters, or add a font that {has} to {FONTS} and its family to print/theme.typ"
    )


def _named(char: str) -> str:
    """A character as one can look it up."""
    return f"`{char}` ({named(char)})"
