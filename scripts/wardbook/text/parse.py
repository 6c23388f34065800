"""Read the small Markdown of a text field into a tree, or say why it is outside the subset.

CommonMark's own parser decides what the characters mean. Emphasis, strong, links, lists,
citations, references to records and the places of tables become a tree (headings in prose
pages too); `subset` says what is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.tree import SyntaxTreeNode

from wardbook.kinds import KINDS
from wardbook.text.placing import PLACING, placing_faults, placing_rule
from wardbook.text.subset import TextFault, TextFaults, subset_faults
from wardbook.text.tree import (
    Block,
    Citation,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Placed,
    Reference,
    RichText,
    Strong,
    Text,
)

LONGEST_PAGE: Final = 50_000
"""Characters of one prose page; the longest of the sample has 7,500."""

_CITATION = re.compile(r"\[@(?P<source>[a-z0-9-]+)(?:, *(?P<locator>[^\]\[@\s][^\]\[@\n]*))?\]")
_PLAIN = re.compile(r"[^\W\d_](?:[^\\`*_\[\]<{\n|~&\t]++|\[@[a-z0-9-]++(?:, *+[^\]\[@\s][^\]\[@\n]*+)?\])*+\n?")
"""One paragraph in which nothing has a meaning but citations: most texts."""
_MORE_THAN = re.compile(r"(?m:^)>(?= ?\d)")
"""The sign of a limit, such as `> 100`, where CommonMark would see a quotation."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


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


def _stress_rule(state: StateInline, silent: bool) -> bool:
    """Take stars for stress at the ends of words only: `HLA-B*57:01` and `4*3*2` mean their stars."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    found = state.scanDelims(state.pos, False)
    for _ in range(found.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(ord(marker), found.length, len(state.tokens) - 1, -1, found.can_open, found.can_close)
        )
    state.pos += found.length
    return True


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # the parser's own name
        """Every address is parsed as a link, so that a bad one is refused and not shown as text."""
        return True


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark")
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.ruler.at("emphasis", _stress_rule)
    parser.inline.ruler.before("link", PLACING, placing_rule)
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
    if len(source) > LONGEST_PAGE:
        message = f"expected at most {LONGEST_PAGE:,} characters, got {len(source):,}: make several pages of it"
        raise TextFaults((TextFault(0, message),))
    return _parse(source, headings=True)


def _parse(source: str, *, headings: bool) -> RichText:
    if bad := _CONTROL.search(source):
        line = source.count("\n", 0, bad.start())
        raise TextFaults((TextFault(line, f"expected text, got the character U+{ord(bad[0]):04X}: delete it"),))
    if _PLAIN.fullmatch(source) and source.removesuffix("\n") == source.strip():
        return RichText((Paragraph(_merged(_plain_inlines(source.strip()))),))
    tokens = _PARSER.parse(_MORE_THAN.sub(r"\\\g<0>", source))
    if faults := (*subset_faults(tokens, headings=headings), *placing_faults(tokens)):
        raise TextFaults(faults)
    return RichText(_blocks(SyntaxTreeNode(tokens).children))


def _plain_inlines(source: str) -> Iterator[Inline]:
    """Parse a paragraph of words and citations as the parser would, at a tenth of the cost."""
    start = 0
    for match in _CITATION.finditer(source):
        if match.start() > start:
            yield Text(source[start : match.start()])
        yield Citation(match["source"], match["locator"])
        start = match.end()
    if start < len(source):
        yield Text(source[start:])


def _blocks(nodes: list[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(_block(node) for node in nodes)


def _block(node: SyntaxTreeNode) -> Block:
    if node.type in ("bullet_list", "ordered_list"):
        items = tuple(_blocks(item.children) for item in node.children)
        return List(ordered=node.type == "ordered_list", items=items)
    inner = node.children[0].children if node.children else []
    if inner and inner[0].type == PLACING:
        return Placed(inner[0].meta["kind"], inner[0].meta["id"])
    children = _merged(_inlines(inner))
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
    if scheme in KINDS:
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
