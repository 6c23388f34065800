"""Read a page of `site_src/` as a site builder and then a browser would: its head, elements and words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

ROOT = Path(__file__).parents[2]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
INLINE = frozenset({"a", "abbr", "bdi", "em", "strong", "span", "sup", "code"})
"""Elements that do not part words; all others do."""
VOID = frozenset({"base", "br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "rect", "wbr"})

_HEADING_ID = re.compile(r"[ ]+\{: #(?P<id>[a-z0-9-]+) \}$")


@dataclass(frozen=True)
class Element:
    """An element with its attributes."""

    tag: str
    attributes: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """An attribute's value."""
        return dict(self.attributes).get(name)


@dataclass(frozen=True)
class Dom:
    """What a browser makes of some HTML."""

    elements: tuple[Element, ...]
    text: str
    """The words, with single spaces."""
    faults: tuple[str, ...]
    """Tags that do not match."""

    @property
    def ids(self) -> list[str]:
        """Every id, repeats included."""
        return [id for element in self.elements if (id := element.get("id")) is not None]

    @property
    def links(self) -> list[str]:
        """Where every link leads."""
        links = (element for element in self.elements if element.tag == "a")
        return [href for element in links if (href := element.get("href")) is not None]


def split(page: bytes) -> tuple[dict[str, Any], str]:
    """The front matter and the Markdown of a page."""
    body, head = get_data(page.decode())
    return dict(head), body


def words(text: str) -> str:
    """The text with single spaces, as a browser shows it."""
    return " ".join(text.split())


def as_python_markdown(body: str) -> Dom:
    """The page as MkDocs makes it, without permalinks."""
    return dom(_python_markdown().reset().convert(body))


def as_commonmark(body: str) -> Dom:
    """The page as a CommonMark builder makes it, with the headings' ids."""
    parser = commonmark()
    tokens = parser.parse(body)
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open" and (match := _HEADING_ID.search(content.content)):
            opening.attrs["id"] = match["id"]
            last = (content.children or [])[-1]
            assert last.content.endswith(match[0]), content.content
            last.content = last.content.removesuffix(match[0])
    return dom(parser.renderer.render(tokens, parser.options, {}))


def without_ids_of_authors(elements: Iterable[Element]) -> list[Element]:
    """The elements of a prose page, whose headings get their ids from the builder."""
    return [Element(e.tag, ()) if e.tag in HEADINGS else e for e in elements]


def html_blocks(body: str) -> list[Token]:
    """The blocks of HTML as CommonMark finds them: each ends at the first blank line."""
    return [token for token in commonmark().parse(body) if token.type == "html_block"]


@cache
def commonmark() -> MarkdownIt:
    """A CommonMark parser without any extension."""
    return MarkdownIt("commonmark")


@cache
def _python_markdown() -> Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def dom(html: str) -> Dom:
    """Parse some HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    faults = (*reader.faults, *(f"<{tag}> is not closed" for tag in reader.open))
    return Dom(tuple(reader.elements), words("".join(reader.text)), faults)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self._in_permalink = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self._part(tag)
        attributes = tuple((name, value or "") for name, value in attrs)
        if ("class", "headerlink") in attributes:
            self._in_permalink = True
            return
        self.elements.append(Element(tag, attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, tuple((name, value or "") for name, value in attrs)))
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._in_permalink = False
        self._part(tag)
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> where {self.open[-1:]} is open")

    def handle_data(self, data: str) -> None:
        if not self._in_permalink:
            self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"a declaration: {data}")

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self.text.append(" ")
