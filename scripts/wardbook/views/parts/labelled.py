"""Prose under a label."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.views.text import ShownProse


@dataclass(frozen=True, slots=True)
class Labelled:
    """Some prose under a label."""

    label: str
    text: ShownProse
