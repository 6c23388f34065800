"""Rules about the scale of a rating table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardbook.checks.helpers import recommended
from wardbook.model.parts.ratings import Ratings
from wardbook.model.scales import Scale, Scales
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content

_IN_NUMBERS: Final = ("final", "median", "votes")


def tables_name_their_scale(content: Content) -> Iterator[Problem]:
    """A rating table names its scale where the library has several."""
    scales = content.one(Scales)
    if scales is None or len(scales.record.scales) == 1:
        return
    ids = ", ".join(f"`{scale.id}`" for scale in scales.record.scales)
    for scenario, loc, recommendation in recommended(content):
        if recommendation.ratings and recommendation.ratings.scale is None:
            yield scenario.problem(
                (*loc, "ratings", "scale"),
                f"expected the scale of the ratings, got none: add `scale:` with one of {ids}",
            )


def rows_are_rated_on_the_scale(content: Content) -> Iterator[Problem]:
    """The categories, levels of evidence and numbers of a rating table are those of its scale."""
    scales = content.one(Scales)
    if scales is None:
        return
    for scenario, loc, recommendation in recommended(content):
        ratings = recommendation.ratings
        if ratings and (scale := _scale(ratings, scales.record)):
            for place, message in _of_another_scale(ratings, scale, scales.record):
                yield scenario.problem((*loc, "ratings", "rows", *place), message)


def _scale(ratings: Ratings, scales: Scales) -> Scale | None:
    """The scale of a table; none where it is not said or is unknown."""
    named = [scale for scale in scales.scales if scale.id == ratings.scale]
    return named[0] if named else scales.scales[0] if len(scales.scales) == 1 else None


def _of_another_scale(ratings: Ratings, scale: Scale, scales: Scales) -> Iterator[tuple[Loc, str]]:
    """The places in the rows that are of another scale."""
    elsewhere = {
        "category": {c.id for c in scales.categories} - {c.id for c in scale.categories},
        "strength": {level.id for level in scales.levels} - {level.id for level in scale.levels},
    }
    here = {"category": [c.id for c in scale.categories], "strength": [level.id for level in scale.levels]}
    for number, row in enumerate(ratings.rows):
        for field, ids in elsewhere.items():
            if (got := getattr(row, field)) in ids:
                choice = ", ".join(f"`{id}`" for id in here[field]) or "nothing"
                yield (number, field), f"expected {choice}, as `{scale.id}` has, got `{got}`: write one of its own"
        for field in _IN_NUMBERS if not scale.has_ratings else ():
            if getattr(row, field) is not None:
                yield (
                    (number, field),
                    f"expected no `{field}`, because `{scale.id}` has no ratings from 1 to 9, got one: take it out",
                )
