"""Faults as data: where they are, what was expected, what to do. Printing is left to the rim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in the content.

    `path` is relative to the project, with forward slashes; `line` counts from 1; `where` is the
    field's path in the file, empty where the fault is the file's.
    """

    path: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        where = f" {self.where}:" if self.where else ""
        return visible(f"{self.path}:{self.line}:{where} {self.message}")


def visible(text: str) -> str:
    """The text on one line, with what cannot be seen written by its number, so that no value acts on a terminal."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04X}" for char in text)


class ContentError(Exception):
    """All faults of a run, sorted, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
