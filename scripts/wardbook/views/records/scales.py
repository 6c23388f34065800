"""The page that explains the scales: one section for each, one for radiation, and the marks on statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.model.scales import DoseRange, RadiationScale, Scale, Scales
from wardbook.model.traverse import cited
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.options.words import shows_radiation
from wardbook.views.parts.radiation import WHOSE, Bar, Tick, axis, dose_range, whose_of
from wardbook.views.parts.ratings import Chip, category_head, chip
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.search_metadata import search_metadata
from wardbook.views.parts.titles import scales_title
from wardbook.views.text import MARK_MEANINGS, Mark, ShownProse, mark


@dataclass(frozen=True, slots=True)
class ShownCategory:
    """A category with its meaning."""

    chip: Chip
    ratings: str
    """Its final ratings; empty in a scale without."""
    meaning: ShownProse


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A level of evidence."""

    label: str
    mark: Mark | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownScale:
    """A scale of ratings."""

    id: str
    name: str
    method: ShownProse
    category_head: str
    categories: tuple[ShownCategory, ...]
    has_ratings: bool
    evidence_head: str
    """Its name for how it grades evidence; empty where it does not."""
    evidence: tuple[ShownEvidence, ...]


@dataclass(frozen=True, slots=True)
class ShownRange:
    """A dose range with its bar."""

    head: str
    """The patients that it is for."""
    text: str
    bar: Bar | None
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class ShownBand:
    """A radiation band."""

    symbols: str
    spoken: str
    ranges: tuple[ShownRange, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownRadiation:
    """The scale of radiation."""

    note: ShownProse
    heads: tuple[str, ...]
    bands: tuple[ShownBand, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ScalesView:
    """The page that explains the scales."""

    title: str
    scales: tuple[ShownScale, ...]
    radiation: ShownRadiation | None
    marks: tuple[tuple[Mark, str], ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]


def scales_page(edition: Edition) -> Page:
    """The page that explains ratings and radiation levels."""
    scales, radiates = edition.library.scales, shows_radiation(edition.library)
    shown = scales if radiates else scales.scales
    named = [scale.source for scale in scales.scales]
    if scales.radiation and radiates:
        named.append(scales.radiation.source)
    context = PageContext(edition, numbered([*cited(shown), *named]))
    title = scales_title(edition.library)
    summary = f"What the {_words(scales, radiates=radiates)} mean"
    return Page(
        path=urls.SCALES,
        template="scales.md.jinja",
        head=Head(
            title=title,
            description=summary,
            search=search_metadata("About", title, summary, said=(shown,), context=context),
        ),
        view=ScalesView(
            title=title,
            scales=tuple(_scale(scale, context) for scale in scales.scales),
            radiation=_radiation(scales.radiation, scales, context) if scales.radiation and radiates else None,
            marks=tuple((sign, meaning) for name, meaning in MARK_MEANINGS.items() if (sign := mark(name))),
            references=reference_list(context),
            abbreviations=edition.vocabulary.used_in(shown),
        ),
    )


def _words(scales: Scales, *, radiates: bool) -> str:
    """The things that the page explains."""
    words = ["categories"]
    words += ["levels of evidence"] if scales.levels else []
    patients = "" if whose_of(scales) == ("any_age",) else " of adults and children"
    words += [f"radiation levels{patients}"] if radiates else []
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _scale(scale: Scale, context: PageContext) -> ShownScale:
    return ShownScale(
        id=scale.id,
        name=scale.name,
        method=context.prose(scale.method),
        category_head=category_head(scale),
        categories=tuple(_categories(scale, context)),
        has_ratings=scale.has_ratings,
        evidence_head=scale.evidence.label if scale.evidence else "",
        evidence=tuple(ShownEvidence(level.label, mark(level.standing)) for level in scale.levels),
    )


def _categories(scale: Scale, context: PageContext) -> Iterator[ShownCategory]:
    for category in scale.categories:
        ratings = f"Final rating {category.lowest}–{category.highest} of 9" if scale.has_ratings else ""
        yield ShownCategory(chip(category, disagreement=False), ratings, context.prose(category.meaning))
        if category.disagreement:
            meaning = context.prose(category.disagreement.meaning)
            yield ShownCategory(chip(category, disagreement=True), "No consensus", meaning)


def _radiation(radiation: RadiationScale, scales: Scales, context: PageContext) -> ShownRadiation:
    on_axis = axis(scales)
    heads = {whose: (WHOSE[whose] or "dose").capitalize() for whose in radiation.whose}

    def shown(head: str, dose: DoseRange) -> ShownRange:
        return ShownRange(head, dose_range(dose), on_axis.bar(dose), mark(dose.standing))

    return ShownRadiation(
        note=context.prose(radiation.note),
        heads=tuple(heads.values()),
        bands=tuple(
            ShownBand(
                band.symbols or "",
                band.spoken,
                tuple(shown(head, dose) for whose, head in heads.items() if (dose := band.dose(whose))),
            )
            for band in radiation.bands
        ),
        ticks=on_axis.ticks(),
    )
