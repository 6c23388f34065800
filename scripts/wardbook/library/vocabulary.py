"""The library's abbreviations and synonyms, found in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

from wardbook.library.synonyms import Synonyms
from wardbook.model.base import Line
from wardbook.model.settings import Term
from wardbook.model.traverse import values_in
from wardbook.text.tree import RichText, Text, inlines

RECENT: Final = 2048
"""Texts that are kept split into pieces; an article has about a hundred."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation that explains itself."""

    text: str
    expansion: str
    kind: Literal["abbreviation"] = "abbreviation"


class Vocabulary:
    """The library's abbreviations and synonyms, ready to be found in texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.synonyms = Synonyms(terms)
        self.expansions: Mapping[str, str] = {term.abbreviation: term.term for term in terms if term.abbreviation}
        longest_first = sorted(self.expansions, key=lambda word: (-len(word), word))
        self._pattern = re.compile(rf"(?:{'|'.join(map(_as_word, longest_first)) or '(?!)'})(?!\w)")

        # A text is looked at for the list of abbreviations, and when it is laid out.
        self.split = lru_cache(RECENT)(self._split)

    def _split(self, text: str) -> tuple[Text | Abbreviation, ...]:
        """The text in pieces, abbreviations apart."""
        return tuple(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[Text | Abbreviation]:
        start = 0
        for match in self._pattern.finditer(text):
            if match.start() > start:
                yield Text(text[start : match.start()])
            yield Abbreviation(match[0], self.expansions[match[0]])
            start = match.end()
        if start < len(text):
            yield Text(text[start:])

    def used_in(self, *values: Any) -> tuple[tuple[str, str], ...]:
        """The abbreviations that records and texts use, in alphabetical order, each with its meaning."""
        return tuple(sorted(self.used_among(values_in(*values))))

    def used_among(self, found: Iterable[Any]) -> set[tuple[str, str]]:
        """The abbreviations that the texts among some values use, each with its meaning."""
        return {
            (piece.text, piece.expansion)
            for text in _strings_among(found)
            for piece in self.split(text)
            if isinstance(piece, Abbreviation)
        }


def _as_word(word: str) -> str:
    """The pattern of a word with no letter before it. It begins with a letter, as such patterns are found faster."""
    return rf"{re.escape(word[0])}(?<![\w-].){re.escape(word[1:])}"


def strings_in(*values: Any) -> list[str]:
    """Every piece of text in records and texts, without ids."""
    return _strings_among(values_in(*values))


def _strings_among(found: Iterable[Any]) -> list[str]:
    strings: list[str] = []
    for value in found:
        if isinstance(value, RichText):
            strings += [node.text for node in inlines(value.blocks) if isinstance(node, Text)]
        elif isinstance(value, Line) or type(value) is str:
            strings.append(value)
    return strings
