"""The scales: appropriateness categories, strengths of evidence, radiation bands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictFloat

from wardbook.model.base import Line, Prose, Rating, Record, Slug, SourceRef, Standing

MilliSievert = Annotated[StrictFloat, Field(ge=0, le=1000)]
"""An effective dose in mSv."""

Tone = Literal["favourable", "cautious", "unfavourable"]


class Disagreement(Record):
    """The form of a category when the panel disagreed."""

    label: Line
    """The words of the category then."""
    meaning: Prose
    """The meaning for the votes."""


class Category(Record):
    """An appropriateness category, such as "usually appropriate"."""

    id: Slug
    """The id by which ratings name it."""
    label: Line
    """The words of the category."""
    symbol: Line
    """One character that tells it from the others without colour."""
    tone: Tone
    """Which of the three colours it has."""
    lowest: Rating
    """The lowest final rating in it, 1 to 9."""
    highest: Rating
    """The highest final rating in it, 1 to 9."""
    meaning: Prose
    """The meaning for benefit and risk."""
    disagreement: Disagreement | None = None
    """Its words when the panel disagreed; only a category that has them may carry a disagreement."""


class Strength(Record):
    """A strength of evidence behind a rating."""

    id: Slug
    """The id by which ratings name it."""
    label: Line
    """The words for it."""
    standing: Standing | None = None
    """`to-be-verified` where the label has not been seen in the scale's source."""


class DoseRange(Record):
    """A range of effective dose in mSv; without `low` it reads "<high"."""

    low: MilliSievert | None = None
    """Lower end in mSv; leave it out for "less than"."""
    high: MilliSievert
    """Upper end in mSv; 0 means none."""
    standing: Standing | None = None
    """`to-be-verified` where the range has not been seen in the scale's source."""


class Band(Record):
    """A relative radiation level."""

    id: Slug
    """The id by which procedures name it."""
    symbols: Line
    """How it is drawn, such as ☢☢."""
    spoken: Line
    """The words that a screen reader says for the symbols."""
    adult: DoseRange
    """The dose for an adult."""
    child: DoseRange
    """The dose for a child; never worked out from the adult's."""


class Scales(Record):
    """The scales that the whole library is rated on."""

    method: Prose
    """How ratings come about, with the source."""
    radiation_note: Prose
    """The meaning of a radiation level, and its limits."""
    source: SourceRef
    """The publication of the scales."""
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    """The appropriateness categories, most favourable first: the order of every rating table."""
    strengths: tuple[Strength, ...] = ()
    """The strengths of evidence, strongest first."""
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    """The radiation bands, lowest first."""
