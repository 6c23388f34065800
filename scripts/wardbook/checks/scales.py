"""Rules about the scales and the library's colours."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Final

from wardbook.checks.helpers import repeated
from wardbook.model.scales import Scales
from wardbook.model.settings import Settings
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content

LEAST_CONTRAST: Final = 4.5
"""Contrast of text that WCAG 2.2 asks for at level AA (success criterion 1.4.3)."""


def categories_cover_the_scale(content: Content) -> Iterator[Problem]:
    """The categories share out the final ratings 1 to 9, each rating in one category."""
    for scales in content.of(Scales):
        owner: dict[int, str] = {}
        for number, category in enumerate(scales.record.categories):
            if category.lowest > category.highest:
                yield scales.problem(
                    ("categories", number, "highest"),
                    f"expected {category.lowest} or more, as `lowest` says, got {category.highest}: swap them",
                )
            for rating in range(category.lowest, category.highest + 1):
                if rating in owner:
                    yield scales.problem(
                        ("categories", number, "lowest"),
                        f"expected ratings of its own, got {rating}, which `{owner[rating]}` has: change one of them",
                    )
                owner.setdefault(rating, category.id)
        missing = [str(rating) for rating in range(1, 10) if rating not in owner]
        if missing:
            yield scales.problem(
                ("categories",),
                f"expected every rating from 1 to 9 in a category, got none for {', '.join(missing)}:"
                " change `lowest` or `highest` of one",
            )


def categories_can_be_told_apart(content: Content) -> Iterator[Problem]:
    """Each category has a symbol and words of its own."""
    for scales in content.of(Scales):
        written: list[tuple[Loc, str]] = []
        for number, category in enumerate(scales.record.categories):
            here: Loc = ("categories", number)
            written += [((*here, "symbol"), category.symbol), ((*here, "label"), category.label)]
            if category.disagreement:
                written.append(((*here, "disagreement", "label"), category.disagreement.label))
        for _, (loc, words) in repeated(written, key=lambda place: (place[0][-1], place[1].casefold())):
            message = f"expected a {loc[-1]} of its own, got `{words}`, which another category has: choose another"
            yield scales.problem(loc, message)


def ranges_rise(content: Content) -> Iterator[Problem]:
    """A radiation range rises, and a band's doses are not below those of the band before it."""
    for scales in content.of(Scales):
        for population in ("adult", "child"):
            before = 0.0
            for number, band in enumerate(scales.record.bands):
                dose = band.adult if population == "adult" else band.child
                if dose.low is not None and dose.low >= dose.high:
                    yield scales.problem(
                        ("bands", number, population, "low"),
                        f"expected less than `high`, {dose.high:g} mSv, got {dose.low:g} mSv: change one of the two",
                    )
                if dose.high < before:
                    yield scales.problem(
                        ("bands", number, population, "high"),
                        f"expected {before:g} mSv or more, as the band before has, got {dose.high:g} mSv:"
                        " change one of the two",
                    )
                before = dose.high


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
