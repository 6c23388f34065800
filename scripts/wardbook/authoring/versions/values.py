"""Values of records in clinical words: names of items, texts, ids, dates and words of closed lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from wardbook.authoring.versions.codes import CODES
from wardbook.authoring.versions.labels import Labels
from wardbook.library.differences import in_words
from wardbook.model.base import Record, Ref, SourceRef, Statement
from wardbook.model.links import OfKind
from wardbook.model.parts.criteria import CriteriaGroup, Criterion
from wardbook.model.parts.criteria_words import entry_words, score_words
from wardbook.model.parts.dosing.adjustment import Advised, Bounds, DrugCondition
from wardbook.model.parts.dosing.dosage import Dosage
from wardbook.model.parts.ratings import RatingRow, Relation
from wardbook.model.parts.review import Change
from wardbook.model.parts.score import Score
from wardbook.model.parts.workflow import Outcome
from wardbook.model.records.procedure import KnownLevel
from wardbook.model.records.regimen import Allergy, RegimenPart
from wardbook.model.records.scenario import NotRecommended
from wardbook.model.traverse import cited
from wardbook.text.tree import RichText, placed_in, words
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.options.relations import RELATIONS

_NAMES: Final = (
    "target",
    "title",
    "label",
    "name",
    "question",
    "head",
    "caption",
    "service",
    "spoken",
    "summary",
    "version",
)
"""The fields that name an item, the surest first."""


def words_of(value: Any, labels: Labels) -> str:  # noqa: PLR0911  # a return for each kind of value
    """A value in words; empty for one that is not there."""
    match value:
        case None | False | ():
            return ""
        case RichText():
            return _text(value, labels)
        case Record():
            return detailed(value, labels)
        case tuple():
            return "; ".join(filter(None, (words_of(item, labels) for item in value)))
        case Mapping():
            return "; ".join(filter(None, (words_of(item, labels) for item in value.values())))
        case Ref():
            return labels.ref(value)
        case date():
            return long_date(value)
        case str() if type(value) is str:
            return CODES.get(value, value.replace("-", " "))
        case _:
            return in_words(value)


def sources_in(value: Any, labels: Labels) -> str:
    """The sources that a value cites, in words."""
    return "; ".join(labels.of(SourceRef.record_kind, id) for id in cited(value))


def _text(text: RichText, labels: Labels) -> str:
    """A text with what it places, without its citations, which are many words."""
    placed = [f"[{block.record_kind}: {labels.of(block.record_kind, block.id)}]" for block in placed_in(text)]
    return " ".join(filter(None, [words(text), *placed]))


def name_of(item: Record, labels: Labels) -> str:
    """The name of an item of a list; empty for one that is known by what it is in."""
    for of, name in _NAMED.items():
        if isinstance(item, of):
            return name(item, labels)
    return _by_field(item, labels)


def _by_field(item: Record, labels: Labels) -> str:
    if isinstance(own := getattr(item, "words", ""), str) and own:
        return own
    values = dict(item)
    if isinstance(ref := values.get("id"), Ref):
        return labels.ref(ref)
    for field in _NAMES:
        if isinstance(values.get(field), str):
            return str(values[field])
    return _without_stop("; ".join(filter(None, (words_of(value, labels) for value in values.values()))))


def detailed(item: Record, labels: Labels) -> str:
    """An item of a list with what a reader wants to know of it first."""
    for of, details in _DETAILED.items():
        if isinstance(item, of):
            return details(item, labels)
    return name_of(item, labels) or _by_field(item, labels)


def _with_standing(statement: Statement, labels: Labels) -> str:
    text = words_of(statement.text, labels)
    return f"{text} ({words_of(statement.standing, labels)})" if statement.standing else text


def _dosage(dosage: Dosage) -> Iterator[str]:
    if dosage.when:
        yield dosage.when
    yield dosage.dose.words
    if dosage.volume:
        yield dosage.volume.words
    yield from (dosage.route, dosage.frequency)
    if dosage.duration:
        yield dosage.duration.words
    yield from dosage.limits
    if dosage.additional_instruction:
        yield dosage.additional_instruction


def _advice(row: Advised, labels: Labels) -> Iterator[str]:
    if isinstance(row, Bounds | DrugCondition):
        yield row.words
    yield words_of(row.advice, labels)
    yield from (", ".join(_dosage(dosage)) for dosage in row.dosages)
    yield words_of(row.text, labels)


def _relation(relation: Relation, labels: Labels) -> str:
    lead, between = RELATIONS[relation.kind]
    return f"{lead}: {between.join(map(labels.ref, relation.procedures))}"


def _without_stop(text: str) -> str:
    return text.rstrip(".")


_NAMED: Final[Mapping[type[Record], Callable[[Any, Labels], str]]] = {
    Statement: lambda _, __: "",
    RatingRow: lambda row, labels: labels.ref(row.procedure),
    Relation: _relation,
    RegimenPart: lambda part, _: " or ".join(dict.fromkeys(drug.name for drug in part.drugs)),
    Dosage: lambda dosage, _: dosage.when or "",
    Allergy: lambda allergy, _: f"allergy to {allergy.to}",
    Criterion: lambda entry, _: _without_stop(entry_words(entry)),
    CriteriaGroup: lambda entry, _: _without_stop(entry_words(entry)),
    Score: lambda score, _: score_words(score),
    Outcome: lambda outcome, _: outcome.label or outcome.finding,
    NotRecommended: lambda one, labels: " and ".join(map(labels.ref, one.procedures)),
    Change: lambda change, _: f"version {change.version}",
    OfKind: lambda link, labels: words_of(getattr(link, "id", None), labels),
}
"""The names of items that are known by more or less than a field of theirs."""
_DETAILED: Final[Mapping[type[Record], Callable[[Any, Labels], str]]] = {
    RatingRow: lambda row, labels: f"{labels.ref(row.procedure)}, {labels.ref(row.category)}",
    Statement: _with_standing,
    Dosage: lambda dosage, _: ", ".join(_dosage(dosage)),
    Advised: lambda row, labels: ", ".join(filter(None, _advice(row, labels))),
    Criterion: lambda entry, _: entry_words(entry),
    CriteriaGroup: lambda entry, _: entry_words(entry),
    Change: lambda change, _: f"{change.version}, {change.text}",
    KnownLevel: lambda level, labels: labels.ref(level.band),
}
"""Items of which more is told than their names."""
