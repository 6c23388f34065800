"""The tree of a text field: blocks of inline nodes, independent of any output.

Templates print these nodes as Markdown or HTML; nothing here knows a page or an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal


class _Node:
    """Pickled by its fields, as the processes of a render hand on many nodes; a dataclass takes three times as long."""

    __slots__ = ()
    __match_args__: tuple[str, ...]

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__match_args__])


@dataclass(frozen=True, slots=True)
class Text(_Node):
    """Characters that stand for themselves."""

    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Emphasis(_Node):
    """Stress: *like this*."""

    children: tuple[Inline, ...]
    kind: Literal["emphasis"] = "emphasis"


@dataclass(frozen=True, slots=True)
class Strong(_Node):
    """Importance: **like this**."""

    children: tuple[Inline, ...]
    kind: Literal["strong"] = "strong"


@dataclass(frozen=True, slots=True)
class Link(_Node):
    """A link to another site or a mailbox: `[words](https://…)`."""

    url: str
    children: tuple[Inline, ...]
    kind: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class Reference(_Node):
    """A link to a record of this library: `[words](scenario:its-id)`."""

    record_kind: str
    id: str
    children: tuple[Inline, ...]
    kind: Literal["reference"] = "reference"


@dataclass(frozen=True, slots=True)
class Citation(_Node):
    """A citation of a source: `[@source-id]` or `[@source-id, Table 3]`."""

    source: str
    locator: str | None = None
    kind: Literal["citation"] = "citation"


Inline = Text | Emphasis | Strong | Link | Reference | Citation


@dataclass(frozen=True, slots=True)
class Paragraph(_Node):
    """One paragraph."""

    children: tuple[Inline, ...]
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class List(_Node):
    """A bulleted or numbered list; an item is a sequence of blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Heading(_Node):
    """A heading of a prose page; level 2 is the highest, because the title is level 1."""

    level: int
    children: tuple[Inline, ...]
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Placed(_Node):
    """A record that stands between two paragraphs: `[table: its-id]`."""

    record_kind: str
    id: str
    kind: Literal["placed"] = "placed"


Block = Paragraph | List | Heading | Placed


@dataclass(frozen=True, slots=True)
class RichText(_Node):
    """A parsed text field."""

    blocks: tuple[Block, ...]


def inlines(blocks: tuple[Block, ...]) -> list[Inline]:
    """Every inline node, in reading order, outermost first."""
    found: list[Inline] = []
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                found += inlines(item)
        elif not isinstance(block, Placed):
            found += _descend(block.children)
    return found


def placed_in(text: RichText) -> list[Placed]:
    """The records that a text places, in reading order. They stand outside of lists."""
    return [block for block in text.blocks if isinstance(block, Placed)]


_CHILDLESS: Final = (Text, Citation)
"""Nodes without others in them."""


def _descend(nodes: tuple[Inline, ...]) -> list[Inline]:
    found: list[Inline] = []
    for node in nodes:
        found.append(node)
        if not isinstance(node, _CHILDLESS):
            found += _descend(node.children)
    return found


def plain(nodes: tuple[Inline, ...]) -> str:
    """The words alone, citations left out: for page descriptions and titles."""
    return "".join(node.text for node in _descend(nodes) if isinstance(node, Text))


def words(text: RichText) -> str:
    """All words of a text on one line, citations left out: for lists in which no citation can be numbered."""
    return " ".join(_words(text.blocks))


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _words(item)
        elif not isinstance(block, Placed):
            yield plain(block.children)
