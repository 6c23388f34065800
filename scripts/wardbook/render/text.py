"""Author text as Markdown for pages and as HTML for components and embeds.

A text is a tree of any depth, so functions render it and not templates. Templates call them by the name `text`,
as in `{{ text.prose(pitfall.text) }}`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import ClassVar, Final

from markupsafe import Markup, escape

from wardbook.library.vocabulary import Abbreviation
from wardbook.render.escaping import attribute, breakable, escape_markdown
from wardbook.text.tree import Text
from wardbook.views.text import (
    Isolated,
    Mark,
    Marked,
    Note,
    PageLink,
    Shown,
    ShownBlock,
    ShownFigure,
    ShownProse,
    ShownRegimen,
    ShownStatement,
    ShownTable,
    TextBlock,
)

_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_LONGEST_UNBROKEN: Final = 16
"""Signs of a place in a source, such as `, Table 12`, that stay on the line of its number."""
_TAGS: Final[Mapping[str, str]] = {"emphasis": "em", "strong": "strong", "link": "a", "isolated": "bdi"}


Component = Callable[[ShownTable | ShownFigure | ShownRegimen], str]
"""The function that renders what a text places as HTML, by the template of its kind."""


class TextRenderer(ABC):
    """Renders author text in one language."""

    _between: ClassVar[str]
    """Stands between two blocks."""
    _stays: ClassVar[str] = ""
    """The attribute of a link within the page."""

    def __init__(self, component: Component) -> None:
        self._component = component

    def inline(self, nodes: Sequence[Shown]) -> Markup:
        """The nodes of a line or a paragraph."""
        return Markup(self._inlines(nodes))

    def note(self, note: Note) -> Markup:
        """A citation by its number."""
        return Markup(self._notes((note,)))

    def mark(self, mark: Mark | None) -> Markup:
        """The mark of a statement; nothing where it needs none."""
        return Markup(_mark(mark) if mark else "")

    def blocks(self, blocks: Sequence[ShownBlock]) -> Markup:
        """Paragraphs, lists and headings."""
        return Markup(self._blocks(blocks))

    def prose(self, statements: ShownProse) -> Markup:
        """Statements with their marks."""
        return Markup(self._between.join([self._statement(statement) for statement in statements]))

    @abstractmethod
    def _words(self, text: str) -> str: ...

    @abstractmethod
    def _attribute(self, text: str) -> str: ...

    @abstractmethod
    def _page_link(self, link: PageLink) -> str: ...

    @abstractmethod
    def _statement(self, statement: ShownStatement) -> str: ...

    @abstractmethod
    def _block(self, block: TextBlock) -> str: ...

    def _blocks(self, blocks: Sequence[ShownBlock]) -> str:
        return self._between.join(
            [self._block(block) if isinstance(block, TextBlock) else self._component(block) for block in blocks]
        )

    def _inlines(self, nodes: Sequence[Shown]) -> str:
        pieces: list[str] = []
        for are_notes, run in groupby(nodes, _is_note):
            alike = tuple(run)
            pieces.append(self._notes(alike) if are_notes else "".join(map(self._inline, alike)))
        return "".join(pieces)

    def _notes(self, run: Iterable[Shown]) -> str:
        """Citations side by side as one group, in which a style can keep them a finger's width apart."""
        notes = [self._note(note) for note in run if isinstance(note, Note)]
        return f'<sup class="wb-note">{"".join(notes)}</sup>'

    def _note(self, note: Note) -> str:
        """The link to a reference; its name says what the number is."""
        where = f", {note.locator}" if note.locator else ""
        name = self._attribute(f"Reference {note.number}{where}")
        is_short = len(where) <= _LONGEST_UNBROKEN
        shown = self._words(f"[{note.number}{where.replace(' ', _NO_BREAK) if is_short else where}]")
        return f'<a{self._stays} href="#ref-{note.number}" aria-label="{name}">{shown}</a>'

    def _inline(self, node: Shown) -> str:
        match node:
            case Text():
                return self._words(node.text)
            case Note():
                return self._notes((node,))
            case Abbreviation():
                return f'<abbr title="{self._attribute(node.expansion)}">{self._words(node.text)}</abbr>'
            case PageLink():
                return self._page_link(node)
            case Isolated() | Marked():
                # Tags in Markdown too, because stars side by side can be read two ways.
                return (
                    f"<{_TAGS[node.kind]}{self._of_the_tag(node)}>{self._inlines(node.children)}</{_TAGS[node.kind]}>"
                )

    def _of_the_tag(self, node: Isolated | Marked) -> str:
        if isinstance(node, Isolated):
            return f' dir="{node.direction}"'
        return f' href="{self._attribute(node.url)}" rel="noreferrer"' if node.kind == "link" else ""


def _is_note(node: Shown) -> bool:
    return isinstance(node, Note)


def _mark(mark: Mark) -> str:
    return (
        f'<span class="wb-mark wb-mark--{escape(mark.standing)}" title="{escape(mark.meaning)}">'
        f"{escape(mark.label)}</span>"
    )


class MarkdownText(TextRenderer):
    """Author text as Markdown, with a blank line between two blocks."""

    _between = "\n\n"

    def _statement(self, statement: ShownStatement) -> str:
        shown = self._blocks(statement.blocks)
        if not statement.mark:
            return shown
        beside = " " if statement.blocks[0].kind == "paragraph" else "\n\n"
        return f"{_mark(statement.mark)}{beside}{shown}"

    def _block(self, block: TextBlock) -> str:
        match block.kind:
            case "paragraph":
                return self._inlines(block.children)
            case "heading":
                return f"{'#' * block.level} {self._inlines(block.children)}"
            case "list":
                bullet = "1.  " if block.ordered else "-   "
                return "\n\n".join([bullet + _indented(self._blocks(item)) for item in block.items])

    def _words(self, text: str) -> str:
        return escape_markdown(text)

    def _attribute(self, text: str) -> str:
        return attribute(text)

    def _page_link(self, link: PageLink) -> str:
        return f"[{self._inlines(link.children)}]({escape(link.href.file)})"


def _indented(text: str) -> str:
    """The blocks of a list item; all lines but the first, which stands behind the bullet, are moved to the right."""
    first, *others = text.split("\n")
    return "\n".join([first, *(f"    {line}" if line else line for line in others)])


class HtmlText(TextRenderer):
    """Author text as HTML, on one line, because a blank line would end the block of HTML that it stands in."""

    _between = ""
    # In an embed all links but those within it open another window.
    _stays = ' target="_self"'

    def tight(self, blocks: Sequence[ShownBlock]) -> Markup:
        """A single paragraph without its tags, for cells and list items; anything else as blocks."""
        return Markup(self._tight(blocks))

    def _statement(self, statement: ShownStatement) -> str:
        first, *others = statement.blocks
        if not statement.mark:
            return self._blocks(statement.blocks)
        if isinstance(first, TextBlock) and first.kind == "paragraph":
            return f"<p>{_mark(statement.mark)} {self._inlines(first.children)}</p>{self._blocks(others)}"
        return f"<p>{_mark(statement.mark)}</p>{self._blocks(statement.blocks)}"

    def _block(self, block: TextBlock) -> str:
        if block.kind != "list":
            return f"<p>{self._inlines(block.children)}</p>"
        tag = "ol" if block.ordered else "ul"
        items = "".join([f"<li>{self._tight(item)}</li>" for item in block.items])
        return f"<{tag}>{items}</{tag}>"

    def _tight(self, blocks: Sequence[ShownBlock]) -> str:
        match blocks:
            case (TextBlock(kind="paragraph", children=children),):
                return self._inlines(children)
        return self._blocks(blocks)

    def _words(self, text: str) -> str:
        return breakable(text)

    def _attribute(self, text: str) -> str:
        return escape(text)

    def _page_link(self, link: PageLink) -> str:
        return f'<a href="{escape(link.href.url)}">{self._inlines(link.children)}</a>'
