"""Rating tables as a page shows them: in the scale's order, each row with words, symbol and dose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from wardbook.kinds import PROCEDURE
from wardbook.library.summary import RecommendationSummary
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.parts.ratings import RatingRow, Ratings
from wardbook.model.parts.recommendation import Recommendation
from wardbook.model.scales import Category, Scale, Scales
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.options.relations import ShownRelation, shown_relations
from wardbook.views.parts.options.votes import Votes, shown_votes
from wardbook.views.parts.options.words import is_imaging, option_words
from wardbook.views.parts.radiation import NOT_IMAGING, WHOSE, ShownDose, dose_heads, doses, whose_in
from wardbook.views.text import Note, Shown, ShownBlock, ShownProse

ROLES: Final = ("focal", "alternative", "complementary", "discussed", "listed")
"""Order of rows within a category."""

ROLE_LABELS: Final = {"focal": "Focus of the scenario", "alternative": "Alternative", "complementary": "Also consider"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A category: words, a symbol that tells it apart without colour, and a tone."""

    symbol: str
    label: str
    tone: str


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
    comparator: str
    """The option that it was compared with, in words; may be empty."""
    reason: tuple[ShownBlock, ...]
    doses: tuple[ShownDose, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A rating table."""

    group: str
    """The id of the group of patients; empty where the table is for all of the scenario's."""
    patients: tuple[Shown, ...]
    """The patients in a few words; empty where the table is for all."""
    caption: str
    option_head: str
    """The head of the column with the names of its options."""
    rows: tuple[ShownRatingRow, ...]
    category_head: str
    """The head of the column of categories."""
    evidence_head: str
    """The head of the column of evidence; empty where no row has any."""
    dose_heads: tuple[str, ...]
    """The heads of the columns of radiation."""
    source: Note
    edition: str
    reported_by: tuple[Note, ...]
    """The sources that report the ratings, where the guideline itself was not read."""
    complete: bool
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


def table(recommendation: Recommendation, ratings: Ratings, context: PageContext) -> Table:
    """The rating table of a recommendation."""
    library, scales, age_group = context.library, context.library.scales, recommendation.age_group
    scale = scale_of(ratings, scales)
    procedures = [library.procedures[row.procedure] for row in ratings.rows]
    has_imaging = any(is_imaging(procedure, library) for procedure in procedures)
    whose = whose_in(age_group, scales) if has_imaging else ()
    blank = tuple(ShownDose(WHOSE[one], NOT_IMAGING) for one in whose)
    rows = tuple(_row(row, age_group, blank, context) for row in in_order(ratings.rows, scales))
    words = option_words(procedures, library)
    return Table(
        group=recommendation.group.id if recommendation.group else "",
        patients=context.line(recommendation.patients) if recommendation.patients else (),
        caption=f"{category_head(scale)}{' and radiation' if whose else ''} of each {words.one}",
        rows=rows,
        option_head=words.head,
        category_head=category_head(scale),
        evidence_head=evidence_head(scale, ratings.rows),
        dose_heads=dose_heads(whose),
        source=context.note(ratings.source, ratings.locator),
        edition=edition(ratings),
        reported_by=tuple(context.note(source) for source in ratings.reported_by),
        complete=ratings.complete,
        has_rating=any(row.score or row.votes for row in rows),
        relations=tuple(shown_relations(ratings.relations, context)),
        note=context.prose(ratings.note),
    )


def scale_of(ratings: Ratings, scales: Scales) -> Scale:
    """The scale of a table."""
    return scales.scale_with(ratings.rows[0].category)


def category_head(scale: Scale) -> str:
    """The head of a column with the categories of a scale."""
    return scale.heading or "Category"


def evidence_head(scale: Scale, rows: Iterable[RatingRow]) -> str:
    """The head of a column with the evidence behind some rows; empty where none has any."""
    return scale.evidence.label if scale.evidence and any(row.strength for row in rows) else ""


def strength(row: RatingRow, scales: Scales) -> str:
    """The evidence behind a row, in words; empty where it is not known."""
    return next((level.label for level in scales.levels if level.id == row.strength), "")


def edition(ratings: Ratings) -> str:
    """The guideline's edition in words."""
    return ratings.edition or "edition not seen"


def _row(row: RatingRow, age_group: AgeGroup, blank: tuple[ShownDose, ...], context: PageContext) -> ShownRatingRow:
    """A row of the table; `blank` are the cells of radiation of what is no imaging."""
    procedure = context.library.procedures[row.procedure]
    return ShownRatingRow(
        label=context.line(procedure.label),
        href=context.to(PROCEDURE, row.procedure),
        chip=row_chip(row, context.library.scales),
        role=row.role,
        role_label=ROLE_LABELS.get(row.role, ""),
        strength=strength(row, context.library.scales),
        score=score(row),
        votes=shown_votes(row),
        comparator=f"compared with {row.comparator}" if row.comparator else "",
        reason=context.rich(row.reason) if row.reason else (),
        doses=doses(procedure, context.library, age_group) or blank,
    )


def rating(row: RatingRow) -> str:
    """The final rating, the median and the votes of a row, as far as they are known."""
    votes = f"votes 1–9: {' '.join(map(str, row.votes))}" if row.votes and any(row.votes) else ""
    return ", ".join(part for part in (score(row), votes) if part)


def score(row: RatingRow) -> str:
    """The final rating and the median of a row, as far as they are known."""
    parts = (f"{row.final} of 9" if row.final else "", f"median {row.median:g}" if row.median else "")
    return ", ".join(part for part in parts if part)
