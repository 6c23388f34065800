"""The scales of a library: categories and levels of evidence of its guidelines, and radiation bands."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, StrictFloat, model_validator
from pydantic_core import PydanticCustomError

from wardbook.model.base import Line, Prose, Rating, Record, Slug, SourceRef, Standing

MilliSievert = Annotated[StrictFloat, Field(ge=0, le=1000)]
"""An effective dose in mSv."""

Tone = Literal["favorable", "cautious", "unfavorable"]

Whose = Literal["adult", "child", "any_age"]
"""The patients of a radiation level, by the field in which bands and procedures have it."""


class Disagreement(Record):
    """The form of a category when the panel disagreed."""

    label: Line
    """The words of the category then."""
    meaning: Prose
    """The meaning for the votes."""


class Category(Record):
    """A category in which a guideline puts an option, such as "usually appropriate"."""

    id: Slug
    """The id by which ratings name it; no other scale has it."""
    label: Line
    """The words of the category."""
    symbol: Line
    """One character or two that tell it from the others without color."""
    tone: Tone
    """Which of the three colors it has. `favorable` speaks for an option, `unfavorable` against it."""
    lowest: Rating | None = None
    """The lowest final rating in it, 1 to 9; only in a scale whose guideline rates in numbers."""
    highest: Rating | None = None
    """The highest final rating in it, 1 to 9; all categories of a scale have both, or none has."""
    meaning: Prose
    """The meaning for benefit and risk."""
    disagreement: Disagreement | None = None
    """Its words when the panel disagreed; only a category that has them may carry a disagreement."""


class EvidenceLevel(Record):
    """A level of the evidence behind a rating."""

    id: Slug
    """The id by which ratings name it as their `strength`; no other scale has it."""
    label: Line
    """The words for it."""
    standing: Standing | None = None
    """`to-be-verified` where the label has not been seen in the scale's source."""


class EvidenceScale(Record):
    """How a guideline grades the evidence behind its ratings."""

    label: Line
    """Its name, which heads a column: `Strength of evidence`, or `Certainty of the evidence` for GRADE."""
    levels: Annotated[tuple[EvidenceLevel, ...], Field(min_length=1)]
    """The levels, strongest first."""


class Scale(Record):
    """A scale on which a guideline rates: its categories, and how it grades evidence."""

    id: Slug
    """The id by which rating tables name it."""
    name: Line
    """Its name, such as `GRADE`."""
    heading: Line | None = None
    """The head of the column with its categories, such as `Appropriateness` or `Recommendation`."""
    method: Prose
    """How ratings come about, with the source."""
    source: SourceRef
    """The publication of the scale."""
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    """The categories, most favorable first: the order of every rating table."""
    evidence: EvidenceScale | None = None
    """How it grades the evidence; leave it out where it does not."""

    @property
    def levels(self) -> tuple[EvidenceLevel, ...]:
        """The levels of evidence; none where it grades none."""
        return self.evidence.levels if self.evidence else ()

    @property
    def has_ratings(self) -> bool:
        """Whether its categories have ratings from 1 to 9."""
        return any(category.lowest is not None for category in self.categories)


class DoseRange(Record):
    """A range of effective dose in mSv; without `low` it reads "<high", without `high` ">low"."""

    low: MilliSievert | None = None
    """Lower end in mSv; leave it out for "less than"."""
    high: MilliSievert | None = None
    """Upper end in mSv; 0 means none. Leave it out for "more than"."""
    standing: Standing | None = None
    """`to-be-verified` where the range has not been seen in the scale's source."""


class Band(Record):
    """A radiation level, with doses for adults and for children, or one for any age."""

    id: Slug
    """The id by which procedures name it."""
    symbols: Line | None = None
    """How it is drawn, such as ☢☢."""
    spoken: Line
    """The level in words. Where it has symbols, a screen reader says the words for them."""
    adult: DoseRange | None = None
    """The dose for an adult."""
    child: DoseRange | None = None
    """The dose for a child; never worked out from the adult's."""
    any_age: DoseRange | None = None
    """The dose in a scale that does not tell adults from children, in place of the other two."""

    @property
    def doses(self) -> tuple[DoseRange, ...]:
        """All doses that it has."""
        return tuple(dose for dose in (self.adult, self.child, self.any_age) if dose)

    @property
    def is_none(self) -> bool:
        """Whether it is the level of no radiation."""
        return bool(self.doses) and all(dose.high == 0 for dose in self.doses)

    def dose(self, whose: Whose) -> DoseRange | None:
        """The dose for some patients; one for any age is everybody's."""
        found: DoseRange | None = getattr(self, whose)
        return found or self.any_age


class RadiationScale(Record):
    """The scale of radiation levels."""

    note: Prose
    """The meaning of a radiation level, and its limits."""
    source: SourceRef
    """The publication of the scale."""
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    """The radiation bands, lowest first."""

    @property
    def whose(self) -> tuple[Whose, ...]:
        """The patients for whom its bands have doses, in the order of tables."""
        return ("any_age",) if all(band.any_age for band in self.bands) else ("adult", "child")


_OLD: Final = ("method", "radiation_note", "source", "categories", "strengths", "bands")
"""The fields of the file when a library had one scale."""


class Scales(Record):
    """The scales of the library."""

    scales: Annotated[tuple[Scale, ...], Field(min_length=1)]
    """The scales on which its guidelines rate, the main one first."""
    radiation: RadiationScale | None = None
    """The radiation levels; without them, nothing of radiation shows anywhere."""

    @model_validator(mode="before")
    @classmethod
    def _is_of_today(cls, value: Any) -> Any:
        """One message for a file of the time when a library had one scale, instead of one for each field."""
        old = [name for name in _OLD if isinstance(value, dict) and name in value]
        if old and "scales" not in value:
            raise PydanticCustomError(
                "old_scales",
                "expected `scales:`, got {fields} at the top, as when a library had one scale: write one scale below"
                " `scales:`, as `- id:` with `name`, `method`, `source` and `categories`; its `strengths` become"
                " `evidence:` with `label` and `levels`; `radiation_note` and `bands` become `note` and `bands` below"
                " `radiation:`, which has its own `source`; a tone is `favorable` or `unfavorable`",
                {"fields": ", ".join(f"`{name}`" for name in old)},
            )
        return value

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories of all scales, in the order of lists."""
        return tuple(category for scale in self.scales for category in scale.categories)

    @property
    def labels(self) -> tuple[str, ...]:
        """The words of all categories, those of disagreements among them."""
        alone = [category.label for category in self.categories]
        return (*alone, *(one.disagreement.label for one in self.categories if one.disagreement))

    @property
    def levels(self) -> tuple[EvidenceLevel, ...]:
        """The levels of evidence of all scales."""
        return tuple(level for scale in self.scales for level in scale.levels)

    @property
    def bands(self) -> tuple[Band, ...]:
        """The radiation bands; none without a scale of radiation."""
        return self.radiation.bands if self.radiation else ()

    def scale_with(self, category: str) -> Scale:
        """The scale that has a category."""
        return next(scale for scale in self.scales if any(one.id == category for one in scale.categories))
