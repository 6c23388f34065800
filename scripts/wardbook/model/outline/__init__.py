"""The outline of a record: the records that it names, and where it belongs. Others judge and list it by its outline.

Rules ask here about records other than the one they judge, and pages about who names them. It is
small, so that all of it can be had for a large library when one file has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from wardbook.kinds import KINDS, PLACED
from wardbook.model.base import Record
from wardbook.model.finder import Finder, OptionKind
from wardbook.model.outline.statements import Statements, statements_of
from wardbook.model.parts.review import ApprovalRole, Review, void_roles
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.regimen import Regimen, RegimenDrug
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.source import Source
from wardbook.model.records.topic import Topic
from wardbook.model.settings import Settings
from wardbook.model.traverse import Leaf, Loc, might_be_citations, references_in
from wardbook.text.tree import RichText

_Origin = TypeVar("_Origin")

Key = tuple[str, str]
"""A record by its kind and its id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """The outline of a record: all that other records and pages may know of it."""

    names: frozenset[Key] = frozenset()
    """Every record that it names, in fields and in texts."""
    mentions: frozenset[str] = frozenset()
    """Words in its texts that look like the id of a source, and so like a citation."""
    ended: bool = False
    """Whether it was superseded or withdrawn."""
    successor: Key | None = None
    """The record to use instead."""
    topic: str = ""
    """The topic of a scenario."""
    lists: frozenset[str] = frozenset()
    """The scenarios of a topic."""
    rates: frozenset[str] = frozenset()
    """The procedures that a scenario rates; none for one that no longer holds."""
    protocol: str = ""
    """The protocol of a procedure."""
    modality: str = ""
    """The modality of a procedure."""
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The answers of a scenario: the kind of each, and the procedures that are it."""
    modalities: Mapping[str, OptionKind] = field(default_factory=dict)
    """The kinds of the finder's modalities, by id."""
    offers: frozenset[str] = frozenset()
    """The presentations that the finder offers."""
    calls: frozenset[str] = frozenset()
    """The services that the emergencies of a scenario call."""
    patients: tuple[str, str] = ("both", "any")
    """The age group and the pregnancy of the patients of a scenario or a regimen."""
    gives: frozenset[tuple[str, str, str]] = frozenset()
    """The regimens of a scenario's steps, each with the age group and the pregnancy of a group that its step is for."""
    drugs: frozenset[str] = frozenset()
    """The drugs of a regimen and their components, by their names in small letters."""
    alternatives: frozenset[tuple[str, str]] = frozenset()
    """The regimens that a regimen gives in place of itself, each with the names of the drug in question."""
    is_live: bool = False
    """Whether a scenario, topic or protocol is live."""
    is_retracted: bool = False
    """Whether a source was retracted."""
    superseded_by: str = ""
    """The source that took the place of a source."""
    phones: frozenset[str] = frozenset()
    """The services of which the settings have a number."""
    statements: Statements = field(default_factory=Statements)
    """The sentences and facts of the record that are held against those of others."""


def outline_of(
    record: Record,
    leaves: Sequence[Leaf],
    references: Iterable[tuple[Loc, str, str]],
    text: RichText | None = None,
    labels: Sequence[str] = (),
) -> Outline:
    """The outline of a record, given its leaves and the references in it; `text` is a prose page's.

    `labels` are those of the categories of ratings, in small letters.
    """
    names = {(kind, str(id)) for _, kind, id in references}
    texts = [leaf for _, leaf in leaves if isinstance(leaf, RichText)]
    if text:
        names |= set(references_in(text))
        texts.append(text)
    outline = Outline(
        names=frozenset(names),
        mentions=frozenset(id for text in texts for _, id in might_be_citations(text)),
        statements=statements_of(record, leaves, labels),
    )
    if isinstance(record, Scenario | Topic | Protocol):
        review = record.review
        is_live = review.status == "live"
        outline = replace(outline, is_live=is_live, ended=review.ended, successor=_successor(review))
    match record:
        case Scenario():
            rates = _rated(record)
            answers = tuple(
                (one.answer.kind, tuple(str(row.procedure) for row in one.focal)) for one in record.recommendations
            )
            outline = replace(outline, topic=str(record.topic), rates=rates, calls=frozenset(_called(record)))
            patients = (record.population.age_group, record.population.pregnancy)
            outline = replace(outline, patients=patients, answers=answers, gives=frozenset(_given(record)))
        case Topic():
            outline = replace(outline, lists=frozenset(map(str, record.scenarios)))
        case Regimen():
            outline = replace(outline, patients=(record.population.age_group, record.population.pregnancy))
            drugs = frozenset(name for drug in record.drugs for name in _names_of(drug))
            outline = replace(outline, drugs=drugs, alternatives=frozenset(_alternatives(record)))
        case Procedure():
            outline = replace(outline, protocol=str(record.protocol or ""), modality=str(record.modality))
        case Finder():
            offers = frozenset(str(presentation.id) for presentation in record.presentations)
            kinds = {str(modality.id): modality.kind for modality in record.modalities}
            outline = replace(outline, offers=offers, modalities=kinds)
        case Source():
            successor = str(record.superseded_by or "")
            outline = replace(outline, is_retracted=record.retracted is not None, superseded_by=successor)
        case Settings():
            outline = replace(outline, phones=frozenset(phone.service for phone in record.phones))
    return outline


def _rated(scenario: Scenario) -> frozenset[str]:
    """The procedures that a scenario rates, as long as it holds."""
    return frozenset(str(row.procedure) for row in scenario.rated if not scenario.review.ended)


def _given(scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    for step in scenario.treatment_steps:
        for group in scenario.patient_groups or ():
            if group.id in step.patients:
                yield from ((str(id), group.age_group, group.pregnancy) for id in step.regimens)


def _successor(review: Review) -> Key | None:
    """The record that a review sends its readers to."""
    if review.superseded:
        return review.superseded.by.kind, str(review.superseded.by.id)
    if review.withdrawn and review.withdrawn.instead:
        return review.withdrawn.instead.record_kind, str(review.withdrawn.instead)
    return None


def _names_of(drug: RegimenDrug) -> Iterator[str]:
    """The names of a drug and of its components, in small letters."""
    yield drug.name.casefold()
    for dosage in drug.all_dosages:
        yield from (part.of.casefold() for part in dosage.dose.components if part.of)


def _alternatives(regimen: Regimen) -> Iterator[tuple[str, str]]:
    for drug in regimen.drugs:
        for allergy in drug.allergies:
            if allergy.alternative:
                yield from ((str(allergy.alternative), name) for name in _names_of(drug))


def _called(scenario: Scenario) -> Iterator[str]:
    emergencies = [exclusion.emergency for exclusion in scenario.excludes]
    emergencies += [step.emergency for step in scenario.treatment_steps]
    emergencies += [outcome.emergency for pathway in scenario.pathways for outcome in pathway.outcomes]
    for emergency in emergencies:
        if emergency:
            yield from emergency.services


@dataclass(frozen=True, kw_only=True, slots=True)
class Backlinks:
    """Facts the other way round: for a record, who refers to it, in the order of kinds and ids."""

    cited_by: Mapping[str, tuple[Key, ...]]
    """For a source the records that name it."""
    rated_in: Mapping[str, tuple[str, ...]]
    """For a procedure the scenarios that rate it."""
    done_by: Mapping[str, tuple[str, ...]]
    """For a protocol the procedures that are done by it."""


def backlinks(outlines: Mapping[Key, Outline]) -> Backlinks:
    """Who refers to whom."""
    citing = {key: outline for key, outline in outlines.items() if key[0] in KINDS and KINDS[key[0]].cites}
    cited = (
        (id, key)
        for key, outline in citing.items()
        for kind, id in names_with_placed(outline, outlines)
        if kind == "source"
    )
    rated = ((procedure, key[1]) for key, outline in outlines.items() for procedure in outline.rates)
    done = ((outline.protocol, key[1]) for key, outline in outlines.items() if outline.protocol)
    return Backlinks(
        cited_by={id: tuple(sorted(keys, key=_by_kind)) for id, keys in _grouped(cited).items()},
        rated_in={id: tuple(sorted(keys)) for id, keys in _grouped(rated).items()},
        done_by={id: tuple(sorted(keys)) for id, keys in _grouped(done).items()},
    )


def names_with_placed(outline: Outline, outlines: Mapping[Key, Outline]) -> frozenset[Key]:
    """Every record that a record names, in its own fields and texts and in the records that it places.

    A regimen that it places shows others in its turn.
    """
    found, new = set(outline.names), set(outline.names)
    while new:
        placed = (outlines[key].names for key in new if key[0] in PLACED and key in outlines)
        new = set().union(*placed) - found
        found |= new
    return frozenset(found)


def _by_kind(key: Key) -> tuple[int, str]:
    """The place of a record among those that cite a source."""
    return list(KINDS).index(key[0]), key[1]


def _grouped(pairs: Iterable[tuple[str, _Origin]]) -> dict[str, list[_Origin]]:
    found: dict[str, list[_Origin]] = defaultdict(list)
    for target, origin in pairs:
        found[target].append(origin)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class ApprovalState:
    """An approval, and what has changed since."""

    by: str
    role: ApprovalRole
    on: date
    is_void: bool
    """Whether the content has another meaning than the content that was approved."""
    changes: tuple[str, ...]
    """The changes since then, a sentence for each; there is one at least where it is void."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ApprovalStates:
    """The approvals of a record with what has changed since each, and the roles that it needs."""

    approvals: tuple[ApprovalState, ...] = ()
    required: tuple[ApprovalRole, ...] = ()
    """The roles that the policy requires."""

    @property
    def void_roles(self) -> frozenset[ApprovalRole]:
        """The roles in which the record was approved, but not as it is now."""
        return void_roles((one.role, one.is_void) for one in self.approvals)
