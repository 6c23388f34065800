"""Mistake in a file: where it is, what to do about it, and the lines as they were meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wardbook.read.yaml.mistakes.lines import SourceLine, advice


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in a file, with what to do about it."""

    line: int
    """The line at which an editor would look, from 0."""
    message: str
    mended: Mapping[int, str] = field(default_factory=dict)
    """Lines as they were probably meant, by their numbers from 0; none where nobody can tell."""
    leaves_out: bool = False
    """Whether the mended lines leave out something that was written."""


Rule = Callable[[Sequence[str], int, SourceLine], Mistake | None]


def retyped(at: int, told: str, meant: SourceLine) -> Mistake:
    """The mistake of a line that is to be typed anew."""
    return Mistake(at, f"{told}: {advice(meant)}", {at: meant.written()})
