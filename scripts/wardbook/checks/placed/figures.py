"""Rules about figures."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.model.records.figure import Figure
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.text.tree import Paragraph


def captions_are_short(content: Content) -> Iterator[Problem]:
    """A figure's caption is one paragraph."""
    for figure in content.of(Figure):
        blocks = figure.record.caption.text.blocks
        if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
            message = "expected one paragraph, got more: put the rest into `description`, or into the text around"
            yield figure.problem(("caption",), message)


def persons_have_consented(content: Content) -> Iterator[Problem]:
    """An image of a person says how the person agreed, and no other picture does."""
    for figure in content.of(Figure):
        if figure.record.shows_patient and not figure.record.consent:
            message = "expected how the person agreed, got nothing: add `consent:`, or take the figure out"
            yield figure.problem(("shows_patient",), message)
        elif figure.record.consent and not figure.record.shows_patient:
            message = (
                "expected no consent, as the picture shows nobody, got one: write `shows_patient: true`, or take it out"
            )
            yield figure.problem(("consent",), message)
