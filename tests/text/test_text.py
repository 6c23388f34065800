"""Properties of texts: what an author types is what a reader sees, in every place and builder, or it is refused."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from support.loading import load
from support.long_mode import LONG
from support.markup_traps import TRAPS, as_source
from support.pages import Dom, as_commonmark, as_python_markdown, dom, words
from support.paths import GUIDELINE, TODAY
from support.rendering import context
from wardbook.model.base import Line
from wardbook.model.traverse import cited, references_in
from wardbook.read.files import NONCHARACTERS
from wardbook.render.escaping import escape_markdown
from wardbook.render.templates import load_templates
from wardbook.system.packaged import default_templates
from wardbook.text.parse import parse_page, parse_text
from wardbook.text.subset import TextFault, TextFaults
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
from wardbook.views.context import PageContext

LIBRARY: Final = load(GUIDELINE)
TEMPLATES: Final = load_templates([default_templates()])
IN_MARKDOWN: Final = TEMPLATES.markdown.from_string("{{ text.blocks(nodes) }}\n")
IN_HTML: Final = TEMPLATES.html.from_string("{{ text.blocks(nodes) }}\n")

# ---- Escaping -------------------------------------------------------------------------------------------------------

ACTIVE = list("\\`*_{}[]()<>#+-.!|~^:=&;\"'/@$%?, \n0123456789aAxbé߷\u00a0\u200b\u202f\u3000\U0001f9f8א")
pieces = st.one_of(st.sampled_from(TRAPS), st.sampled_from(ACTIVE), st.sampled_from(["**", "__", "``", "\\\\", "]("]))
characters = st.characters(
    exclude_categories=["Cs"], exclude_characters=NONCHARACTERS.findall("".join(map(chr, range(sys.maxunicode + 1))))
)
"""What a file may hold: a noncharacter is refused when it is read."""
texts = st.one_of(st.lists(pieces, max_size=12).map("".join), st.text(characters, max_size=30))
_line: TypeAdapter[str] = TypeAdapter(Line)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A line that a record may hold."""
    try:
        return str(_line.validate_python(draw(texts).replace("\n", " ").strip()))
    except ValidationError:
        assume(False)
        raise


PLACES: Final = {
    "paragraph": ("{}\n", ["p"]),
    "second paragraph": ("First.\n\n{}\n", ["p", "p"]),
    "heading": ("## {} {{: #place }}\n", ["h2"]),
    "heading of an author": ("### {}\n", ["h3"]),
    "bulleted item": ("-   {}\n", ["ul", "li"]),
    "numbered item": ("1.  First\n\n1.  {}\n", ["ol", "li", "p", "li", "p"]),
    "words of a link": ("See [{}](page.md).\n", ["p", "a"]),
    "words of a link out": ('See <a href="https://a.example/">{}</a>.\n', ["p", "a"]),
    "emphasis": ("It is <em>{}</em>, yes.\n", ["p", "em"]),
    "after an abbreviation": ('<abbr title="words">US</abbr> {}\n', ["p", "abbr"]),
    "before an abbreviation": ('{} <abbr title="words">US</abbr>\n', ["p", "abbr"]),
    "locator": ('Word<sup class="wb-note">[\\[1, {}\\]](#ref-1)</sup>.\n', ["p", "sup", "a"]),
}


def assert_shows(page: Dom, text: str, before: str, after: str, tags: list[str]) -> None:
    assert page.text == words(before + text + after)
    assert [element.tag for element in page.elements] == tags
    assert page.faults == ()


@pytest.mark.parametrize("place", PLACES)
@given(line=lines())
def test_escaped_text_comes_back_as_itself(place: str, line: str) -> None:
    frame, tags = PLACES[place]
    body = frame.format(escape_markdown(line))
    before, after = as_commonmark(frame.format("§")).text.split("§")

    for page in (as_python_markdown(body), as_commonmark(body)):
        assert_shows(page, line, before, after, tags)


@given(line=lines())
def test_escaped_text_comes_back_as_itself_from_a_template_of_html(line: str) -> None:
    block = TEMPLATES.html.from_string('<div title="{{ x }}"><p>{{ x }}</p></div>\n').render(x=line)

    for page in (as_python_markdown(block), as_commonmark(block)):
        assert_shows(page, line, "", "", ["div", "p"])
        assert page.elements[0].attributes == (("title", line),)


@given(line=lines())
def test_attribute_in_markdown_holds_the_text(line: str) -> None:
    body = TEMPLATES.markdown.from_string('See <abbr title="{{ x|attribute }}">US</abbr>.\n').render(x=line)

    for page in (as_python_markdown(body), as_commonmark(body)):
        assert_shows(page, "", "See US.", "", ["p", "abbr"])
        assert page.elements[1].attributes == (("title", line),)


# ---- Parsing --------------------------------------------------------------------------------------------------------

INLINE = st.sampled_from(
    [
        "US",
        "word",
        "Two words",
        "*stress*",
        "**strong**",
        "***both***",
        "*a **b** c*",
        "**a *b* c**",
        "*a*b",
        "**a**b**c**",
        "[@toy-wiki]",
        "[@toy-guideline-2024, Table 3]",
        "[@bear-study-2019, p. 4 | 5*6]",
        "[a link](https://toys.example/a_b?c=1)",
        "[*a* link](https://toys.example/*c*)",
        "[a bear](scenario:known-lump)",
        "[**US** protocol](protocol:us-bear)",
        "[post](mailto:a_b@toys.example)",
        "\\*",
        "\\[",
        "\\#",
        "1986\\.",
        "< 3 mm",
        "a_b_c",
        "(",
        ")",
        ".",
        ",",
        " ",
        "\n",
        "\\",
    ]
)
inline_texts = st.lists(st.one_of(INLINE, INLINE, pieces), min_size=1, max_size=8).map("".join)
starts = st.sampled_from(
    [
        "",
        "",
        "\n",
        "- ",
        "- ",
        "1. ",
        "2. ",
        "  - ",
        "    - ",
        "  1. ",
        "   1. ",
        "  ",
        "    ",
        "1) ",
        "## ",
        "### ",
        "-\n",
    ]
)
sources = st.lists(st.tuples(starts, inline_texts), min_size=1, max_size=7).map(
    lambda rows: "\n".join(start + text for start, text in rows)
)

MARKUP: Final = frozenset("\\*_[]()#-<>:.,@")
"""Characters that may be markup, and so need not be in the tree."""


def parsed(source: str, *, page: bool) -> RichText:
    """The tree of a source, or no example at all where the source is refused."""
    try:
        return parse_page(source) if page else parse_text(source)
    except TextFaults:
        assume(False)
        raise


@given(source=sources)
@example(source="1. one\n7. two")
@example(source="1. one\n\n1) two")
def test_parser_drops_nothing_of_what_it_accepts(source: str) -> None:
    # An address in angle brackets is both the words and the place of a link, and stands in the tree twice.
    assume(not re.search(r"<(?:[a-z]+:|\S+@)", source))
    tree = parsed(source, page=True)

    assert re.fullmatch("".join(_everything(tree.blocks)), _kept(source))


def _kept(text: str) -> str:
    return "".join(character for character in text if character not in MARKUP and not character.isspace())


def _pattern(text: str) -> str:
    return re.escape(_kept(text))


def _everything(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The pattern of all that the tree holds; an author may number each item of a list with 1."""
    for block in blocks:
        if isinstance(block, List):
            for number, item in enumerate(block.items, start=1):
                yield f"(?:1|{number})" if block.ordered else ""
                yield from _everything(item)
        elif not isinstance(block, Placed):
            yield from map(_pattern, _all_of(block.children))


def _all_of(nodes: tuple[Inline, ...]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(text=text):
                yield text
            case Citation(source=source, locator=locator):
                yield f"{source}{locator or ''}"
            case Link(url=url, children=children):
                yield from (*_all_of(children), url)
            case Reference(record_kind=kind, id=id, children=children):
                yield from (*_all_of(children), kind, id)
            case Emphasis(children=children) | Strong(children=children):
                yield from _all_of(children)


@given(source=sources)
@example(source="- a\n\n  b\n- - c")
@example(source="-\n- b")
@example(source="- \u00a0\n  - b")
@example(source="1. one\n\n1) two")
@example(source="*a*[@toy-wiki] [@toy-wiki]*b*")
def test_page_shows_the_words_of_the_tree_in_its_elements(source: str) -> None:
    tree = parsed(source, page=True)
    setting = context_for(tree)
    body = IN_MARKDOWN.render(nodes=setting.rich(tree))

    for page in (as_python_markdown(body), as_commonmark(body)):
        assert page.text == words("".join(_shown(tree.blocks, setting)))
        assert [e.tag for e in page.elements if e.tag not in ("p", "abbr", "bdi")] == list(_tags(tree.blocks))
        assert page.faults == ()


@given(source=sources)
def test_block_of_html_shows_the_words_of_the_tree_in_its_elements(source: str) -> None:
    tree = parsed(source, page=False)
    setting = context_for(tree)
    body = IN_HTML.render(nodes=setting.rich(tree))

    assert "\n" not in body.removesuffix("\n")
    for page in (dom(body), as_python_markdown(f"<div>{body}</div>"), as_commonmark(f"<div>{body}</div>")):
        assert page.text == words("".join(_shown(tree.blocks, setting)))
        elements = [e for e in page.elements if e.get("class") != "wb-overlong"]
        assert [e.tag for e in elements if e.tag not in ("p", "abbr", "bdi", "div")] == list(_tags(tree.blocks))
        assert page.faults == ()


def context_for(tree: RichText) -> PageContext:
    """A page that lists what the text cites; as the checks do, it takes no text that names what does not exist."""
    known = {
        "source": LIBRARY.sources,
        "scenario": LIBRARY.scenarios,
        "topic": LIBRARY.topics,
        "protocol": LIBRARY.protocols,
        "procedure": LIBRARY.procedures,
        "page": LIBRARY.pages,
    }
    assume(all(id in known[kind] for kind, id in references_in(tree)))
    return context(LIBRARY, TODAY, list(dict.fromkeys(cited(tree))))


def _shown(blocks: tuple[Block, ...], context: PageContext) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield " "
                yield from _shown(item, context)
        elif not isinstance(block, Placed):
            yield from (" ", *_words(block.children, context), " ")


def _words(nodes: tuple[Inline, ...], context: PageContext) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(text=text):
                yield text
            case Citation(source=source, locator=locator):
                number = context.references.index(source) + 1
                yield f"[{number}, {locator}]" if locator else f"[{number}]"
            case Link() | Reference() | Emphasis() | Strong():
                yield from _words(node.children, context)


def _tags(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, List):
            yield "ol" if block.ordered else "ul"
            for item in block.items:
                yield "li"
                yield from _tags(item)
        elif not isinstance(block, Placed):
            if isinstance(block, Heading):
                yield f"h{block.level}"
            yield from _inline_tags(block.children)


def _inline_tags(nodes: tuple[Inline, ...]) -> Iterator[str]:
    shown = [node for node in nodes if node != Text("")]
    for node, before in zip(shown, (None, *shown), strict=False):
        match node:
            case Citation():  # those side by side are raised together
                yield from ("a",) if isinstance(before, Citation) else ("sup", "a")
            case Link() | Reference():
                yield from ("a", *_inline_tags(node.children))
            case Emphasis() | Strong():
                yield from ("em" if isinstance(node, Emphasis) else "strong", *_inline_tags(node.children))


@given(line=lines())
def test_any_line_can_be_written_with_backslashes(line: str) -> None:
    assert parse_text(as_source(line)) == RichText((Paragraph((Text(line),)),))


@given(source=texts)
def test_parser_admits_or_refuses_and_never_fails(source: str) -> None:
    for parse in (parse_text, parse_page):
        assert all(fault.message and 0 <= fault.line <= source.count("\n") for fault in faults_of(parse, source))


def faults_of(parse: Callable[[str], RichText], source: str) -> tuple[TextFault, ...]:
    try:
        parse(source)
    except TextFaults as error:
        return error.faults
    return ()


# ---- The short way of the parser ------------------------------------------------------------------------------------


def _parsed_or_faults(source: str) -> RichText | tuple[TextFault, ...]:
    try:
        return parse_text(source)
    except TextFaults as error:
        return error.faults


PLAIN_PIECES = [
    *ACTIVE,
    "Words ",
    "[@toy-wiki]",
    "[@toy-wiki, Table *3*]",
    "[@",
    "[@toy-wiki, ]",
    ". ",
    "--",
    "1. ",
    "## ",
]


@settings(max_examples=600 if LONG else 100)
@given(
    st.lists(st.sampled_from(PLAIN_PIECES), min_size=1, max_size=10).map("".join),
    st.sampled_from(["", "\n", "\n\nMore"]),
)
def test_plain_words_are_parsed_as_by_the_parser(text: str, end: str) -> None:
    """A paragraph goes the short way alone, and the parser's way with another one, from which it is taken again."""
    assume("\n" not in text)
    words_first = f"W{text}{end}"
    alone, along = (_parsed_or_faults(source) for source in (words_first, f"*A.*\n\n{words_first}"))
    if isinstance(along, RichText):
        assert isinstance(alone, RichText)
        assert along.blocks[1:] == alone.blocks
    else:
        assert not isinstance(alone, RichText)
        assert [fault.message for fault in along] == [fault.message for fault in alone]
