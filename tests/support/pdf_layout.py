"""Where the words of a PDF stand on its pages."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple
from xml.etree import ElementTree

from support.pdf_text import BOTTOM, HEIGHTS, TOP

LEFT: Final = 56
RIGHT: Final = 554
"""Points from the left edge of A4 between which text stands, with one to spare."""


class PdfWord(NamedTuple):
    """A word with the box that it takes, in points from the upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def is_upon(self, other: PdfWord) -> bool:
        """Whether the two stand upon each other; lines may touch, and so may words of one line."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 1.5 and high > min(self.bottom - self.top, other.bottom - other.top) / 2


def misplaced(pdf: bytes) -> list[PdfWord]:
    """The words between header and footer of A4 that leave the margins, or stand upon a word before them."""
    found = []
    for page in _pages(pdf):
        for number, word in enumerate(page):
            if word.left < LEFT or word.right > RIGHT or any(word.is_upon(other) for other in page[:number]):
                found.append(word)
    return found


def _pages(pdf: bytes) -> Iterator[list[PdfWord]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "print.pdf"
        path.write_bytes(pdf)
        boxes = subprocess.run(["pdftotext", "-q", "-bbox", str(path), "-"], check=True, capture_output=True).stdout
    for page in ElementTree.fromstring(boxes).iter("{http://www.w3.org/1999/xhtml}page"):
        words = (PdfWord(word.text or "", *(float(word.attrib[name]) for name in _BOX)) for word in page)
        yield [word for word in words if word.top > TOP and word.bottom < HEIGHTS["a4"] - BOTTOM]


_BOX: Final = ("xMin", "yMin", "xMax", "yMax")
