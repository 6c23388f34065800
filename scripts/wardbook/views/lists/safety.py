"""The page of the safety case: the hazard log, with what controls each hazard and the test that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.model.records.controls import CONTROLS
from wardbook.model.records.hazard import Hazard, HazardControl, Measure, ProgramControl
from wardbook.model.traverse import cited
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.titles import SAFETY_TITLE
from wardbook.views.text import ShownProse

_MEASURES: Final[dict[Measure, str]] = {"design": "Design", "training": "Training", "policy": "Local policy"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownControl:
    """A control of a hazard."""

    label: str = ""
    """The kind of a control of the organization."""
    text: ShownProse = ()
    """The words of a control of the organization."""
    sentence: str = ""
    """The words of a control of this program."""
    test: str = ""
    """The test that shows a control of this program."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownHazard:
    """An entry of the hazard log."""

    id: str
    title: str
    cause: ShownProse
    effect: ShownProse
    controls: tuple[ShownControl, ...]
    owner: str
    """Empty where nobody answers for it yet."""
    residual_risk: ShownProse
    """Empty where nobody has judged it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SafetyCase:
    """The page of the safety case."""

    hazards: tuple[ShownHazard, ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]


def safety_page(edition: Edition) -> Page:
    """The page of the safety case."""
    hazards = tuple(edition.library.hazards[id] for id in sorted(edition.library.hazards))
    context = PageContext(edition, numbered(cited(*edition.library.as_read(hazards))))
    return Page(
        path=urls.SAFETY,
        template="safety.md.jinja",
        head=Head(title=SAFETY_TITLE, description="What can go wrong with this library, and what is done about it"),
        view=SafetyCase(
            hazards=tuple(_hazard(hazard, context) for hazard in hazards),
            references=reference_list(context),
            abbreviations=edition.vocabulary.used_in(*edition.library.as_read(hazards)),
        ),
    )


def _hazard(hazard: Hazard, context: PageContext) -> ShownHazard:
    return ShownHazard(
        id=hazard.id,
        title=hazard.title,
        cause=context.prose(hazard.cause),
        effect=context.prose(hazard.effect),
        controls=tuple(_control(control, context) for control in hazard.controls),
        owner=hazard.owner or "",
        residual_risk=context.prose(hazard.residual_risk),
    )


def _control(control: HazardControl, context: PageContext) -> ShownControl:
    if isinstance(control, ProgramControl):
        known = CONTROLS[control.id]
        return ShownControl(sentence=known.text, test=known.test)
    return ShownControl(label=_MEASURES[control.kind], text=context.prose(control.text))
