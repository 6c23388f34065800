"""Claims of texts: paragraphs, items of lists, criteria, and what follows from a result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from wardbook.model.base import Standing, Statement
from wardbook.model.parts.criteria import Criterion, Exclusion
from wardbook.model.parts.score import Score
from wardbook.model.parts.workflow import Outcome
from wardbook.model.records.claims.claim import Around, Claim, ClaimPart, ClaimsFound, cited_by, cited_in
from wardbook.model.records.protocol import Measurement, Parameter
from wardbook.model.traverse import Loc
from wardbook.text.tree import Block, Citation, List, Paragraph, RichText, inlines, plain


def _of_text(text: RichText | None, loc: Loc, around: Around, standing: Standing | None = None) -> ClaimsFound:
    """The claims of a text: its paragraphs, and the items of its lists."""
    yield from _of_blocks(text.blocks if text else (), loc, around, standing)


def _of_statement(statement: Statement, loc: Loc, around: Around) -> ClaimsFound:
    """The claims of a statement, which may say how well it stands."""
    yield from _of_text(statement.text, (*loc, "text"), around, statement.standing)


def _of_blocks(blocks: tuple[Block, ...], loc: Loc, around: Around, standing: Standing | None) -> ClaimsFound:
    before = around
    for block in blocks:
        if isinstance(block, List):
            # An item without a source has that of the paragraph that leads to the list.
            for item in block.items:
                yield from _of_blocks(item, loc, before, standing)
        elif isinstance(block, Paragraph):
            own = tuple(node for node in inlines((block,)) if isinstance(node, Citation))
            before = around.backed_by(own, None) if own else around
            yield around.claim(loc, plain(block.children).strip(), own, standing)


def _of_outcome(outcome: Outcome, loc: Loc, around: Around) -> ClaimsFound:
    """The step after a result, which the words on it back; then its meaning and the action."""
    action = around.part_of("recommendation")
    own = (*cited_by(outcome.action), *cited_by(outcome.meaning))
    yield action.claim((*loc, "step"), f"{outcome.finding}: {outcome.step}", own, outcome.standing)
    yield ClaimPart(outcome.meaning, (*loc, "meaning"), around)
    yield ClaimPart(outcome.action, (*loc, "action"), action.backed_by((), outcome.standing))


def _of_criterion(criterion: Criterion, loc: Loc, around: Around) -> ClaimsFound:
    """A criterion, and its threshold, which has a source of its own or that of the criterion.

    A treatment in it is one that a patient has or has not had, and so no claim.
    """
    for found in _of_text(criterion.text, (*loc, "text"), around):
        yield replace(found, reasons=found.reasons - {"treatment"}) if isinstance(found, Claim) else found
    if score := criterion.score:
        own = tuple(cited_in(score.source)) or tuple(cited_in(criterion.text))
        yield around.part_of("number").claim((*loc, "score"), _threshold(score), own)


def _threshold(score: Score) -> str:
    end = f" to {score.to:g}" if score.to is not None else ""
    return " ".join(filter(None, (score.name, score.operator, f"{score.value:g}{end}", score.unit)))


def _of_parameter(parameter: Parameter, loc: Loc, around: Around) -> ClaimsFound:
    """A parameter of a protocol with its value, which its note backs."""
    words = " ".join(filter(None, (f"{parameter.name}: {parameter.value}", parameter.unit)))
    yield around.claim(loc, words, cited_in(parameter.note), parameter.standing)
    yield from _of_text(parameter.note, (*loc, "note"), around, parameter.standing)


def _of_measurement(measurement: Measurement, loc: Loc, around: Around) -> ClaimsFound:
    """A reference range, which the method backs, and the method."""
    if measurement.reference:
        words = f"{measurement.name}: {measurement.reference}"
        yield around.claim((*loc, "reference"), words, cited_in(measurement.method), measurement.standing)
    yield from _of_text(measurement.method, (*loc, "method"), around, measurement.standing)


CLAIMS_IN_TEXTS: Final[Mapping[type, Callable[[Any, Loc, Around], ClaimsFound]]] = {
    RichText: _of_text,
    Statement: _of_statement,
    Outcome: _of_outcome,
    Criterion: _of_criterion,
    Exclusion: _of_criterion,
    Parameter: _of_parameter,
    Measurement: _of_measurement,
}
"""The functions for texts and for what is made of them."""
