"""Walk through a record: every reference and every text in it, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from wardbook.model.base import Ref
from wardbook.text.tree import Citation, Reference, RichText, inlines

Loc = tuple[str | int, ...]


def leaves(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every value that is no record and no list, in the order of the fields."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name), (*loc, name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from leaves(item, (*loc, number))
    else:
        yield loc, value


def references(value: Any) -> Iterator[tuple[Loc, str, str]]:
    """Every reference to a record, in fields and in texts: its place, the kind and the id."""
    for loc, leaf in leaves(value):
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


def cited(*values: Any) -> Iterator[str]:
    """The ids of the sources that the texts cite, in reading order, repeats included."""
    for value in values:
        for _, leaf in leaves(value):
            if isinstance(leaf, RichText):
                for node in inlines(leaf.blocks):
                    if isinstance(node, Citation):
                        yield node.source
