"""The page's way to show lines and texts, which it lends to what a text places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from wardbook.model.base import Statement
from wardbook.text.tree import RichText
from wardbook.views.text import Note, Shown, ShownProse


class Texts(Protocol):
    """The functions that show lines and texts."""

    def line(self, text: str) -> tuple[Shown, ...]:
        """A line of plain text."""

    def sentence(self, text: RichText) -> tuple[Shown, ...]:
        """The words of a text of one paragraph."""

    def note(self, source: str, locator: str | None = None) -> Note:
        """A citation by number."""

    def prose(self, statements: Sequence[Statement] | None) -> ShownProse:
        """Statements with their marks."""
