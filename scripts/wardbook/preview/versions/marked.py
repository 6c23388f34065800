"""The words of two pages that differ, marked in the HTML of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser
from itertools import groupby, takewhile
from typing import Final, Literal

_VOID: Final = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "track", "wbr"})
_LEFT_OUT: Final = frozenset({"script", "template", "dialog", "form", "button", "noscript"})
"""Elements that do nothing on a page that is compared."""
_TO_HEADING: Final = "headerlink"
"""The class of the link from a heading to itself."""
_UNMARKED: Final = frozenset({"svg", "title", "option", "select"})
"""Elements in whose text nothing can be marked."""
_NAMING: Final = frozenset({"id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"})
"""Attributes that name elements of the page; both pages stand on one."""
_PIECES: Final = re.compile(r"(\s+)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a page: a tag as it is, or a word or a blank of its text."""

    text: str
    is_text: bool = False
    is_marked: bool = True
    """Whether a mark may stand around it."""

    @property
    def is_word(self) -> bool:
        return self.is_text and not self.text.isspace()


def article_of(html: str, prefix: str, to: Callable[[str], str | None]) -> Sequence[_Piece]:
    """The pieces of a page's article; `to` gives the address for a link from here, or none where it leads nowhere.

    Names of elements get the prefix, so that the articles of two pages can stand on one.
    """
    reader = _Article(prefix, to)
    reader.feed(html)
    reader.close()
    return reader.pieces


def heading_of(pieces: Sequence[_Piece]) -> str:
    """The first heading of an article, in plain words."""
    start = next((place for place, piece in enumerate(pieces) if piece.text.startswith("<h1")), len(pieces))
    inside = takewhile(lambda piece: piece.text != "</h1>", pieces[start:])
    return "".join(piece.text for piece in inside if piece.is_text).strip()


def styles_of(html: str) -> Sequence[str]:
    """The addresses of the style sheets of a page, in their order."""
    reader = _Article("", lambda _: None)
    reader.feed(html)
    reader.close()
    return reader.styles


def marked(before: Sequence[_Piece], after: Sequence[_Piece]) -> tuple[str, str, int]:
    """Two articles with the words that differ in `del` and `ins`, and how many differ."""
    old = [piece.text for piece in before if piece.is_word]
    new = [piece.text for piece in after if piece.is_word]
    gone, come = set[int](), set[int]()
    for what, start, end, other_start, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            gone.update(range(start, end))
            come.update(range(other_start, other_end))
    return "".join(_written(before, gone, "del")), "".join(_written(after, come, "ins")), len(gone) + len(come)


def _written(pieces: Sequence[_Piece], chosen: set[int], tag: Literal["del", "ins"]) -> Iterator[str]:
    """The pieces with the words of some numbers in an element, the blanks between two of them with them."""
    number = -1
    states: list[bool | None] = []
    for piece in pieces:
        number += piece.is_word
        states.append((number in chosen) if piece.is_word and piece.is_marked else None if piece.is_text else False)
    for place, piece in enumerate(pieces):
        if states[place] is None:
            around = states[place - 1 : place] + states[place + 1 : place + 2]
            states[place] = piece.is_marked and around == [True, True]
    for is_chosen, group in groupby(zip(states, pieces, strict=True), key=lambda both: both[0]):
        text = "".join(escape(piece.text, quote=False) if piece.is_text else piece.text for _, piece in group)
        yield f"<{tag}>{text}</{tag}>" if is_chosen else text


class _Article(HTMLParser):
    """Parser that takes the article out of a page, without what only a live page needs."""

    def __init__(self, prefix: str, to: Callable[[str], str | None]) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self.styles: list[str] = []
        self._prefix, self._to = prefix, to
        self._depth = 0
        self._unmarked = 0
        self._left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag of the article."""
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "stylesheet":
            self.styles.append(given.get("href") or "")
        if self._depth and (tag in _LEFT_OUT or given.get("class") == _TO_HEADING):
            self._left_out.append(tag)
        if self._depth and not self._left_out:
            self._unmarked += tag in _UNMARKED
            self.pieces.append(_Piece(self._tag(tag, attrs)))
        self._depth += tag == "article"

    def handle_endtag(self, tag: str) -> None:
        """End an element of the article."""
        self._depth -= tag == "article"
        if self._left_out:
            if tag == self._left_out[-1]:
                self._left_out.pop()
        elif self._depth and tag not in _VOID:
            self._unmarked -= tag in _UNMARKED
            self.pieces.append(_Piece(f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        """Keep text of the article, word by word."""
        if self._depth and not self._left_out:
            self.pieces += [_Piece(text, True, not self._unmarked) for text in _PIECES.split(data) if text]

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        given = {name: value for name, value in attrs if not name.startswith("on") and name != "hidden"}
        if tag == "details":
            given["open"] = None
        for name in _NAMING & given.keys():
            given[name] = " ".join(f"{self._prefix}{id}" for id in (given[name] or "").split())
        for name in ("href", "src"):
            if name in given:
                given |= self._linked(name, given.pop(name) or "")
        shown = (name if value is None else f'{name}="{escape(value)}"' for name, value in given.items())
        return f"<{' '.join([tag, *shown])}>"

    def _linked(self, name: str, target: str) -> dict[str, str | None]:
        if target.startswith("#"):
            return {name: f"#{self._prefix}{target[1:]}"}
        address = self._to(target)
        return {} if address is None else {name: address}
