"""Criteria in words: how a group combines what is in it, thresholds on scores, and whole entries in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wardbook.model.parts.criteria import CriteriaEntry, CriteriaGroup, Criterion, GroupRule
from wardbook.model.parts.score import Score
from wardbook.text.tree import words

CONJUNCTIONS: Final[Mapping[GroupRule, str]] = {"all_of": "and", "any_of": "or", "at_least": ""}
"""The word before the last entry of a group."""


def rule_words(group: CriteriaGroup) -> str:
    """How the entries of a group combine, such as `At least 3 of these`."""
    if group.at_least:
        return f"At least {group.at_least.count} of these"
    return "Any one of these" if group.rule == "any_of" else "All of these"


def value_words(number: float) -> str:
    """A number of points, with a minus sign where it has one."""
    return f"{number:.15g}".replace("-", "−")


def score_words(score: Score) -> str:
    """A threshold on a score, such as `CURB65 ≥ 2 points` or `TWIST 3 to 4 points`."""
    value = value_words(score.value)
    threshold = f"{score.operator} {value}" if score.to is None else f"{value} to {value_words(score.to)}"
    return " ".join([score.name, threshold, *([score.unit] if score.unit else ())])


def entry_words(entry: CriteriaEntry) -> str:
    """An entry in plain words, with what holds a group together."""
    if isinstance(entry, Criterion):
        return _criterion_words(entry)
    label = f"{words(entry.label).rstrip('.:')}. " if entry.label else ""
    *others, last = [_within(one) for one in entry.entries] or [""]
    conjunction = CONJUNCTIONS[entry.rule]
    return f"{label}{rule_words(entry)}: {'; '.join([*others, f'{conjunction} {last}'.strip()])}."


def _within(entry: CriteriaEntry) -> str:
    """An entry among others; parentheses keep a group from running into them."""
    said = _open(entry_words(entry))
    return f"({said})" if isinstance(entry, CriteriaGroup) else said


def _criterion_words(criterion: Criterion) -> str:
    text = words(criterion.text)
    if not criterion.score:
        return text
    stop = "." if text.endswith(".") else ""
    return f"{_open(text)} ({score_words(criterion.score)}){stop}"


def _open(text: str) -> str:
    """Words without the full stop at their end, so that others may follow."""
    return text.removesuffix(".")
