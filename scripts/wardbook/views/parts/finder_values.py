"""Facet values of the finder, each with the id that is used in addresses.

The ids are those of the content, so that an address that was passed on keeps its meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wardbook.library.library import Library
from wardbook.model.parts.eligibility import AgeGroup, Pregnancy
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.parts.recommendation import Contraindication
from wardbook.model.records.procedure import KnownLevel, Level, NoLevel, VariableLevel
from wardbook.model.scales import Scales
from wardbook.views.parts.flags import FLAGS, LABELS
from wardbook.views.parts.options.words import ANSWERS, shows_radiation
from wardbook.views.parts.ratings import Chip, chip

AGES: Final[Mapping[AgeGroup, str]] = {
    "child": "Children only",
    "adult": "Adults only",
    "both": "Children and adults",
}
SEXES: Final = {"any": "Either sex", "female": "Female only", "male": "Male only"}
PREGNANCIES: Final[Mapping[Pregnancy, str]] = {"pregnant": "Pregnant", "not-pregnant": "Not pregnant"}
CONTRAINDICATIONS: Final[Mapping[Contraindication, str]] = {
    "iodinated-contrast": "Iodinated contrast",
    "gadolinium": "Gadolinium",
    "mri": "MRI",
}
STATUSES: Final = {state: FLAGS[state] or label for state, label in LABELS.items()}
"""The statuses of a page; whether one is past its review date, the reader's day decides."""

VARIES: Final = "varies"
NOT_GIVEN: Final = "not-given"
NOT_ENTERED: Final = "not-entered"


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a facet, in the order of the page."""

    ids: tuple[str, ...]
    labels: tuple[str, ...]


def values(library: Library) -> dict[str, Values]:
    """The values of every facet by the facet's name."""
    topics = sorted(library.topics.values(), key=lambda topic: (topic.title.casefold(), topic.id))
    procedures = sorted(library.procedures.values(), key=lambda procedure: (procedure.label.casefold(), procedure.id))
    used = {procedure.modality for procedure in procedures}
    summaries = library.summaries.values()
    answers = {one.answer.kind for summary in summaries for one in summary.recommendations}
    pregnancies = {
        *(summary.population.pregnancy for summary in summaries),
        *(one.pregnancy for summary in summaries for one in summary.recommendations),
    }
    contraindications = {one.contraindication for summary in summaries for one in summary.recommendations}
    return {
        "topic": _values((topic.id, topic.title) for topic in topics),
        "age": _values(AGES.items()),
        "sex": _values(SEXES.items()),
        "pregnancy": _values((id, label) for id, label in PREGNANCIES.items() if id in pregnancies),
        "contraindication": _values((id, label) for id, label in CONTRAINDICATIONS.items() if id in contraindications),
        "presentation": _values((presentation.id, presentation.label) for presentation in library.presentations),
        "stage": _values(library.stages.items()),
        "answer": _values((id, label) for id, label in ANSWERS.items() if id in answers),
        "rating": _values(_rating_labels(library.scales)),
        "modality": _values((id, modality.label) for id, modality in library.modalities.items() if id in used),
        "procedure": _values((procedure.id, procedure.label) for procedure in procedures),
        "radiation": _values(
            (id, spoken[:1].upper() + spoken[1:])
            for id, (_, spoken) in (levels(library.scales).items() if shows_radiation(library) else ())
        ),
        "status": _values(STATUSES.items()),
    }


def _values(pairs: Iterable[tuple[str, str]]) -> Values:
    found = tuple(pairs)
    return Values(tuple(id for id, _ in found), tuple(label for _, label in found))


def ratings(scales: Scales) -> dict[str, Chip]:
    """The categories by id, most favorable first; one that has words for a disagreement stands once more with them."""
    found: dict[str, Chip] = {}
    for category in scales.categories:
        found[category.id] = chip(category, disagreement=False)
        if category.disagreement:
            found[_disagreement(category.id)] = chip(category, disagreement=True)
    return found


def _rating_labels(scales: Scales) -> Iterator[tuple[str, str]]:
    """The categories by id with their words; words that several scales have stand with the name of the scale."""
    labels = {id: shown.label for id, shown in ratings(scales).items()}
    times = Counter(label.casefold() for label in labels.values())
    for id, label in labels.items():
        scale = scales.scale_with(id.partition(".")[0])
        yield id, label if times[label.casefold()] == 1 else f"{label} ({scale.name})"


def rating_of(row: RatingRow) -> str:
    """The id of a row's category among the ratings."""
    return _disagreement(row.category) if row.disagreement else row.category


def _disagreement(category: str) -> str:
    return f"{category}.disagreement"  # no id has a point in it


def levels(scales: Scales) -> dict[str, tuple[str, str]]:
    """The radiation levels by id, each with its symbols and its words; none has no symbol, as the letter O would be."""
    bands: dict[str, tuple[str, str]] = {
        band.id: ("" if band.is_none else band.symbols or "", band.spoken) for band in scales.bands
    }
    return {**bands, VARIES: ("", "Varies"), NOT_GIVEN: ("", "Not given"), NOT_ENTERED: ("", "Not yet entered")}


def level_of(level: Level | None) -> str:
    """The id of a procedure's level among the levels."""
    match level:
        case KnownLevel(band=id):
            return id
        case VariableLevel():
            return VARIES
        case NoLevel():
            return NOT_GIVEN
        case None:
            return NOT_ENTERED
