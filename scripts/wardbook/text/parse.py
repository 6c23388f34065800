"""Read the small Markdown of a text field into a tree, or say why it is outside the subset.

CommonMark's own parser decides what the characters mean; this module only admits or refuses
what it found. Emphasis, strong, links, lists, citations and references to records are
admitted (headings in prose pages too); everything else is refused, because the page would
show something other than what the author typed. Nothing is guessed and nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from wardbook.text.tree import (
    Block,
    Citation,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Reference,
    RichText,
    Strong,
    Text,
)

RECORD_KINDS: Final = ("scenario", "topic", "protocol", "procedure", "source", "page")
"""Kinds of record that a text may link to, as in `[words](protocol:us-scrotum)`."""

URL_SCHEMES: Final = ("https", "http", "mailto")

_DEEPEST_LIST: Final = 2
"""The parser's level of a list in a list; far deeper ones the parser drops without a word."""

_CITATION = re.compile(r"\[@(?P<source>[a-z0-9-]+)(?:, *(?P<locator>[^\]\[\s][^\]\[\n]*))?\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]")

_REFUSED: Final = {
    "html_block": "raw HTML is not allowed: write the words without tags, and `\\<` for a less-than sign",
    "html_inline": "raw HTML is not allowed: write the words without tags, and `\\<` for a less-than sign",
    "heading": "a heading is not allowed here: write `\\#` if a number sign was meant",
    "hr": "a rule is not allowed: write `\\-` or `\\*` if the characters were meant",
    "image": "an image is not allowed: write `\\!` before the bracket if an exclamation mark was meant",
    "fence": "a code block is not allowed: write plain words",
    "code_block": "a code block is not allowed: take out the four spaces at the start of the line",
    "code_inline": "code is not allowed: write `\\`` if a backtick was meant",
    "blockquote": "a quotation block is not allowed: write `\\>` if a greater-than sign was meant",
    "hardbreak": "a forced line break is not allowed: start a new paragraph or a list item",
}


@dataclass(frozen=True, slots=True)
class TextFault:
    """Something outside the subset; `line` counts from 0 within the text."""

    line: int
    message: str


class TextFaults(Exception):
    """All that is outside the subset in one text."""

    def __init__(self, faults: tuple[TextFault, ...]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


def _citation_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    match = _CITATION.match(state.src, state.pos)
    end = match.end() if match else state.src.find("]", state.pos) + 1 or len(state.src)
    if not silent:
        token = state.push("citation" if match else "malformed_citation", "", 0)
        token.meta = match.groupdict() if match else {}
        token.content = state.src[state.pos : end]
    state.pos = end
    return True


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # the parser's own name
        """Every address is parsed as a link, so that a bad one is refused and not shown as text."""
        return True


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark")
    parser.inline.ruler.before("link", "citation", _citation_rule)
    # Definitions would let a line vanish from the page, and an entity would change one. Escaped
    # characters stay apart from others, so that a stray bracket can be told from a meant one.
    parser.disable(["reference", "entity", "text_join"])
    return parser


_PARSER: Final = _parser()


def parse_text(source: str) -> RichText:
    """Parse a text field. Raises TextFaults."""
    return _parse(source, headings=False)


def parse_page(source: str) -> RichText:
    """Parse a prose page, in which headings of level 2 and 3 may stand. Raises TextFaults."""
    return _parse(source, headings=True)


def _parse(source: str, *, headings: bool) -> RichText:
    if bad := _CONTROL.search(source):
        line = source.count("\n", 0, bad.start())
        raise TextFaults((TextFault(line, f"control character U+{ord(bad[0]):04X} is not allowed: delete it"),))
    tokens = _PARSER.parse(source)
    faults = tuple(dict.fromkeys(_faults(tokens, headings=headings)))
    if faults:
        raise TextFaults(faults)
    return RichText(_blocks(SyntaxTreeNode(tokens).children))


def _faults(tokens: list[Token], *, headings: bool) -> Iterator[TextFault]:
    for token in tokens:
        line = token.map[0] if token.map else 0
        kind = token.type.removesuffix("_open")
        if kind == "heading" and headings:
            if token.tag not in ("h2", "h3"):
                yield TextFault(line, "a page has headings of level 2 (`##`) and 3 (`###`) only")
            if token.markup[0] != "#":
                yield TextFault(line, "write a heading with `##` before it, not with a line under it")
        elif kind == "heading" and token.markup[0] != "#":
            yield TextFault(line, "a line of `---` or `===` makes a heading of the words above it: take that line out")
        elif kind in _REFUSED:
            yield TextFault(line, _REFUSED[kind])
        elif kind in ("bullet_list", "ordered_list") and token.level > _DEEPEST_LIST:
            yield TextFault(line, "a list stands at most two deep: split it, or write sentences")
        elif kind == "bullet_list" and token.markup != "-":
            yield TextFault(
                line,
                f"a bulleted list is written with `-`, got `{token.markup}`:"
                f" write `\\{token.markup}` if the character was meant",
            )
        elif kind == "ordered_list" and "start" in token.attrs:
            start = token.attrs["start"]
            yield TextFault(
                line,
                f"a numbered list starts at 1, got {start}: write `{start}\\{token.markup}` if the number was meant",
            )
        yield from (TextFault(line, message) for message in _inline_faults(token.children or []))


def _inline_faults(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in _REFUSED:
            yield _REFUSED[token.type]
        elif token.type == "malformed_citation":
            yield (
                f"expected a citation as `[@source-id]` or `[@source-id, Table 3]`, got `{token.content}`:"
                " write each source in brackets of its own, or `\\[` if a bracket was meant"
            )
        elif token.type == "text" and "](" in token.content:
            yield (
                "expected a link as `[words](https://…)`, got `](` that ends none: put citations after the link,"
                " or write `\\]` if a bracket was meant"
            )
        elif token.type == "link_open":
            yield from _link_faults(str(token.attrs["href"]), title=str(token.attrs.get("title", "")))


def _link_faults(url: str, *, title: str) -> Iterator[str]:
    scheme, _, rest = url.partition(":")
    expected = f"{', '.join(f'{s}:' for s in URL_SCHEMES)} or a record such as scenario:its-id"
    if title:
        yield f"a link has no title, got `{title}`: write it in the text"
    if scheme in RECORD_KINDS:
        if not rest:
            yield f"a link to a {scheme} needs its id: `{scheme}:its-id`"
    elif scheme not in URL_SCHEMES or not rest:
        yield f"a link goes to {expected}, got `{url}`"
    elif scheme != "mailto" and not _hostname(url):
        yield f"a link needs a host name, got `{url}`"


def _hostname(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _blocks(nodes: list[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(_block(node) for node in nodes)


def _block(node: SyntaxTreeNode) -> Block:
    if node.type in ("bullet_list", "ordered_list"):
        items = tuple(_blocks(item.children) for item in node.children)
        return List(ordered=node.type == "ordered_list", items=items)
    children = _merged(_inlines(node.children[0].children)) if node.children else ()
    if node.type == "heading":
        return Heading(level=int(node.tag[1]), children=children)
    return Paragraph(children)


def _inlines(nodes: list[SyntaxTreeNode]) -> Iterator[Inline]:
    for node in nodes:
        match node.type:
            case "softbreak":
                yield Text(" ")
            case "em":
                yield Emphasis(_merged(_inlines(node.children)))
            case "strong":
                yield Strong(_merged(_inlines(node.children)))
            case "citation":
                yield Citation(node.meta["source"], node.meta["locator"])
            case "link":
                yield _link(str(node.attrs["href"]), _merged(_inlines(node.children)))
            case _:
                yield Text(node.content)


def _link(url: str, children: tuple[Inline, ...]) -> Link | Reference:
    scheme, _, rest = url.partition(":")
    if scheme in RECORD_KINDS:
        return Reference(scheme, rest, children)
    return Link(url, children)


def _merged(nodes: Iterator[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts, which the parser splits at every escape, and citations to the words before them."""
    merged: list[Inline] = []
    for node in nodes:
        if isinstance(node, Citation) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].text.rstrip(" "))
        if isinstance(node, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].text + node.text)
        else:
            merged.append(node)
    return tuple(merged)
