"""Rules about lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from wardbook.checks.helpers import repeated
from wardbook.model.base import Ref
from wardbook.problems import Problem
from wardbook.read.content import Content

_JUDGED_ELSEWHERE: Final = ("scenarios", "embedded_in")
"""The scenarios of a topic's groups and the addresses of intranets have rules of their own."""


def choices_are_made_once(content: Content) -> Iterator[Problem]:
    """A list of ids, or of words to choose from, holds each of them once."""
    for document in content.documents:
        items = [(loc, leaf) for loc, leaf in document.leaves if _is_choice(leaf) and isinstance(loc[-1], int)]
        for _, (loc, leaf) in repeated(items, key=lambda item: (item[0][:-1], item[1])):
            if loc[-2] not in _JUDGED_ELSEWHERE:
                yield document.problem(loc, f"expected `{leaf}` once in the list, got it again: take it out")


def _is_choice(leaf: Any) -> bool:
    """Whether a value is an id of another record, or one of a few words; a line may well stand twice."""
    return type(leaf) is str or isinstance(leaf, Ref)
