"""Texts as a page shows them: links resolved, citations numbered, abbreviations explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final, Literal

from wardbook import urls
from wardbook.model.base import Line, Standing, Statement
from wardbook.model.settings import Term
from wardbook.model.traverse import leaves
from wardbook.text.tree import (
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
    plain,
)
from wardbook.urls import Href
from wardbook.views.synonyms import Synonyms

RECENT: Final = 2048
"""Texts that are kept split into pieces; an article has about a hundred."""

MARKS: Final[Mapping[str, str]] = {
    "contested": "Contested",
    "varies-by-protocol": "Varies by protocol",
    "local": "Local",
    "to-be-verified": "To be verified",
    "opinion": "Opinion",
}
"""Words of the marks; `supported` needs none, because its citations show."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation that explains itself."""

    text: str
    expansion: str
    kind: Literal["abbreviation"] = "abbreviation"


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to another page of the site."""

    href: Href
    children: tuple[Shown, ...]
    kind: Literal["page"] = "page"


@dataclass(frozen=True, slots=True)
class Note:
    """A citation by its number in the page's list of references."""

    number: int
    locator: str | None
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Marked:
    """Emphasis, strong, or a link out of the site, with what they hold."""

    kind: Literal["emphasis", "strong", "link"]
    children: tuple[Shown, ...]
    url: str = ""


Shown = Text | Abbreviation | PageLink | Note | Marked


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A paragraph, heading or list."""

    kind: Literal["paragraph", "heading", "list"]
    children: tuple[Shown, ...] = ()
    level: int = 0
    ordered: bool = False
    items: tuple[tuple[ShownBlock, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """How well a statement stands, in words."""

    standing: str
    label: str


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement with its mark."""

    blocks: tuple[ShownBlock, ...]
    mark: Mark | None


ShownProse = tuple[ShownStatement, ...]


class Vocabulary:
    """The library's abbreviations and synonyms, ready to be found in texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.synonyms = Synonyms(terms)
        self.expansions: Mapping[str, str] = {term.abbreviation: term.term for term in terms if term.abbreviation}
        longest_first = sorted(self.expansions, key=lambda word: (-len(word), word))
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?![\w])")

        # A text stands on two pages, the article's and its section's, one after the other.
        self.split = lru_cache(RECENT)(self._split)

    def _split(self, text: str) -> tuple[Text | Abbreviation, ...]:
        """The text in pieces, abbreviations apart."""
        return tuple(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[Text | Abbreviation]:
        start = 0
        for match in self._pattern.finditer(text):
            if match.start() > start:
                yield Text(text[start : match.start()])
            yield Abbreviation(match[0], self.expansions[match[0]])
            start = match.end()
        if start < len(text):
            yield Text(text[start:])

    def used_in(self, *values: Any) -> tuple[tuple[str, str], ...]:
        """The abbreviations that records and texts use, in alphabetical order, each with its meaning."""
        found = {match[0] for text in strings_in(*values) for match in self._pattern.finditer(text)}
        return tuple((word, self.expansions[word]) for word in sorted(found))


def strings_in(*values: Any) -> Iterator[str]:
    """Every piece of text in records and texts, without ids."""
    for value in values:
        for _, leaf in leaves(value):
            if isinstance(leaf, Line) or type(leaf) is str:
                yield leaf
            elif isinstance(leaf, RichText):
                yield from _texts(leaf.blocks)


def _texts(blocks: Iterable[Any]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _texts(item)
        elif isinstance(block, Text):
            yield block.text
        elif not isinstance(block, Citation):
            yield from _texts(block.children)


@dataclass(frozen=True)
class Setting:
    """What a text needs in order to be shown on one page."""

    page: str
    """The page's path in `site_src/`."""
    vocabulary: Vocabulary
    today: date
    """The day as of which pages are past their review date."""
    references: Sequence[str] = ()
    """The ids of the sources in the order of their numbers, from 1."""

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {source: number for number, source in enumerate(self.references, start=1)}

    def to(self, kind: str, id: str) -> Href:
        """The link to a record's page."""
        return urls.href(self.page, urls.page_of(kind, id))

    def line(self, text: str) -> tuple[Shown, ...]:
        """A line of plain text, its abbreviations explained."""
        return self.vocabulary.split(text)

    def rich(self, text: RichText) -> tuple[ShownBlock, ...]:
        """A text in the small Markdown."""
        return tuple(self._block(block) for block in text.blocks)

    def prose(self, statements: Iterable[Statement] | None) -> ShownProse:
        """Statements with their marks."""
        return tuple(ShownStatement(self.rich(s.text), mark(s.standing)) for s in statements or ())

    def note(self, source: str, locator: str | None = None) -> Note:
        """A citation by number."""
        return Note(self._numbers[source], locator)

    def _block(self, block: Paragraph | List | Heading) -> ShownBlock:
        if isinstance(block, List):
            items = tuple(tuple(self._block(inner) for inner in item) for item in block.items)
            return ShownBlock("list", ordered=block.ordered, items=items)
        level = block.level if isinstance(block, Heading) else 0
        return ShownBlock(block.kind, self._inlines(block.children), level=level)

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


def opening(statements: Sequence[Statement]) -> str:
    """The first paragraph in plain words, for descriptions; empty where the text begins with a list."""
    return plain(getattr(statements[0].text.blocks[0], "children", ()))


def mark(standing: Standing | None) -> Mark | None:
    """The mark of a standing that needs one."""
    return Mark(standing, MARKS[standing]) if standing in MARKS and standing else None
