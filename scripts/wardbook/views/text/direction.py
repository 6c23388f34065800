"""Words that run from right to left beside words that run from left to right.

Left to itself, a line would tear a number from its unit where the two meet. So whatever runs against the words
around it stands apart, and a number goes with the word that follows it, because units follow numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final, Literal

from wardbook.text.tree import Text
from wardbook.views.text import Isolated, Marked, Note, PageLink, Shown, shown_words

Direction = Literal["ltr", "rtl"]

_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LEFTWARD: Final = re.compile(f"[{_RIGHT_TO_LEFT}]")
_NUMBER: Final = r"(?:[<>≤≥=≈~±+−–-] ?)?\d[\d.,]*(?: ?[–−/:×x-] ?\d[\d.,]*)*(?: ?[%‰°])?"
_TOKEN: Final = re.compile(
    rf"(?P<number>{_NUMBER})"
    rf"|(?P<rtl>(?:(?!\d)[{_RIGHT_TO_LEFT}])+)"
    rf"|(?P<ltr>[^\W\d_{_RIGHT_TO_LEFT}](?:[\w/.+^·-]*[^\W_{_RIGHT_TO_LEFT}])?)"
)


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of words in one direction."""

    direction: Direction
    start: int
    end: int


def isolated(nodes: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """The nodes of a line or a paragraph, with what runs against the words around it apart."""
    text = shown_words(nodes)
    if text.isascii() or not _LEFTWARD.search(text):
        return nodes
    if _runs_leftward(text):
        return (Isolated("rtl", _apart(nodes, "rtl")),)
    return _apart(nodes, "ltr")


def _runs_leftward(text: str) -> bool:
    """Whether a text runs from right to left, as most of its words do, or the first where both are as many.

    A unit is not counted, because it is written in Latin letters in all languages.
    """
    kinds = [token.lastgroup for token in _TOKEN.finditer(text)]
    words = [
        kind for before, kind in pairwise(["", *kinds]) if (before, kind) != ("number", "ltr") and kind != "number"
    ]
    leftward = words.count("rtl") * 2 - len(words)
    return leftward > 0 or (leftward == 0 and words[0] == "rtl")


def _apart(nodes: Sequence[Shown], base: Direction) -> tuple[Shown, ...]:
    """Nodes in words of one direction, with what runs the other way apart."""
    spans = [span for span in _spans(shown_words(nodes), base) if span.direction != base]
    pieces = _grouped(nodes, 0, spans)
    return tuple(pieces if base == "ltr" else _notes_apart(pieces))


def _notes_apart(nodes: Iterable[Shown]) -> Iterator[Shown]:
    """Nodes of words that run from right to left; a citation is a number, a comma and a place, in this order."""
    for are_notes, run in groupby(nodes, lambda node: isinstance(node, Note)):
        alike = tuple(run)
        yield from (Isolated("ltr", alike),) if are_notes else alike


def _grouped(nodes: Sequence[Shown], start: int, spans: Sequence[_Span]) -> Iterator[Shown]:
    for span, run in groupby(_pieces(nodes, start, spans), key=lambda piece: piece[0]):
        children = tuple(node for _, node in run)
        if span is None:
            yield from children
        else:
            yield Isolated(span.direction, _apart(children, span.direction))


def _pieces(nodes: Sequence[Shown], start: int, spans: Sequence[_Span]) -> Iterator[tuple[_Span | None, Shown]]:
    """Nodes by the span that they are in, texts cut where spans begin and end; `start` is the place of the first."""
    for node in nodes:
        end = start + len(shown_words((node,)))
        within = next((span for span in spans if span.start <= start and end <= span.end and start < span.end), None)
        if within or start == end:
            yield within, node
        elif isinstance(node, Text):
            yield from _cut(node.text, start, spans)
        elif isinstance(node, Marked | PageLink | Isolated):
            yield None, replace(node, children=tuple(_grouped(node.children, start, spans)))
        else:
            yield None, node
        start = end


def _cut(text: str, start: int, spans: Sequence[_Span]) -> Iterator[tuple[_Span | None, Shown]]:
    end = start + len(text)
    at = start
    for span in spans:
        if span.end <= at or span.start >= end:
            continue
        if span.start > at:
            yield None, Text(text[at - start : span.start - start])
        yield span, Text(text[max(at, span.start) - start : min(span.end, end) - start])
        at = min(span.end, end)
    if at < end:
        yield None, Text(text[at - start :])


def _spans(text: str, base: Direction) -> Iterator[_Span]:
    """The stretches of a text that run in one direction, without the spaces and marks around them."""
    for direction, run in groupby(_directed(text, base), key=lambda token: token[0]):
        tokens = [token for _, token in run]
        yield _Span(direction, tokens[0].start(), tokens[-1].end())


def _directed(text: str, base: Direction) -> Iterator[tuple[Direction, re.Match[str]]]:
    tokens = list(_TOKEN.finditer(text))
    before: re.Match[str] | None = None
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        beside = next((other for other in (after, before) if other and _are_beside(text, token, other)), None)
        yield _direction(token, beside, base), token
        before = token


def _are_beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether only a space stands between a number and a word."""
    start, end = sorted((one.span(), other.span()))
    return other.lastgroup != "number" and not text[start[1] : end[0]].strip()


def _direction(token: re.Match[str], beside: re.Match[str] | None, base: Direction) -> Direction:
    """The direction of a word, or of a number with the word beside it; one with signs keeps their order."""
    if token.lastgroup != "number":
        return "rtl" if token.lastgroup == "rtl" else "ltr"
    if base == "rtl" and not token[0].isdigit():
        return "ltr"
    if beside is None:
        return base
    return "rtl" if beside.lastgroup == "rtl" else "ltr"
