"""The context of a page: the edition that it is part of, and how it numbers its references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.library.vocabulary import Vocabulary
from wardbook.model.base import Statement
from wardbook.model.records.figure import Figure
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.table import DataTable
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
from wardbook.urls import Href
from wardbook.views.placed.figure import shown_figure
from wardbook.views.placed.regimen import shown_regimen
from wardbook.views.placed.table import shown_table
from wardbook.views.text import (
    Marked,
    Note,
    PageLink,
    Shown,
    ShownBlock,
    ShownProse,
    ShownStatement,
    TextBlock,
    mark,
)
from wardbook.views.text.direction import isolated


@dataclass(frozen=True)
class PageContext:
    """The context in which a page shows texts and links."""

    edition: Edition
    references: Sequence[str] = ()
    """The ids of the sources in the order of their numbers, from 1."""

    @property
    def library(self) -> Library:
        """The library of the edition."""
        return self.edition.library

    @property
    def vocabulary(self) -> Vocabulary:
        """The abbreviations and synonyms of the edition."""
        return self.edition.vocabulary

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {source: number for number, source in enumerate(self.references, start=1)}

    def to(self, kind: str, id: str) -> Href:
        """The link to a record's page."""
        return urls.href(urls.page_of(kind, id))

    def line(self, text: str) -> tuple[Shown, ...]:
        """A line of plain text, its abbreviations explained."""
        return isolated(self.vocabulary.split(text))

    def rich(self, text: RichText) -> tuple[ShownBlock, ...]:
        """A text in the small Markdown."""
        return tuple(self._block(block) for block in text.blocks)

    def sentence(self, text: RichText) -> tuple[Shown, ...]:
        """The words of a text of one paragraph."""
        nodes = (node for block in text.blocks if isinstance(block, Paragraph) for node in block.children)
        return isolated(self._inlines(tuple(nodes)))

    def prose(self, statements: Iterable[Statement] | None) -> ShownProse:
        """Statements with their marks."""
        return tuple(ShownStatement(self.rich(s.text), mark(s.standing)) for s in statements or ())

    def note(self, source: str, locator: str | None = None) -> Note:
        """A citation by number; one of a retracted source says so."""
        retracted = "retracted" if self.library.sources[source].retracted else None
        return Note(self._numbers[source], ", ".join(filter(None, (locator, retracted))) or None)

    def _block(self, block: Block) -> ShownBlock:
        if isinstance(block, Placed):
            return self._placed(block)
        if isinstance(block, List):
            items = tuple(tuple(self._block(inner) for inner in item) for item in block.items)
            return TextBlock("list", ordered=block.ordered, items=items)
        level = block.level if isinstance(block, Heading) else 0
        return TextBlock(block.kind, isolated(self._inlines(block.children)), level=level)

    def _placed(self, block: Placed) -> ShownBlock:
        match self.library.placed(block):
            case DataTable() as table:
                return shown_table(table, self)
            case Figure() as figure:
                return shown_figure(figure, self.library.pictures[figure.file], self)
            case Regimen() as regimen:
                return shown_regimen(regimen, self.library.regimens, self, anchor=regimen.id)

    def _inlines(self, nodes: tuple[Inline, ...]) -> tuple[Shown, ...]:
        return tuple(shown for node in nodes for shown in self._inline(node))

    def _inline(self, node: Inline) -> Iterator[Shown]:
        match node:
            case Text(text=text):
                yield from self.vocabulary.split(text)
            case Citation(source=source, locator=locator):
                yield self.note(source, locator)
            case Reference(record_kind=kind, id=id, children=children):
                yield PageLink(self.to(kind, id), self._inlines(children))
            case Link(url=url, children=children):
                yield Marked("link", self._inlines(children), url)
            case Emphasis(children=children) | Strong(children=children):
                yield Marked(node.kind, self._inlines(children))
