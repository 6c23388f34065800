"""Facts of a record that sentences are held against: ratings, patients, thresholds, doses, labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from wardbook.model.base import Line, Prose, Ref
from wardbook.model.finder import Finder
from wardbook.model.outline.said import figure
from wardbook.model.parts.criteria import Criterion, Exclusion
from wardbook.model.parts.recommendation import Recommendation
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.topic import Topic
from wardbook.model.scales import Scales
from wardbook.model.settings import Term, Terms
from wardbook.model.traverse import Leaf, Loc
from wardbook.text.numbers import numbers_in
from wardbook.text.passages import joined, passages
from wardbook.text.patients import patients_in, years_old
from wardbook.text.tree import RichText


class RowFacts(NamedTuple):
    """A row of a rating table."""

    loc: Loc
    group: str
    """The id of the group of patients; empty where the table is for all."""
    procedure: str
    category: str
    disagreement: bool
    role: str
    reads: tuple[str, ...]
    """The guideline that rates it, and the sources that report the ratings."""


class TableFacts(NamedTuple):
    """A rating table."""

    loc: Loc
    source: str
    """The guideline."""
    locator: str
    """The place in it; empty where none is given."""


class Routed(NamedTuple):
    """A text that leads to other scenarios: a criterion that excludes, or a note on a related one."""

    loc: Loc
    lead: str
    """Its first sentence."""
    scenarios: tuple[str, ...]


class Threshold(NamedTuple):
    """A threshold on a score."""

    loc: Loc
    excludes: bool
    """Whether a patient who meets it does not fit, whatever else holds."""
    name: str
    operator: str
    value: float
    ends: tuple[float | None, float | None]
    """The lowest and the highest value that the instrument can give."""


class Patient(NamedTuple):
    """The patients of a scenario."""

    age_group: str
    sex: str
    age: str
    pregnancies: frozenset[str] = frozenset()
    """The values of `pregnancy` in the population and in the groups of patients."""


def rating_rows_in(scenario: Scenario) -> Iterator[RowFacts]:
    """The rows of all rating tables of a scenario."""
    for number, recommendation in enumerate(scenario.recommendations):
        group = str(recommendation.group.id) if recommendation.group else ""
        loc: Loc = ("patient_groups", number) if group else ()
        reads = _reads(recommendation)
        for place, row in enumerate(recommendation.rows):
            here = (*loc, "ratings", "rows", place)
            category = (str(row.category), row.disagreement)
            yield RowFacts(here, group, str(row.procedure), *category, row.role, reads)


def rating_tables_in(scenario: Scenario) -> Iterator[TableFacts]:
    """The rating tables of a scenario."""
    for number, recommendation in enumerate(scenario.recommendations):
        loc: Loc = ("patient_groups", number, "ratings") if recommendation.group else ("ratings",)
        if ratings := recommendation.ratings:
            yield TableFacts(loc, str(ratings.source), str(ratings.locator or ""))


def _reads(recommendation: Recommendation) -> tuple[str, ...]:
    ratings = recommendation.ratings
    return (str(ratings.source), *map(str, ratings.reported_by)) if ratings else ()


def routed_in(scenario: Scenario) -> Iterator[Routed]:
    """The texts of a scenario that lead to other scenarios."""
    for number, entry in enumerate(scenario.excludes):
        to = tuple(str(route.id) for route in entry.routes if route.kind == "scenario")
        if to and isinstance(entry, Exclusion):
            yield Routed(("excludes", number, "text"), passages(entry.text)[0].words, to)
    for number, related in enumerate(scenario.related):
        if related.kind == "scenario" and related.note:
            yield Routed(("related", number, "note"), str(related.note), (str(related.id),))


def of_patients_in(scenario: Scenario) -> Iterator[tuple[Loc, str]]:
    """The criteria of a scenario that exclude patients as such, each with its first sentence."""
    for number, entry in enumerate(scenario.excludes):
        if isinstance(entry, Exclusion) and entry.axis == "patient":
            yield ("excludes", number), passages(entry.text)[0].words.strip()


def left_out_in(topic: Topic) -> Iterator[tuple[Loc, str]]:
    """The questions that a topic leaves out, each with its first sentence."""
    for number, entry in enumerate(topic.not_covered):
        said = passages(entry.text[0].text)
        if said:
            yield ("not_covered", number), said[0].words.strip()


def line_of(prose: Prose) -> str:
    """The sentences of a text of any length in one line."""
    return joined(passage for statement in prose for passage in passages(statement.text))


def entries_in(scenario: Scenario) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    """The entries of a scenario about some procedures."""
    for number, other in enumerate(scenario.not_recommended):
        yield ("not_recommended", number), tuple(map(str, other.procedures))
    for number, pathway in enumerate(scenario.pathways):
        yield ("workflow", "pathways", number), tuple(map(str, pathway.after))


def forms_in(term: Term) -> tuple[str, ...]:
    """The forms of a term, its abbreviation first."""
    short = (str(term.abbreviation),) if term.abbreviation else ()
    return (*short, str(term.term), *map(str, term.synonyms), *map(str, term.spellings))


def names_known_in(record: Terms | Finder) -> Iterator[tuple[str, ...]]:
    """The terms, each with its forms, or the modalities, each with its id and its label."""
    if isinstance(record, Terms):
        yield from map(forms_in, record.terms)
    else:
        yield from ((str(one.id), str(one.label)) for one in record.modalities)


def categories_in(scales: Scales) -> Iterator[tuple[str, str, str, str]]:
    """The categories of all scales."""
    for one in scales.categories:
        yield str(one.id), str(one.label), str(one.disagreement.label) if one.disagreement else "", one.tone


def bands_in(scales: Scales) -> Iterator[tuple[str, str, tuple[tuple[str, float, float | None], ...]]]:
    """The bands of the scale of radiation."""
    for band in scales.bands:
        whose = (("adult", band.adult), ("child", band.child), ("any_age", band.any_age))
        doses = tuple((name, dose.low or 0, dose.high) for name, dose in whose if dose)
        yield str(band.id), str(band.symbols or ""), doses


_DESCRIBING: Final = frozenset({"title", "short_title", "category", "population", "variants", "vignette", "answer"})
"""Fields that say which patients a scenario is about."""


def describes_in(scenario: Scenario, leaves: Sequence[Leaf]) -> Iterator[tuple[Loc, str]]:
    """The texts of a scenario that say which patients it is about."""
    for loc, leaf in leaves:
        field = loc[0]
        if field == "fits":
            entry = scenario.fits[int(loc[1])]
            if not (loc[2:] == ("text",) and isinstance(entry, Criterion) and entry.axis == "patient"):
                continue
        elif field not in _DESCRIBING and field != "bottom_line":
            continue
        if isinstance(leaf, RichText):
            for passage in passages(leaf):
                if patients_in(passage.words).words or years_old(passage.words) or "year" in passage.words:
                    yield loc, passage.words.strip()
        elif isinstance(leaf, Line) and not isinstance(leaf, Ref) and loc[-1] != "locator":
            yield loc, str(leaf)


def scores_in(scenario: Scenario) -> Iterator[Threshold]:
    """The thresholds of a scenario."""
    for field, entries in (("fits", scenario.fits), ("excludes", scenario.excludes)):
        for number, entry in enumerate(entries):
            enough = field == "excludes" and (isinstance(entry, Criterion) or entry.rule == "any_of")
            for criterion in entry.criteria:
                score = criterion.score
                if score and score.to is None:
                    ends = (score.lowest, score.highest)
                    yield Threshold((field, number), enough, str(score.name), score.operator, score.value, ends)


def doses_in(regimen: Regimen) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The doses of a regimen, as amounts in words."""
    for drug in regimen.drugs:
        sources = drug.evidence.sources
        for dosage in drug.all_dosages:
            amounts: list[tuple[float | None, str]] = []
            for part in dosage.dose.components:
                amounts += ((part.value, part.unit), (part.to, part.unit))
            for limit in (dosage.max_dose_per_administration, dosage.max_dose_per_hour, dosage.max_dose_per_day):
                amounts += ((limit.value, limit.unit),) if limit else ()
            for value, unit in amounts:
                if value is not None:
                    yield from (
                        (drug.name.casefold(), figure(one), sources) for one in numbers_in(f"{value:.15g} {unit}")
                    )
