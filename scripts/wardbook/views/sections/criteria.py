"""Criteria as a page shows them: conditions with their scores, and groups with how they combine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wardbook.model.parts.criteria import CriteriaEntry, CriteriaGroup, Criterion
from wardbook.model.parts.criteria_words import CONJUNCTIONS, rule_words, score_words, value_words
from wardbook.model.parts.score import Score, ScoreItem
from wardbook.views.context import PageContext
from wardbook.views.text import Shown, ShownBlock


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownScore:
    """A threshold on a score, with the instrument that it is read from."""

    threshold: str
    about: tuple[Shown, ...]
    """The version of the instrument and the values that it can give; may be empty."""
    source: tuple[ShownBlock, ...]
    items: tuple[tuple[Shown, ...], ...]
    """The items that it counts, each with its points."""


@dataclass(frozen=True, slots=True)
class ShownCriterion:
    """A condition."""

    text: tuple[ShownBlock, ...]
    score: ShownScore | None
    kind: Literal["criterion"] = "criterion"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownCriteriaGroup:
    """Criteria that count together."""

    label: tuple[ShownBlock, ...]
    rule: str
    """How they combine, such as `Any one of these:`."""
    conjunction: str
    """The word before the last of them; may be empty."""
    numbered: bool
    entries: tuple[ShownEntry, ...]
    kind: Literal["group"] = "group"


ShownEntry = ShownCriterion | ShownCriteriaGroup


def shown_entry(entry: CriteriaEntry, context: PageContext) -> ShownEntry:
    """A criterion or a group as a page shows it."""
    if isinstance(entry, Criterion):
        score = _score(entry.score, context) if entry.score else None
        return ShownCriterion(context.rich(entry.text), score)
    return _group(entry, context)


def _group(group: CriteriaGroup, context: PageContext) -> ShownCriteriaGroup:
    return ShownCriteriaGroup(
        label=context.rich(group.label) if group.label else (),
        rule=f"{rule_words(group)}:",
        conjunction=CONJUNCTIONS[group.rule],
        numbered=group.numbered,
        entries=tuple(shown_entry(entry, context) for entry in group.entries),
    )


def _score(score: Score, context: PageContext) -> ShownScore:
    return ShownScore(
        threshold=score_words(score),
        about=context.line("; ".join(_about(score))),
        source=context.rich(score.source) if score.source else (),
        items=tuple(context.line(_item_words(item)) for item in score.items),
    )


def _about(score: Score) -> Iterator[str]:
    if score.version:
        yield score.version
    if score.lowest is not None and score.highest is not None:
        yield f"possible values {value_words(score.lowest)} to {value_words(score.highest)}"
    elif score.highest is not None:
        yield f"highest possible value {value_words(score.highest)}"
    elif score.lowest is not None:
        yield f"lowest possible value {value_words(score.lowest)}"


def _item_words(item: ScoreItem) -> str:
    """An item with its points, such as `Nausea or vomiting: 1 point`."""
    if item.points is None:
        return item.name
    return f"{item.name}: {value_words(item.points)} {'point' if item.points == 1 else 'points'}"
