"""Walk through a record: every reference and every text in it, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pydantic import BaseModel

from wardbook.model.base import Ref
from wardbook.text.tree import Citation, Reference, RichText, Text, inlines, placed_in

Loc = tuple[str | int, ...]
"""The way to a value in a record or a file: keys and item numbers, as pydantic writes it."""


Leaf = tuple[Loc, Any]
"""A value that is no record and no list, with the way to it."""


def leaves(value: Any) -> list[Leaf]:
    """Every value that is no record and no collection, in the order of the fields."""
    found: list[Leaf] = []
    _collect(value, (), found)
    return found


def _collect(value: Any, loc: Loc, found: list[Leaf]) -> None:
    # A record has hundreds of leaves, so this does not stop at each of them as a generator would.
    if has_fields(value):
        for name, item in value.__dict__.items():
            _collect(item, (*loc, name), found)
    elif type(value) is dict:
        for name, item in value.items():
            _collect(item, (*loc, name), found)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _collect(item, (*loc, number), found)
    else:
        found.append((loc, value))


def has_fields(value: Any) -> bool:
    """Whether a value is a record or a part of one."""
    # pydantic has a check of its own in place of isinstance, which takes ten times as long.
    return BaseModel in type(value).__mro__


def values_in(*values: Any) -> list[Any]:
    """Every value in records and lists that is neither, in the order of the fields."""
    return [leaf for _, leaf in leaves(values)]


def references(value: Any) -> Iterator[tuple[Loc, str, str]]:
    """Every reference to a record, in fields and in texts: its place, the kind and the id."""
    return references_among(leaves(value))


def references_among(found: Iterable[Leaf]) -> Iterator[tuple[Loc, str, str]]:
    """Every reference among the leaves of a record: its place, the kind and the id."""
    for loc, leaf in found:
        if isinstance(leaf, Ref):
            yield loc, leaf.record_kind, str(leaf)
        elif isinstance(leaf, RichText):
            yield from ((loc, kind, id) for kind, id in references_in(leaf))


def references_in(text: RichText) -> Iterator[tuple[str, str]]:
    """Every reference in a text: the kind of record and its id."""
    for node in inlines(text.blocks):
        match node:
            case Citation(source=source):
                yield "source", source
            case Reference(record_kind=kind, id=id):
                yield kind, id
    yield from ((placed.record_kind, placed.id) for placed in placed_in(text))


def cited(*values: Any) -> Iterator[str]:
    """The ids of the sources that the texts cite, in reading order, repeats included."""
    return cited_among(values_in(*values))


def cited_among(found: Iterable[Any]) -> Iterator[str]:
    """The ids of the sources that the texts among some values cite, in reading order, repeats included."""
    for value in found:
        if isinstance(value, RichText):
            for node in inlines(value.blocks):
                if isinstance(node, Citation):
                    yield node.source


_CITATION_MEANT: Final = re.compile(r"(?:(?<=\[)|(?<![\w.])@)(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\b(?!\()")


def might_be_citations(text: RichText) -> Iterator[tuple[str, str]]:
    """Words in brackets or after an @ that would be a citation if they were a source's id: as written, and the id."""
    for node in inlines(text.blocks):
        if isinstance(node, Text) and ("[" in node.text or "@" in node.text):
            for match in _CITATION_MEANT.finditer(node.text):
                yield match[0], match["id"]
