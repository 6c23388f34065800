"""Skeletons of scenarios by the kind of their answer: the fields that such an answer needs, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from wardbook.authoring.skeletons.skeleton import Known
from wardbook.model.likeness import suggested
from wardbook.model.parts.recommendation import AnswerKind
from wardbook.model.scales import Scale
from wardbook.problems import UserError

ANSWER_KINDS: Final[tuple[AnswerKind, ...]] = get_args(AnswerKind)
"""The kinds of scenarios, by their answers."""
UNRATED: Final = "none"
"""The word for no scale, where no guideline rates the options."""

_IS_RATED: Final[frozenset[AnswerKind]] = frozenset({"imaging"})
"""The answers that rest on a rating table."""
_OF_OPTIONS: Final[frozenset[AnswerKind]] = frozenset({"imaging", "test", "treatment", "management"})
"""The answers of which an option is part; it has the role `focal`."""
_WITH_RESULTS: Final[frozenset[AnswerKind]] = frozenset({"imaging", "test"})
"""The answers after which something follows from each result."""
_WITHOUT_TREATMENT: Final[frozenset[AnswerKind]] = frozenset({"imaging", "no-imaging", "test"})
"""The answers beside which no treatment by severity stands."""
_GROUPS: Final = "patient_groups"
_OF_STEP: Final = "treatment.steps.patients"
_IN_NUMBERS: Final = ("final", "median", "votes")
_WEIGHED: Final = ("comparator", "evidence", "findings")
_RESULTS: Final = tuple({"kind": kind} for kind in ("positive", "negative", "indeterminate"))


@dataclass(frozen=True, slots=True)
class ScenarioKind:
    """The kind of a new scenario, as somebody names it before it is written."""

    answer: AnswerKind
    scales: Sequence[Scale]
    """The scales that may rate its options: the one that was chosen, or all of the library; none where nothing does."""
    has_groups: bool


def answer_kind(word: str) -> AnswerKind:
    """The kind of answer that somebody names. Raises UserError."""
    for kind in ANSWER_KINDS:
        if kind == word:
            return kind
    advice = suggested(word, ANSWER_KINDS, "write one of them.")
    raise UserError(f"{word}: expected a kind of answer ({', '.join(ANSWER_KINDS)}), got another: {advice}")


def chosen_scales(word: str, answer: AnswerKind, scales: Sequence[Scale]) -> Sequence[Scale]:
    """The scale that somebody names, or none of the library's. Raises UserError."""
    if word == UNRATED and answer not in _IS_RATED:
        return ()
    if named := [scale for scale in scales if scale.id == word]:
        return named
    known = scale_names(answer, scales)
    got = f"got `{UNRATED}`, but a guideline rates imaging" if word == UNRATED else "got another"
    advice = suggested(word, known, "write one of them.") if known else "write content/scales.yaml first."
    raise UserError(f"{word}: expected a scale of the library ({', '.join(known)}), {got}: {advice}")


def scale_names(answer: AnswerKind, scales: Sequence[Scale]) -> list[str]:
    """The words that may name a scale for an answer."""
    return [*(scale.id for scale in scales), *([] if answer in _IS_RATED else [UNRATED])]


def known_of(kind: ScenarioKind, scales: Sequence[Scale]) -> Known:
    """The facts known of a scenario of a kind, in a library with some scales."""
    answer = kind.answer
    whole = f"{_GROUPS}." if kind.has_groups else ""
    ratings = f"{whole}ratings"
    groups = {"answer", "bottom_line", "ratings"} if kind.has_groups else {_GROUPS}
    used = {_GROUPS, _OF_STEP} if kind.has_groups else {"answer"}
    left_out = {*groups, *_left_out(answer), *(() if kind.has_groups else (_OF_STEP,))}
    values = {f"{whole}answer.kind": str(answer)}
    items: dict[str, Sequence[Mapping[str, str]]] = {_GROUPS: ({}, {})}
    options: dict[str, Sequence[str]] = {}
    if kind.scales:
        used |= {ratings, f"{ratings}.rows"}
        left_out |= {f"{ratings}.{field}" for field in _of_other_scales(kind.scales)}
        options |= _options(kind.scales, f"{ratings}.rows")
    else:
        left_out |= {ratings, "not_recommended", "workflow.pathways.after"}
    if kind.scales and len(scales) > 1:
        used |= {f"{ratings}.scale"}
        options[f"{ratings}.scale"] = [scale.id for scale in scales]
        values |= {f"{ratings}.scale": scale.id for scale in kind.scales if len(kind.scales) == 1}
    if answer in _OF_OPTIONS:
        values[f"{ratings}.rows.role"] = "focal"
    if answer in _WITH_RESULTS:
        used |= {"workflow", "workflow.pathways.after"}
        items["workflow.pathways.outcomes"] = _RESULTS
    if answer == "treatment" and not kind.scales:
        used |= {"treatment", "treatment.steps.text"}
    if not any(category.disagreement for scale in kind.scales for category in scale.categories):
        left_out |= {"rationale.disagreement"}
    return Known(values=values, used=used, left_out=left_out, options=options, items=items)


def _left_out(answer: AnswerKind) -> Iterator[str]:
    if answer in _WITHOUT_TREATMENT:
        yield "treatment"
    else:
        yield from ("differential", "workflow.pathways.after")


def _of_other_scales(scales: Sequence[Scale]) -> Iterator[str]:
    """The fields of a rating table that none of some scales has a use for."""
    if not any(scale.has_ratings for scale in scales):
        yield from (f"rows.{field}" for field in _IN_NUMBERS)
    if all(scale.has_ratings for scale in scales):
        yield from (f"rows.{field}" for field in _WEIGHED)
    if not any(scale.levels for scale in scales):
        yield "rows.strength"
    if not any(category.disagreement for scale in scales for category in scale.categories):
        yield "rows.disagreement"


def _options(scales: Sequence[Scale], rows: str) -> Iterator[tuple[str, Sequence[str]]]:
    if len(scales) == 1:
        yield f"{rows}.category", [category.id for category in scales[0].categories]
        yield f"{rows}.strength", [level.id for level in scales[0].levels]
