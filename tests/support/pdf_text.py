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

TOPS: Final = {False: 62, True: 76}
"""Points above which a page has its running header, without and with a warning; below them begins the text."""
BOTTOM: Final = 56
"""Points from the lower edge of a page within which it has its footer."""
HEIGHTS: Final = {"a4": 842, "letter": 792}
"""The heights of papers in points."""

NOT_ON_PAPER: Final = frozenset({"wb-sr", "wb-back"})
"""Classes of what only screen readers say and of ways back, which paper does not have."""


def text_of(pdf: bytes, paper: str, *, warned: bool, watermark: str = "") -> str:
    """The text of a PDF in reading order without white space, running headers, footers and watermarks.

    A form feed stands where a page ends.
    """
    top = TOPS[warned]
    pages = _pdftotext(pdf, "-y", str(top), "-H", str(HEIGHTS[paper] - top - BOTTOM), "-x", "0", "-W", "700")
    return "\f".join(squeezed(page).removesuffix(squeezed(watermark)) for page in pages.split("\f")[:-1])


def read_on(printed: str, words: str, heads: Iterable[str]) -> str | None:
    """What follows `words` in a text of pages, each of which may repeat a table's head; nothing if they do not come."""
    rest = words
    while rest:
        if printed.startswith("\f"):
            printed = printed[1:]
            head = next((head for head in heads if printed.startswith(head) and not rest.startswith(head)), "")
            printed = printed.removeprefix(head)
        if not printed or printed[0] != rest[0]:
            return None
        rest, printed = rest[1:], printed[1:]
    return printed


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
    heads: tuple[str, ...]
    """What the head of each table says, without white space."""


def words_of(html: str) -> Words:
    """The words of some HTML."""
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    blocks = (" ".join(block.split()) for block in reader.blocks)
    return Words(tuple(filter(None, blocks)), tuple(map(squeezed, reader.heads)))


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self.heads: list[str] = []
        self._hidden: list[bool] = []
        self._numbers: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
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
            self._hidden.append(not NOT_ON_PAPER.isdisjoint((dict(attrs).get("class") or "").split()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A drawing's line, which has no words."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.blocks.append("")
        if tag in ("ol", "ul"):
            self._numbers.pop()
        if tag == "thead":
            self.heads.append("".join(self.blocks[self._head :]))
        if tag not in VOID:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._hidden):
            self.blocks[-1] += data
