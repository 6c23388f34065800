"""Rules about words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wardbook.model.base import Line
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.text.tree import RichText, Text, inlines
from wardbook.walk import leaves

_PLACEHOLDER: Final = re.compile(r"\bTODO\b")


def placeholders_are_replaced(content: Content) -> Iterator[Problem]:
    """No placeholder of a skeleton is published."""
    for document in content.documents:
        for loc, leaf in leaves(document.record):
            if any(_PLACEHOLDER.search(text) for text in _texts(leaf)):
                yield document.problem(
                    loc, "expected words, got the placeholder TODO: write them, or take the field out"
                )


def _texts(leaf: object) -> Iterator[str]:
    if isinstance(leaf, Line):
        yield leaf
    elif isinstance(leaf, RichText):
        yield from (node.text for node in inlines(leaf.blocks) if isinstance(node, Text))
