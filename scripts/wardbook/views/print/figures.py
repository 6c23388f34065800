"""Figures in a view, whose pictures a printer needs beside the view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from wardbook.views.text import ShownFigure


def figures_in(value: object) -> Iterator[ShownFigure]:
    """Every figure in a view, in the order in which it is read."""
    if isinstance(value, ShownFigure):
        yield value
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from figures_in(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from figures_in(getattr(value, field.name))
