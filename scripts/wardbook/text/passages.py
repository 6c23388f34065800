"""The sentences of a text, each with the sources that it cites and the records that it links to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from wardbook.text.tree import Block, Citation, Inline, List, Placed, Reference, RichText, Text, plain

_END: Final = re.compile(r"[.!?](?<!e\.g\.)(?<!i\.e\.)[”\"]?\s+(?=[^\W\da-z]|[\d“\"])")
"""The last character of a sentence and the space after it; this finds them faster than the space alone."""
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")


class LinkIn(NamedTuple):
    """A link in a sentence."""

    place: int
    """The place where its words begin."""
    record_kind: str
    id: str
    words: str


class Passage(NamedTuple):
    """A sentence."""

    words: str
    """Its words, without citations and signs of stress."""
    citations: tuple[tuple[str, str], ...] = ()
    """The sources that it cites, each with the locator or nothing."""
    links: tuple[LinkIn, ...] = ()
    """The records that it links to."""


def passages(text: RichText) -> list[Passage]:
    """The sentences of a text."""
    return [passage for children in _paragraphs(text.blocks) for passage in _sentences(children)]


def joined(passages: Iterable[Passage]) -> str:
    """The words of some sentences in one line."""
    return " ".join(passage.words.strip() for passage in passages)


def unquoted(words: str) -> str:
    """Some words without what stands between quotation marks."""
    return _QUOTED.sub("", words)


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _paragraphs(item)
        elif not isinstance(block, Placed):
            yield block.children


def _sentences(children: tuple[Inline, ...]) -> Iterator[Passage]:
    parts: list[str] = []
    marks: list[tuple[int, Citation | Reference]] = []
    _flatten(children, parts, marks, 0)
    whole = "".join(parts).replace("\n", " ")
    ends = [match.start() + 1 for match in _END.finditer(whole)]
    start = 0
    for end in (*ends, len(whole)):
        # A citation after the last stop of a paragraph belongs to what it follows.
        within = [(place - start, mark) for place, mark in marks if start < place <= end or (place == start == 0)]
        words = whole[start:end]
        if words.strip() or within:
            yield Passage(
                words,
                tuple((mark.source, mark.locator or "") for _, mark in within if isinstance(mark, Citation)),
                tuple(
                    LinkIn(place, mark.record_kind, mark.id, plain(mark.children))
                    for place, mark in within
                    if isinstance(mark, Reference)
                ),
            )
        start = end


def _flatten(
    nodes: tuple[Inline, ...], parts: list[str], marks: list[tuple[int, Citation | Reference]], length: int
) -> int:
    for node in nodes:
        if isinstance(node, Text):
            parts.append(node.text)
            length += len(node.text)
        elif isinstance(node, Citation):
            marks.append((length, node))
        else:
            if isinstance(node, Reference):
                marks.append((length, node))
            length = _flatten(node.children, parts, marks, length)
    return length
