"""Statements of a record: its sentences with numbers, ratings or studies, and the facts that others hold them against.

They are part of a record's outline, so that all texts of a library can be held against all of its data when one file
has changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from wardbook.model.base import Record
from wardbook.model.finder import Finder
from wardbook.model.outline.dosages import DosageFacts, dosages_in
from wardbook.model.outline.facts import (
    Patient,
    Routed,
    RowFacts,
    TableFacts,
    Threshold,
    bands_in,
    categories_in,
    describes_in,
    doses_in,
    entries_in,
    left_out_in,
    line_of,
    names_known_in,
    of_patients_in,
    rating_rows_in,
    rating_tables_in,
    routed_in,
    scores_in,
)
from wardbook.model.outline.instruments import BandsFacts, InstrumentFacts, bands_in_lists, instruments_in
from wardbook.model.outline.said import STATING, Said, figure, patients_of, said_in
from wardbook.model.records.procedure import KnownLevel, Procedure
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.source import Source
from wardbook.model.records.table import DataTable
from wardbook.model.records.topic import Topic
from wardbook.model.scales import Scales
from wardbook.model.settings import Terms
from wardbook.model.traverse import Leaf, Loc
from wardbook.text.numbers import numbers_in


@dataclass(frozen=True, kw_only=True, slots=True)
class Statements:
    """The statements of a record, and its facts."""

    said: tuple[Said, ...] = ()
    acknowledged: tuple[tuple[str, str], ...] = ()
    """The contradictions that are none: the rule, and the words of each."""
    label: str = ""
    """The label of a procedure, or the short title of a scenario."""
    levels: tuple[tuple[str, str], ...] = ()
    """The radiation of a procedure: whose, and the id of the band."""
    radiation_source: str = ""
    rated: tuple[RowFacts, ...] = ()
    tables: tuple[TableFacts, ...] = ()
    """The rating tables of a scenario."""
    variants: tuple[tuple[str, str, str], ...] = ()
    """The variants of a scenario: the guideline, the label and the locator."""
    patient: Patient | None = None
    routed: tuple[Routed, ...] = ()
    of_patients: Mapping[Loc, str] = field(default_factory=dict)
    """The criteria that exclude patients as such, each with its first sentence."""
    left_out: Mapping[Loc, str] = field(default_factory=dict)
    """The questions that a topic leaves out, each with its first sentence."""
    case: str = ""
    """The words of the case of a scenario."""
    quoted: tuple[tuple[str, str], ...] | None = None
    """The statements of a source and the places of them; none where nobody has noted any."""
    about: str = ""
    """The title and the note of a source, in which places of it may be named."""
    patients: tuple[str, ...] = ()
    """The ages and sexes of which a source that is quoted speaks."""
    figures: tuple[str, ...] = ()
    """The numbers of a source that is quoted."""
    entries: tuple[tuple[Loc, tuple[str, ...]], ...] = ()
    """The entries of a scenario about some procedures, with these."""
    modality: str = ""
    """The modality of a procedure."""
    names: tuple[tuple[str, ...], ...] = ()
    """The terms of the library, each with its forms, and the modalities, each with its id and its label."""
    categories: tuple[tuple[str, str, str, str], ...] = ()
    """The categories of ratings: the id, the label, the label of a disagreement, the tone."""
    bands: tuple[tuple[str, str, tuple[tuple[str, float, float | None], ...]], ...] = ()
    """The radiation bands: the id, the symbols, and the doses, each with whose it is, its lower and its upper end."""
    describes: tuple[tuple[Loc, str], ...] = ()
    """The texts of a scenario that say which patients it is about."""
    scores: tuple[Threshold, ...] = ()
    """The thresholds of a scenario."""
    doses: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """The doses of a regimen: the drug in small letters, an amount as one word, and the sources of the dose."""
    dosages: tuple[DosageFacts, ...] = ()
    """The dosages of a regimen."""
    instruments: tuple[InstrumentFacts, ...] = ()
    """The instruments of a scenario, with the points of their items."""
    bands_of_scores: tuple[BandsFacts, ...] = ()
    """Lists of a scenario or a table whose entries may be told apart by the values of an instrument."""


def statements_of(record: Record, leaves: Sequence[Leaf], labels: Sequence[str] = ()) -> Statements:
    """The statements of a record, given its leaves and the labels of all categories in small letters."""
    found = Statements()
    if isinstance(record, STATING):
        acknowledged = tuple((one.rule, str(one.words)) for one in getattr(record, "acknowledged", ()))
        found = Statements(said=tuple(said_in(record, leaves, labels)), acknowledged=acknowledged)
    match record:
        case Source():
            return _of_source(record)
        case Procedure():
            found = _of_procedure(record, found)
        case Scenario():
            found = _of_scenario(record, leaves, found)
        case Topic() | DataTable():
            found = _of_list(record, found)
        case Terms() | Finder():
            found = replace(found, names=tuple(names_known_in(record)))
        case Scales():
            found = replace(found, categories=tuple(categories_in(record)), bands=tuple(bands_in(record)))
        case Regimen():
            found = replace(found, doses=tuple(dict.fromkeys(doses_in(record))), dosages=tuple(dosages_in(record)))
    return found


def _of_list(record: Topic | DataTable, found: Statements) -> Statements:
    if isinstance(record, Topic):
        return replace(found, left_out=dict(left_out_in(record)))
    return replace(found, bands_of_scores=tuple(bands_in_lists(record)))


def _of_procedure(procedure: Procedure, found: Statements) -> Statements:
    levels = tuple(
        (whose, str(level.band))
        for whose in ("adult", "child", "any_age")
        if isinstance(level := getattr(procedure, whose), KnownLevel)
    )
    return replace(
        found,
        label=str(procedure.label),
        modality=str(procedure.modality),
        levels=levels,
        radiation_source=str(procedure.radiation_source or ""),
    )


def _of_scenario(scenario: Scenario, leaves: Sequence[Leaf], found: Statements) -> Statements:
    population = scenario.population
    return replace(
        found,
        label=str(scenario.short_title),
        rated=tuple(rating_rows_in(scenario)),
        tables=tuple(rating_tables_in(scenario)),
        variants=tuple((str(one.source), str(one.label), str(one.locator or "")) for one in scenario.variants),
        patient=Patient(
            population.age_group,
            population.sex,
            str(population.age or ""),
            frozenset({population.pregnancy, *(one.group.pregnancy for one in scenario.recommendations if one.group)}),
        ),
        routed=tuple(routed_in(scenario)),
        of_patients=dict(of_patients_in(scenario)),
        case=line_of(scenario.vignette or ()),
        entries=tuple(entries_in(scenario)),
        describes=tuple(describes_in(scenario, leaves)),
        scores=tuple(scores_in(scenario)),
        instruments=tuple(instruments_in(scenario)),
        bands_of_scores=tuple(bands_in_lists(scenario)),
    )


_OF_DATA: Final = re.compile(r"^[^:]+: \S+(?: mSv)? for an? (?:adult|child)\b")
_DAY: Final = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
"""A day in a note, such as that on which the source was read."""


def is_of_data(line: str) -> bool:
    """Whether a line of a source is a level of radiation or its doses, which speak of ages and of no patients."""
    return _OF_DATA.search(line) is not None


def _of_source(source: Source) -> Statements:
    quoted = tuple((str(one.text), str(one.locator or "")) for one in source.quoted)
    words = (source.title, source.container, _DAY.sub("", source.note or ""), source.year)
    texts = (*(part for one in quoted for part in one), *(str(word) for word in words if word))
    plain = [part for one in quoted if not is_of_data(one[0]) for part in one]
    figures = dict.fromkeys(figure(number) for text in texts for number in numbers_in(text))
    about = " ".join(str(word) for word in words if word)
    return Statements(
        quoted=quoted or None,
        about=about,
        figures=tuple(figures),
        patients=patients_of(" ".join((*plain, about))),
    )
