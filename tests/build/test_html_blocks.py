"""Blocks of HTML are set aside, and nothing that a person sees or links to changes by it."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.htmlparser import HTMLExtractor
from markdown.treeprocessors import Treeprocessor

from wardbook.build.html_blocks import HtmlBlocks

GOLDEN = Path(__file__).parents[1] / "golden"
EXTENSIONS = ["attr_list", "sane_lists", "toc"]
PIECES = (
    "<div>", '<div class="a">', "</div>", "<p>", '<p id="here">', "</p>", "<hr>", "<b>", "</b>", "<!-- x -->",
    "<table><tr><td>1</td></tr></table>", "text", "*text*", "# Head", "- item", "    code", "> quote", "&lt;div>",
    '<div markdown="1">', "<DIV>", "</DIV>", "<div\nid='x'>", "<pre>", "</pre>",
)  # fmt: skip


class Anchors(Treeprocessor):
    """Collects the anchors in the tree of a page, as MkDocs does."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def run(self, root: Element) -> None:
        self.found = {id for element in root.iter() if (id := element.get("id"))}


def plain(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


def quick(text: str) -> str:
    return Markdown(extensions=[*EXTENSIONS, HtmlBlocks()]).convert(text)


def words(html: str) -> list[str]:
    return [line for line in html.splitlines() if line.strip()]


def body(page: Path) -> str:
    return page.read_text(encoding="utf-8").split("\n---\n", 1)[1]


@pytest.mark.parametrize("page", sorted(GOLDEN.rglob("*.md")), ids=lambda page: page.relative_to(GOLDEN).as_posix())
def test_a_page_is_the_same(page: Path) -> None:
    assert quick(body(page)) == plain(body(page))


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_lines_are_the_same(blocks: list[list[str]]) -> None:
    text = "\n\n".join("\n".join(lines) for lines in blocks)
    assert words(quick(text)) == words(plain(text))


def test_no_block_of_a_template_is_left_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    fed: list[str] = []
    feed = HTMLExtractor.feed

    def remembered(parser: HTMLExtractor, text: str) -> None:
        fed.extend(text.splitlines())
        feed(parser, text)

    monkeypatch.setattr(HTMLExtractor, "feed", remembered)
    for page in GOLDEN.rglob("*.md"):
        quick(body(page))
    elements = ("div", "dl", "details", "figure", "nav", "ol", "p ", "section", "table", "ul")
    assert [line for line in fed if line.startswith(tuple(f"<{name}" for name in elements))] == []
    assert fed != []


def test_anchors_in_blocks_are_known() -> None:
    markdown = Markdown(extensions=[*EXTENSIONS, HtmlBlocks()])
    anchors = Anchors()
    markdown.treeprocessors.register(anchors, "anchors", 5)
    html = markdown.convert('<div id="one">\n<p class="x" id="two">a</p>\n</div>\n\n# Three\n')
    assert anchors.found == {"one", "two", "three"}
    assert html == '<div id="one">\n<p class="x" id="two">a</p>\n</div>\n\n<h1 id="three">Three</h1>'
