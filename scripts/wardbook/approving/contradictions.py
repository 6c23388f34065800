"""Contradictions that rules find in a record, for the review packet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wardbook.library.library import Library
from wardbook.model.outline import Key

FindContradictions = Callable[[Library, Key], tuple[str, ...]]
"""The function that gives the contradictions of a record in words, by its kind and id."""

CONTRADICTIONS: Final[FindContradictions | None] = None
"""The rules that look for contradictions; none, as long as there are no such rules. The packet says so."""
