"""Blocks of HTML in a page of Markdown, set aside before two parsers read them for nothing.

Python-Markdown reads a page with an HTML parser to find such blocks, and MkDocs reads it once more to
find anchors: together they took three fifths of the builder's time. Most of a page is HTML of the
templates, and where a block of theirs begins and ends is seen from its lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

_BEFORE_HTML: Final = 22
"""After fenced code (25), before MkDocs' reader of anchors (21) and Python-Markdown's HTML blocks (20)."""
_BEFORE_ANCHORS: Final = 6
"""Before the table of contents and MkDocs' collector of anchors, both 5."""
_AFTER_ANCHORS: Final = 4


class HtmlBlocks(Extension):
    """A Markdown extension that sets blocks of HTML aside and makes the anchors in them known."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Add the processors of a page."""
        anchors = Element("div")
        md.preprocessors.register(_SetAside(md, anchors), "wardbook_html_blocks", _BEFORE_HTML)
        md.treeprocessors.register(_Show(anchors), "wardbook_show_anchors", _BEFORE_ANCHORS)
        md.treeprocessors.register(_Hide(anchors), "wardbook_hide_anchors", _AFTER_ANCHORS)


class _SetAside(Preprocessor):
    def __init__(self, md: Markdown, anchors: Element) -> None:
        super().__init__(md)
        self._stash, self._anchors = md.htmlStash, anchors
        self._block_elements = frozenset(md.block_level_elements)

    def run(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        for is_text, run in groupby(lines, bool):
            text = "\n".join(run)
            if is_text and self._is_block(text):
                self._anchors.extend(Element("span", id=anchor) for anchor in _ids(text))
                text = self._stash.store(f"{text}\n")
            kept.extend(text.split("\n"))
        return kept

    def _is_block(self, text: str) -> bool:
        """Whether lines between blank ones are elements of HTML, each on lines of its own.

        Others are left to Python-Markdown, and so is all text that may be for another extension, which
        reads Markdown in elements that ask for it.
        """
        if " markdown" in text:
            return False
        rest: str | None = text
        while rest:
            rest = self._after_element(rest)
        return rest is not None

    def _after_element(self, html: str) -> str | None:
        """The lines after the element that some lines begin with; None where they do not."""
        name = html[1:].partition(">")[0].partition(" ")[0]
        if not html.startswith("<") or name not in self._block_elements:
            return None
        depth = 0
        while html:
            content, end, html = html.partition(f"</{name}>")
            depth += content.count(f"<{name}>") + content.count(f"<{name} ") - 1
            if end and depth == 0:
                return html[1:] if html[:1] in {"", "\n"} else None
        return None


class _Show(Treeprocessor):
    """Puts the anchors into the tree of the page, where MkDocs and the table of contents look for them."""

    def __init__(self, anchors: Element) -> None:
        super().__init__()
        self._anchors = anchors

    def run(self, root: Element) -> None:
        root.append(self._anchors)


class _Hide(_Show):
    """Takes them out again."""

    def run(self, root: Element) -> None:
        root.remove(self._anchors)


def _ids(html: str) -> Iterator[str]:
    """The anchors in a block; templates write attributes in double quotation marks."""
    for piece in html.split(' id="')[1:]:
        yield piece.partition('"')[0]
