"""A threshold on a published score, with the instrument that it is read from."""

from __future__ import annotations

from typing import Literal

from pydantic import StrictFloat

from wardbook.model.base import Line, Record, Rich


class ScoreItem(Record):
    """An item that the instrument counts."""

    name: Line
    """The item, such as `Respiratory rate 30 per minute or more`."""
    points: StrictFloat | None = None
    """The points for it; leave them out where they are no fixed number, and say in `name` what counts."""


class Score(Record):
    """A threshold on a published score. It is shown, never computed."""

    name: Line
    """The score's name."""
    operator: Literal["<", "≤", "=", "≥", ">"]
    """How the value compares."""
    value: StrictFloat
    """The threshold; with `to` the lower end of a range."""
    to: StrictFloat | None = None
    """The upper end of a range, with the operator `=`."""
    unit: Line | None = None
    """The unit, such as `points`."""
    lowest: StrictFloat | None = None
    """The lowest value that the instrument can give."""
    highest: StrictFloat | None = None
    """The highest value that it can give."""
    version: Line | None = None
    """The version of the instrument, if there are several."""
    source: Rich | None = None
    """The publication of the instrument, as a citation."""
    items: tuple[ScoreItem, ...] = ()
    """The items that the instrument counts, if a reader should see them here."""
