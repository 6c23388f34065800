"""Pages about the library: the prose pages, and the one that explains the scales."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.kinds import PAGE
from wardbook.library.edition import Edition
from wardbook.library.library import Library, ProseDocument
from wardbook.model.base import Standing
from wardbook.model.traverse import cited
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.radiation import Bar, Tick, axis, dose_range
from wardbook.views.parts.ratings import Chip, chip
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.search_metadata import search_metadata
from wardbook.views.parts.titles import SCALES_TITLE
from wardbook.views.text import Mark, ShownBlock, ShownProse, mark


@dataclass(frozen=True, kw_only=True, slots=True)
class ProseView:
    """A prose page."""

    title: str
    blocks: tuple[ShownBlock, ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownCategory:
    """A category with its meaning."""

    chip: Chip
    ratings: str
    meaning: ShownProse


@dataclass(frozen=True, slots=True)
class ShownStrength:
    """A strength of evidence."""

    label: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class ShownRange:
    """A dose range with its bar."""

    text: str
    bar: Bar | None
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class ShownBand:
    """A radiation band."""

    symbols: str
    spoken: str
    adult: ShownRange
    child: ShownRange


@dataclass(frozen=True, kw_only=True, slots=True)
class ScalesView:
    """The page that explains the scales."""

    title: str
    method: ShownProse
    categories: tuple[ShownCategory, ...]
    strengths: tuple[ShownStrength, ...]
    radiation_note: ShownProse
    bands: tuple[ShownBand, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[tuple[Mark, str], ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]


MARK_MEANINGS: Final[tuple[tuple[Standing, str], ...]] = (
    ("contested", "Sources disagree; the text says who says what."),
    ("varies-by-protocol", "Groups do it differently, each for its reasons; the patient's own protocol decides."),
    ("local", "True of this hospital, not of the published guideline."),
    ("to-be-verified", "Not yet seen in its source; check before relying on it."),
    ("opinion", "A judgment that no source backs."),
)
"""The marks with their meanings, in the order of the page."""


SCALES_SUMMARY: Final = "What the categories, strengths of evidence and radiation levels of adults and children mean"


def prose_page(page: ProseDocument, edition: Edition) -> Page:
    """A prose page."""
    path = urls.page_of(PAGE, page.head.id)
    references = numbered(cited(*edition.library.as_read(page.text)))
    context = PageContext(edition, references)
    return Page(
        path=path,
        template="prose.md.jinja",
        head=Head(
            title=page.head.title,
            description=page.head.summary,
            search=search_metadata("About", page.head.title, page.head.summary, said=(page.text,), context=context),
        ),
        view=ProseView(
            title=page.head.title,
            blocks=context.rich(page.text),
            references=reference_list(context),
            abbreviations=edition.vocabulary.used_in(*edition.library.as_read(page.text)),
        ),
    )


def scales_page(edition: Edition) -> Page:
    """The page that explains ratings and radiation levels."""
    scales = edition.library.scales
    references = numbered([*cited(scales), scales.source])
    context = PageContext(edition, references)
    return Page(
        path=urls.SCALES,
        template="scales.md.jinja",
        head=Head(
            title=SCALES_TITLE,
            description=SCALES_SUMMARY,
            search=search_metadata("About", SCALES_TITLE, SCALES_SUMMARY, said=(scales,), context=context),
        ),
        view=ScalesView(
            title=SCALES_TITLE,
            method=context.prose(scales.method),
            categories=tuple(_categories(context)),
            strengths=tuple(ShownStrength(s.label, mark(s.standing)) for s in scales.strengths),
            radiation_note=context.prose(scales.radiation_note),
            bands=tuple(_bands(edition.library)),
            ticks=axis(scales).ticks(),
            marks=tuple((shown, meaning) for name, meaning in MARK_MEANINGS if (shown := mark(name))),
            references=reference_list(context),
            abbreviations=edition.vocabulary.used_in(scales),
        ),
    )


def _categories(context: PageContext) -> Iterator[ShownCategory]:
    for category in context.library.scales.categories:
        ratings = f"Final rating {category.lowest}–{category.highest} of 9"
        yield ShownCategory(chip(category, disagreement=False), ratings, context.prose(category.meaning))
        if category.disagreement:
            meaning = context.prose(category.disagreement.meaning)
            yield ShownCategory(chip(category, disagreement=True), "No consensus", meaning)


def _bands(library: Library) -> Iterator[ShownBand]:
    scale = axis(library.scales)
    for band in library.scales.bands:
        adult, child = (
            ShownRange(dose_range(dose), scale.bar(dose), mark(dose.standing)) for dose in (band.adult, band.child)
        )
        yield ShownBand(band.symbols, band.spoken, adult, child)
