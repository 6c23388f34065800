"""What a PDF says, as a reader copies it from the pages, and what an HTML page says, block by block."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from support.pages import INLINE, VOID

TOP: Final = 46
"""Points from the upper edge of a page within which it has its running header."""
BOTTOM: Final = 42
"""Points from the lower edge of a page within which it has its footer."""
HEIGHTS: Final = {"a4": 842, "letter": 792}
"""The heights of papers in points."""

TAKEN: Final = "\0"
"""Stands where a block of a page was found on paper."""


def text_of(pdf: bytes, paper: str, *, watermark: str = "") -> str:
    """The text of a PDF in reading order without white space, running headers, footers and watermarks.

    A form feed stands where a page ends.
    """
    pages = _pdftotext(pdf, "-y", str(TOP), "-H", str(HEIGHTS[paper] - TOP - BOTTOM), "-x", "0", "-W", "700")
    return "\f".join(squeezed(page).removesuffix(squeezed(watermark)) for page in pages.split("\f")[:-1])


def beyond(printed: str, blocks: Iterable[str], own: Iterable[str]) -> tuple[list[str], list[str]]:
    """The blocks of a page that a text lacks, and what the text says beyond them and the words that are `own` to paper.

    A block is taken out of the text once and own words wherever they are, long ones first, so that none is found
    within another.
    """
    missing = []
    sought = [*((squeezed(block), 1) for block in blocks), *((squeezed(words), -1) for words in own)]
    for words, times in sorted(sought, key=lambda item: (-len(item[0]), -item[1])):
        if times == 1 and words not in printed:
            missing.append(words)
        printed = printed.replace(words, TAKEN, times)
    return missing, [piece for piece in printed.split(TAKEN) if piece]


def pages_of(pdf: bytes) -> list[str]:
    """The whole text of each page of a PDF."""
    return _pdftotext(pdf).split("\f")[:-1]


def _pdftotext(pdf: bytes, *options: str) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "print.pdf"
        path.write_bytes(pdf)
        command = ["pdftotext", "-q", "-raw", "-enc", "UTF-8", *options, str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def squeezed(text: str) -> str:
    """The text without white space and bullets, which are others on paper."""
    return re.sub(r"[\s•‣]", "", text)


@dataclass(frozen=True)
class Words:
    """What some HTML says, without what only screen readers say."""

    blocks: tuple[str, ...]
    """All but the heads of tables."""
    heads: tuple[str, ...]
    """The heads of the columns of tables, which paper repeats on each page."""


def words_of(html: str) -> Words:
    """The words of some HTML."""
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    blocks = (" ".join(block.split()) for block in reader.blocks)
    return Words(tuple(filter(None, blocks)), tuple(filter(None, reader.heads)))


UNPRINTED: Final = frozenset({"wb-sr", "wb-bars", "wb-unit", "wb-votes", "wb-back"})
"""Classes of what paper has not: words for screen readers, drawings of doses and votes, and ways back."""
PAUSED: Final = frozenset({"wb-mark", "wb-warning"})
"""Classes of words behind which paper has a pause for who listens; a page has it in its style."""
APART: Final = "wb-reason"
"""The class of words that have a column of their own on paper."""


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self.heads: list[str] = []
        self._hidden: list[bool] = []
        self._parts: list[bool] = []
        self._pauses: list[bool] = []
        self._numbers: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        parts = tag not in INLINE or APART in classes
        if parts:
            self.blocks.append("")
        if tag in ("ol", "ul"):
            self._numbers.append(0 if tag == "ol" else -1)
        if tag == "li" and self._numbers[-1] >= 0:
            # A browser draws the number, paper has it as text.
            self._numbers[-1] += 1
            self.blocks[-1] = f"{self._numbers[-1]}."
        if tag == "thead":
            self._head = len(self.blocks)
        if tag not in VOID:
            self._hidden.append(tag == "svg" or not UNPRINTED.isdisjoint(classes))
            self._parts.append(parts)
            self._pauses.append(not PAUSED.isdisjoint(classes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A drawing's line, which has no words."""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._numbers.pop()
        if tag == "thead":
            self.heads += (" ".join(head.split()) for head in self.blocks[self._head :])
            del self.blocks[self._head :]
        if tag not in VOID:
            self._hidden.pop()
            if self._pauses.pop():
                self.blocks[-1] += ":"
            if self._parts.pop():
                self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not any(self._hidden):
            self.blocks[-1] += data
