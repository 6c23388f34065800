"""Rules about the scales and the library's colours."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Final, NamedTuple

from wardbook.checks.helpers import recommended, repeated
from wardbook.model.parts.ratings import Ratings
from wardbook.model.scales import Scale, Scales, Tone
from wardbook.model.settings import Settings
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content

_IN_NUMBERS: Final = ("final", "median", "votes")
"""The fields of a rating that only a scale of ratings from 1 to 9 has."""
LEAST_CONTRAST: Final = 4.5
"""Contrast of text that WCAG 2.2 asks for at level AA (success criterion 1.4.3)."""


def categories_cover_the_scale(content: Content) -> Iterator[Problem]:
    """The categories of a scale share out the final ratings 1 to 9, each in one category, or none has any."""
    for scales in content.of(Scales):
        for number, scale in enumerate(scales.record.scales):
            here: Loc = ("scales", number, "categories")
            for loc, message in (_bounds if scale.has_ratings else _no_bounds)(scale):
                yield scales.problem((*here, *loc), message)


def _no_bounds(scale: Scale) -> Iterator[tuple[Loc, str]]:
    for number, category in enumerate(scale.categories):
        if category.highest is not None:
            yield (number, "highest"), "expected `lowest` beside `highest`, got none: add it, or take both out"


def _bounds(scale: Scale) -> Iterator[tuple[Loc, str]]:
    owner: dict[int, str] = {}
    incomplete = False
    for number, category in enumerate(scale.categories):
        if category.lowest is None or category.highest is None:
            incomplete = True
            missing = "lowest" if category.lowest is None else "highest"
            yield (
                (number, missing),
                f"expected ratings for every category of a scale or for none, got no `{missing}` for `{category.id}`:"
                " add it, or take `lowest` and `highest` out everywhere",
            )
            continue
        if category.lowest > category.highest:
            yield (
                (number, "highest"),
                f"expected {category.lowest} or more, as `lowest` says, got {category.highest}: swap them",
            )
        for rating in range(category.lowest, category.highest + 1):
            if rating in owner:
                yield (
                    (number, "lowest"),
                    f"expected ratings of its own, got {rating}, which `{owner[rating]}` has: change one of them",
                )
            owner.setdefault(rating, category.id)
    absent = [str(rating) for rating in range(1, 10) if rating not in owner]
    if absent and not incomplete:
        yield (
            (),
            f"expected every rating from 1 to 9 in a category, got none for {', '.join(absent)}:"
            " change `lowest` or `highest` of one",
        )


def categories_can_be_told_apart(content: Content) -> Iterator[Problem]:
    """Each category of a scale has a symbol and words of its own, which do not say the same: `1 1` is read as 11."""
    for scales in content.of(Scales):
        for number, scale in enumerate(scales.record.scales):
            for _, (loc, words, _) in repeated(_signs(number, scale), key=lambda s: (s.loc[-1], s.words.casefold())):
                message = f"expected a {loc[-1]} of its own, got `{words}`, which another category has: choose another"
                yield scales.problem(loc, message)
            for place, category in enumerate(scale.categories):
                if category.label.casefold() == category.symbol.casefold():
                    message = f"expected words beside the symbol, got `{category.label}` in both: write a label such as"
                    loc = ("scales", number, "categories", place, "label")
                    yield scales.problem(loc, f"{message} `Category {category.label}`")


def signs_have_one_tone(content: Content) -> Iterator[Problem]:
    """A symbol or label stands for one tone in the whole library, so that "for" and "against" never look alike."""
    for scales in content.of(Scales):
        first: dict[tuple[str | int, str], tuple[str, Tone]] = {}
        for number, scale in enumerate(scales.record.scales):
            for loc, words, tone in _signs(number, scale):
                other, meant = first.setdefault((loc[-1], words.casefold()), (scale.id, tone))
                if meant != tone and other != scale.id:
                    yield scales.problem(
                        loc,
                        f"expected a {loc[-1]} that is {tone} everywhere, got `{words}`, which is {meant} in"
                        f" `{other}`: choose another",
                    )


class _Sign(NamedTuple):
    """A symbol or label of a category: where it stands, and which tone it stands for."""

    loc: Loc
    words: str
    tone: Tone


def _signs(number: int, scale: Scale) -> Iterator[_Sign]:
    for place, category in enumerate(scale.categories):
        here: Loc = ("scales", number, "categories", place)
        yield _Sign((*here, "symbol"), category.symbol, category.tone)
        yield _Sign((*here, "label"), category.label, category.tone)
        if category.disagreement:
            yield _Sign((*here, "disagreement", "label"), category.disagreement.label, category.tone)


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


def colours_carry_white_text(content: Content) -> Iterator[Problem]:
    """White text on the library's colours has the contrast that WCAG asks for."""
    for settings in content.of(Settings):
        for name in ("light", "dark"):
            colour = str(getattr(settings.record.colors, name))
            contrast = _contrast_with_white(colour)
            if contrast < LEAST_CONTRAST:
                yield settings.problem(
                    ("colors", name),
                    f"expected a contrast of {LEAST_CONTRAST} with white text,"
                    f" got {floor(contrast * 100) / 100:.2f}"
                    f" for `{colour}`: choose a darker color",
                )


def _contrast_with_white(colour: str) -> float:
    """Contrast ratio by WCAG 2.2's definition of relative luminance."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
