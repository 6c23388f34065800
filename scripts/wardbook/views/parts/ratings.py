"""Rating tables as a page shows them: in the scale's order, each row with words, symbol and dose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wardbook.kinds import PROCEDURE
from wardbook.library.library import Library
from wardbook.library.summary import RecommendationSummary
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.parts.ratings import RatingRow, Ratings, Relation, RelationKind
from wardbook.model.parts.recommendation import Recommendation
from wardbook.model.scales import Category, Scales
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.radiation import Dose, DosePopulation, dose
from wardbook.views.parts.votes import Votes, shown_votes
from wardbook.views.text import Note, Shown, ShownBlock, ShownProse

POPULATIONS: Final[dict[AgeGroup, tuple[DosePopulation, ...]]] = {
    "child": ("child",),
    "adult": ("adult",),
    "both": ("adult", "child"),
}
"""The radiation columns that matter to an age group."""

ROLES: Final = ("focal", "alternative", "complementary", "discussed", "listed")
"""Order of rows within a category."""

ROLE_LABELS: Final = {"focal": "Focus of the scenario", "alternative": "Alternative", "complementary": "Also consider"}


RELATIONS: Final[dict[RelationKind, tuple[str, str]]] = {
    "either": ("One is enough", " or "),
    "both": ("Together", " and "),
    "then": ("In this order", ", then "),
}
"""The words of each kind: what leads, and what stands before the last study; all others but of `then` have commas."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A category: words, a symbol that tells it apart without colour, and a tone."""

    symbol: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class ShownDose:
    """A dose with the population it is for."""

    population: DosePopulation
    dose: Dose


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownRatingRow:
    """A row of the table."""

    label: tuple[Shown, ...]
    href: Href
    chip: Chip
    role: str
    role_label: str
    strength: str
    score: str
    """The final rating and the median; empty where neither is known."""
    votes: Votes | None
    reason: tuple[ShownBlock, ...]
    doses: tuple[ShownDose, ...]


@dataclass(frozen=True, slots=True)
class ShownRelation:
    """A relation of studies."""

    lead: str
    studies: tuple[Shown, ...]
    """All of them in words."""
    text: tuple[ShownBlock, ...]
    """When or why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A rating table."""

    group: str
    """The id of the group of patients; empty where the table is for all of the scenario's."""
    patients: tuple[Shown, ...]
    """The patients in a few words; empty where the table is for all."""
    caption: str
    rows: tuple[ShownRatingRow, ...]
    populations: tuple[DosePopulation, ...]
    source: Note
    edition: str
    reported_by: tuple[Note, ...]
    """The sources that report the ratings, where the guideline itself was not read."""
    complete: bool
    has_strength: bool
    has_rating: bool
    relations: tuple[ShownRelation, ...]
    note: ShownProse


def chip(category: Category, *, disagreement: bool) -> Chip:
    """A category as it is shown, with its words for a disagreement if there was one."""
    label = category.disagreement.label if disagreement and category.disagreement else category.label
    return Chip(category.symbol, label, category.tone)


def row_chip(row: RatingRow, scales: Scales) -> Chip:
    """The category of a row."""
    category = next(category for category in scales.categories if category.id == row.category)
    return chip(category, disagreement=row.disagreement)


def in_order(rows: Sequence[RatingRow], scales: Scales) -> list[RatingRow]:
    """Rows by category, then role, then final rating; the author's order decides the rest."""
    return sorted(rows, key=ranking(scales))


def ranking(scales: Scales) -> Callable[[RatingRow], tuple[int, int, int]]:
    """The place of a row among others, as a key to sort by."""
    rank = {category.id: number for number, category in enumerate(scales.categories)}
    return lambda row: (rank[row.category], ROLES.index(row.role), -(row.final or 0))


def focal_rows(recommendation: RecommendationSummary, scales: Scales) -> list[RatingRow]:
    """The rows that are the answer, in order."""
    return in_order(recommendation.focal, scales)


def table(recommendation: Recommendation, context: PageContext) -> Table:
    """The rating table of a recommendation."""
    ratings, populations = recommendation.ratings, POPULATIONS[recommendation.age_group]
    rows = tuple(_row(row, populations, context) for row in in_order(ratings.rows, context.library.scales))
    return Table(
        group=recommendation.group.id if recommendation.group else "",
        patients=context.line(recommendation.patients) if recommendation.patients else (),
        caption="Appropriateness and radiation of each study",
        rows=rows,
        populations=populations,
        source=context.note(ratings.source, ratings.locator),
        edition=edition(ratings),
        reported_by=tuple(context.note(source) for source in ratings.reported_by),
        complete=ratings.complete,
        has_strength=any(row.strength for row in rows),
        has_rating=any(row.score or row.votes for row in rows),
        relations=tuple(shown_relations(ratings.relations, context)),
        note=context.prose(ratings.note),
    )


def legend(scales: Scales) -> Iterator[tuple[str, str]]:
    """The signs of ratings and radiation: every category; of the levels none, the lowest and the highest."""
    for category in scales.categories:
        yield category.symbol, category.label
    some = [band.symbols for band in scales.bands if band.adult.high or band.child.high]
    for band in scales.bands:
        if band.symbols not in some:
            yield band.symbols, band.spoken
    if some:
        yield some[0], "lowest radiation level"
        yield some[-1], "highest"


def edition(ratings: Ratings) -> str:
    """The guideline's edition in words."""
    return ratings.edition or "edition not seen"


def doses(row: RatingRow, populations: Sequence[DosePopulation], library: Library) -> tuple[ShownDose, ...]:
    """The doses of a row's procedure for the populations."""
    procedure = library.procedures[row.procedure]
    levels = {"adult": procedure.adult, "child": procedure.child}
    return tuple(ShownDose(p, dose(levels[p], library.scales, p)) for p in populations)


def _row(row: RatingRow, populations: Sequence[DosePopulation], context: PageContext) -> ShownRatingRow:
    strengths = {strength.id: strength.label for strength in context.library.scales.strengths}
    return ShownRatingRow(
        label=context.line(context.library.procedures[row.procedure].label),
        href=context.to(PROCEDURE, row.procedure),
        chip=row_chip(row, context.library.scales),
        role=row.role,
        role_label=ROLE_LABELS.get(row.role, ""),
        strength=strengths[row.strength] if row.strength else "",
        score=score(row),
        votes=shown_votes(row),
        reason=context.rich(row.reason) if row.reason else (),
        doses=doses(row, populations, context.library),
    )


def rating(row: RatingRow) -> str:
    """The final rating, the median and the votes of a row, as far as they are known."""
    votes = f"votes 1–9: {' '.join(map(str, row.votes))}" if row.votes and any(row.votes) else ""
    return ", ".join(part for part in (score(row), votes) if part)


def score(row: RatingRow) -> str:
    """The final rating and the median of a row, as far as they are known."""
    parts = (f"{row.final} of 9" if row.final else "", f"median {row.median:g}" if row.median else "")
    return ", ".join(part for part in parts if part)


def shown_relations(
    relations: Iterable[Relation], context: PageContext, *, brief: bool = False
) -> Iterator[ShownRelation]:
    """The relations in the author's order; in short without the words that may cite a source."""
    for relation in relations:
        lead, _ = RELATIONS[relation.kind]
        text = context.rich(relation.text) if relation.text and not brief else ()
        yield ShownRelation(lead, context.line(studies_in_words(relation, context.library)), text)


def relation_in_words(relation: Relation, library: Library) -> str:
    """A relation in short: `One is enough: US or MRI`."""
    lead, _ = RELATIONS[relation.kind]
    return f"{lead}: {studies_in_words(relation, library)}"


def studies_in_words(relation: Relation, library: Library) -> str:
    """The studies of a relation with the words between them."""
    _, before_last = RELATIONS[relation.kind]
    *first, last = (library.procedures[id].label for id in relation.procedures)
    between = before_last if relation.kind == "then" else ", "
    return between.join(first) + before_last + last
