"""The data that the finder filters: every scenario with its rated studies, in columns of small numbers.

A number is a place in a table. What is past its review date
the page finds out by itself. A scenario that no longer holds has no answer and no studies here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import chain

from wardbook.kinds import SCENARIO
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.library.summary import RecommendationSummary, ScenarioSummary
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.scales import Whose
from wardbook.views.parts.finder_values import AGES, Values, level_of, levels, rating_of, ratings, values
from wardbook.views.parts.flags import FLAGS, changed_since, last_day
from wardbook.views.parts.options.relations import relation_in_words
from wardbook.views.parts.options.words import OptionWords, is_imaging, option_words, shows_radiation
from wardbook.views.parts.radiation import WHOSE, dose, whose_in, whose_of
from wardbook.views.parts.ratings import focal_rows
from wardbook.views.parts.status import ending_as_data, ending_of, facts_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenarios:
    """The columns of the scenarios, in the order of their titles."""

    id: tuple[str, ...]
    title: tuple[str, ...]
    population: tuple[str, ...]
    topic: tuple[int, ...]
    age: tuple[int, ...]
    sex: tuple[int, ...]
    pregnancy: tuple[int, ...]
    """-1 where pregnancy is not addressed."""
    presentation: tuple[tuple[int, ...], ...]
    stage: tuple[int, ...]
    answer: tuple[tuple[int, ...], ...]
    """One for each group of patients; none for a scenario that no longer holds."""
    words: tuple[tuple[int, ...], ...]
    """The words for the rated options of each answer."""
    status: tuple[int, ...]
    due: tuple[str, ...]
    """The day of the next review as YYYY-MM-DD, if the page grows old on it."""
    facts: tuple[tuple[str, ...], ...]
    """The facts behind the status, as the page has them on every day."""
    ending: tuple[tuple[str, ...], ...]
    """Of a scenario that no longer holds why, and the page to use instead, as `ending_as_data` gives it; else empty."""
    focal: tuple[int, ...]
    """The number of rated studies that are the answer; these come first."""
    studies: tuple[tuple[int, ...], ...]
    """The rated studies, as procedures."""
    ratings: tuple[tuple[int, ...], ...]
    """Their ratings."""
    groups: tuple[tuple[int, ...], ...]
    """The group of patients that each is rated for, by its number; empty where all are for all patients."""
    patients: tuple[tuple[str, ...], ...]
    """The groups in a few words; empty where there are none."""
    patient_ids: tuple[tuple[str, ...], ...]
    """The groups by their ids, as the address of a scenario's page names one of them."""
    ages: tuple[tuple[int, ...], ...]
    """The ages of the groups."""
    sexes: tuple[tuple[int, ...], ...]
    pregnancies: tuple[tuple[int, ...], ...]
    """-1 where pregnancy is not addressed."""
    contraindications: tuple[tuple[int, ...], ...]
    """-1 for the groups without one."""
    relations: tuple[tuple[tuple[int, str], ...], ...]
    """The relations of the studies of an answer in words, each after the number of the group."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Doses:
    """The columns of radiation levels as procedures have them: the words, and the mark where one is needed."""

    level: tuple[int, ...]
    range: tuple[str, ...]
    none: tuple[int, ...]
    """The places of those without radiation."""
    standing: tuple[str, ...]
    mark: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Procedures:
    """The columns of the procedures: modality, and dose by patients."""

    modality: tuple[int, ...]
    doses: Mapping[Whose, tuple[int, ...]]
    """-1 for what is no imaging."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FinderData:
    """Everything that the finder knows."""

    values: Mapping[str, Values]
    symbols: tuple[str, ...]
    """Of the ratings."""
    tones: tuple[str, ...]
    """Of the ratings."""
    levels: tuple[str, ...]
    """The symbols of the radiation levels."""
    patients: Mapping[Whose, str]
    """The words for the patients of a dose."""
    whose: tuple[tuple[Whose, ...], ...]
    """For each age group, the patients whose doses matter."""
    words: tuple[OptionWords, ...]
    """The words for options."""
    flags: tuple[str, ...]
    """The flag of a page in lists, by its status; empty for one that is current."""
    doses: Doses
    procedures: Procedures
    scenarios: Scenarios


def finder_json(edition: Edition) -> bytes:
    """The finder's data as its page fetches them."""
    return json.dumps(asdict(finder_data(edition)), ensure_ascii=False, separators=(",", ":")).encode()


def by_title(summaries: Iterable[ScenarioSummary]) -> list[ScenarioSummary]:
    """The summaries in the order of their titles."""
    return sorted(summaries, key=lambda summary: (summary.short_title.casefold(), summary.id))


def finder_data(edition: Edition) -> FinderData:
    """Everything that the finder knows of a library."""
    library = edition.library
    offered = values(library)
    chips = tuple(ratings(library.scales).values())
    doses, procedures = _procedures(library, offered)
    summaries = by_title(library.summaries.values())
    words = [[_words(one, library) for one in summary.recommendations] for summary in summaries]
    known = tuple(dict.fromkeys(chain.from_iterable(words)))
    return FinderData(
        values=offered,
        symbols=tuple(chip.symbol for chip in chips),
        tones=tuple(chip.tone for chip in chips),
        levels=tuple(symbols for symbols, _ in levels(library.scales).values()),
        flags=tuple(FLAGS[id] for id in offered["status"].ids),
        patients={whose: WHOSE[whose] for whose in procedures.doses},
        whose=tuple(whose_in(age, library.scales) if shows_radiation(library) else () for age in AGES),
        words=known,
        doses=doses,
        procedures=procedures,
        scenarios=_scenarios(
            summaries, edition, _places(offered), [tuple(known.index(one) for one in of_card) for of_card in words]
        ),
    )


def _words(recommendation: RecommendationSummary, library: Library) -> OptionWords:
    """The words for the rated options of an answer."""
    return option_words((library.procedures[row.procedure] for row in recommendation.rows), library)


def _places(offered: Mapping[str, Values]) -> dict[str, dict[str, int]]:
    return {facet: {id: place for place, id in enumerate(values.ids)} for facet, values in offered.items()}


def _scenarios(
    summaries: list[ScenarioSummary],
    edition: Edition,
    places: Mapping[str, Mapping[str, int]],
    words: list[tuple[int, ...]],
) -> Scenarios:
    """The columns of the scenarios; `words` are the places of the words for the options of each."""
    library = edition.library
    rows = [_rows(summary, library, places) for summary in summaries]
    endings = [ending_of(summary.review, edition) for summary in summaries]
    return Scenarios(
        id=tuple(summary.id for summary in summaries),
        title=tuple(summary.short_title for summary in summaries),
        population=tuple(summary.population.summary for summary in summaries),
        topic=tuple(places["topic"][summary.topic] for summary in summaries),
        age=tuple(places["age"][summary.population.age_group] for summary in summaries),
        sex=tuple(places["sex"][summary.population.sex] for summary in summaries),
        pregnancy=tuple(places["pregnancy"].get(summary.population.pregnancy, -1) for summary in summaries),
        presentation=tuple(tuple(places["presentation"][id] for id in summary.presentations) for summary in summaries),
        stage=tuple(places["stage"][summary.stage] for summary in summaries),
        answer=tuple(
            tuple(places["answer"][one.answer.kind] for one in summary.recommendations) for summary in summaries
        ),
        words=tuple(words),
        status=tuple(places["status"][summary.review.status] for summary in summaries),
        due=tuple(_due(summary) for summary in summaries),
        facts=tuple(
            facts_of(summary.review, end, changed_since(SCENARIO, summary.id, library))
            for summary, end in zip(summaries, endings, strict=True)
        ),
        ending=tuple(ending_as_data(end) if end else () for end in endings),
        focal=tuple(sum(row.role == "focal" for _, row in of_card) for of_card in rows),
        studies=tuple(tuple(places["procedure"][row.procedure] for _, row in of_card) for of_card in rows),
        ratings=tuple(tuple(places["rating"][rating_of(row)] for _, row in of_card) for of_card in rows),
        groups=tuple(
            tuple(number for number, _ in of_card) if _has_groups(summary) else ()
            for summary, of_card in zip(summaries, rows, strict=True)
        ),
        patients=tuple(tuple(one.patients for one in summary.recommendations if one.patients) for summary in summaries),
        patient_ids=tuple(tuple(one.group for one in summary.recommendations if one.group) for summary in summaries),
        ages=_of_groups(summaries, lambda _, one: places["age"][one.age_group]),
        sexes=_of_groups(
            summaries, lambda all_, one: places["sex"][all_.population.sex if one.sex == "any" else one.sex]
        ),
        pregnancies=_of_groups(
            summaries,
            lambda all_, one: places["pregnancy"].get(
                one.pregnancy, places["pregnancy"].get(all_.population.pregnancy, -1)
            ),
        ),
        contraindications=_of_groups(
            summaries, lambda _, one: places["contraindication"].get(one.contraindication or "", -1)
        ),
        relations=tuple(
            tuple(
                (number, relation_in_words(relation, library))
                for number, one in enumerate(summary.recommendations)
                for relation in one.relations
            )
            for summary in summaries
        ),
    )


def _of_groups(
    summaries: Iterable[ScenarioSummary], place: Callable[[ScenarioSummary, RecommendationSummary], int]
) -> tuple[tuple[int, ...], ...]:
    """A value of each group of patients, by scenarios."""
    return tuple(tuple(place(summary, one) for one in summary.recommendations if one.patients) for summary in summaries)


def _due(summary: ScenarioSummary) -> str:
    last = last_day(summary.review)
    return last.isoformat() if last else ""


def _has_groups(summary: ScenarioSummary) -> bool:
    return any(one.patients for one in summary.recommendations)


def _rows(
    summary: ScenarioSummary, library: Library, places: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[int, RatingRow], ...]:
    """The answers' rows in the order of the page, each with the number of its group; then the others by procedure.

    This order packs best.
    """
    answers = [
        (number, row) for number, one in enumerate(summary.recommendations) for row in focal_rows(one, library.scales)
    ]
    others = [
        (number, row) for number, one in enumerate(summary.recommendations) for row in one.rows if row.role != "focal"
    ]
    return (*answers, *sorted(others, key=lambda one: places["procedure"][one[1].procedure]))


def _procedures(library: Library, offered: Mapping[str, Values]) -> tuple[Doses, Procedures]:
    places = _places(offered)
    known: dict[tuple[int, str, bool, str, str], int] = {}

    def place(id: str, whose: Whose) -> int:
        procedure = library.procedures[id]
        if not is_imaging(procedure, library):
            return -1
        shown = dose(procedure, library.scales, whose)
        standing, label = (shown.mark.standing, shown.mark.label) if shown.mark else ("", "")
        words = shown.range if shown.given else f"level {shown.range}"
        key = (places["radiation"][level_of(procedure.level(whose))], words, shown.is_none, standing, label)
        return known.setdefault(key, len(known))

    ids = offered["procedure"].ids
    procedures = Procedures(
        modality=tuple(places["modality"][library.procedures[id].modality] for id in ids),
        doses={
            whose: tuple(place(id, whose) for id in ids)
            for whose in (whose_of(library.scales) if shows_radiation(library) else ())
        },
    )
    level, range_, is_none, standing, mark = zip(*known, strict=True) if known else ((), (), (), (), ())
    none = tuple(place for place, it_is in enumerate(is_none) if it_is)
    return Doses(level=level, range=range_, none=none, standing=standing, mark=mark), procedures
