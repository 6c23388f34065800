"""Acknowledgements: contradictions that were looked at and are none."""

from __future__ import annotations

from typing import Literal

from wardbook.model.base import Line, Record

ContradictionKind = Literal[
    "ratings",
    "studies",
    "radiation",
    "numbers",
    "doses",
    "populations",
    "thresholds",
    "directives",
]
"""A subject of contradictions, as their messages name it."""


class Acknowledgement(Record):
    """A contradiction that is none. Readers do not see it; once it fits nothing any more, it is a fault."""

    rule: ContradictionKind
    """The subject, as the message names it."""
    words: Line
    """Some words of the text that the message quotes, as they stand there."""
    reason: Line
    """Why both are right."""
