"""The comparison of radiation levels: all procedures side by side, to look at and to read.

In the chart, procedures with the same levels share a row, so that it stays short however many
there are; the table has a row for each. Nothing is added up or worked out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.kinds import PROCEDURE
from wardbook.library.edition import Edition
from wardbook.model.records.procedure import Procedure
from wardbook.model.scales import Whose
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.options.words import is_imaging
from wardbook.views.parts.radiation import WHOSE, Dose, ShownDose, Tick, axis, doses, whose_of
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.search_metadata import search_metadata
from wardbook.views.text import Note, Shown

COMPARISON_TITLE: Final = "Compare radiation"
COMPARISON_SUMMARY: Final = "The radiation levels of all procedures side by side"

_LABEL_ROOM: Final = 25.0
"""The part of the axis, in percent, that the name of a population may need beside its bar."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PairedBar:
    """The bar of some patients in a row of the chart, with the place of their name beside it."""

    whose: Whose
    population: str
    """Their name; empty where the dose is for any age."""
    dose: Dose
    at: float
    """The place of its name, in percent of the axis."""
    before: bool
    """Whether the name ends there instead of beginning."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A procedure with its levels."""

    label: tuple[Shown, ...]
    href: Href
    doses: tuple[ShownDose, ...]
    source: Note | None
    """The source of the levels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChartRow:
    """Procedures whose levels are the same for all patients."""

    bars: tuple[PairedBar, ...]
    known: bool
    """Whether there is a level for any of them."""
    procedures: tuple[Compared, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedModality:
    """The procedures of a modality, by name."""

    title: str
    procedures: tuple[Compared, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """The page."""

    title: str
    patients: str
    """The patients whose levels it shows, such as `, adult and child`; empty where levels are for any age."""
    dose_heads: tuple[str, ...]
    chart: tuple[ChartRow, ...]
    """From no dose to the highest; at the end what varies and what no source gives."""
    modalities: tuple[ComparedModality, ...]
    ticks: tuple[Tick, ...]
    scales: Href
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]


def comparison_page(edition: Edition) -> Page:
    """The radiation levels of all procedures."""
    library, whose = edition.library, whose_of(edition.library.scales)
    words = [WHOSE[one] for one in whose if WHOSE[one]]
    patients = f", {' and '.join(words)}" if words else ""
    summary = f"{COMPARISON_SUMMARY}{patients}"
    every = sorted(library.procedures.values(), key=lambda procedure: procedure.label)
    procedures = [procedure for procedure in every if is_imaging(procedure, library)]
    sources = numbered(procedure.radiation_source for procedure in procedures if procedure.radiation_source)
    context = PageContext(edition, sources)
    shown = {procedure.id: _compared(procedure, context) for procedure in procedures}
    modalities = (
        ComparedModality(
            title=modality.label, procedures=tuple(shown[p.id] for p in procedures if p.modality == modality.id)
        )
        for modality in library.modalities.values()
    )
    return Page(
        path=urls.COMPARISON,
        template="comparison.md.jinja",
        head=Head(
            title=COMPARISON_TITLE,
            description=summary,
            search=search_metadata("List", COMPARISON_TITLE, summary, said=(), context=context),
        ),
        view=Comparison(
            title=COMPARISON_TITLE,
            patients=patients,
            dose_heads=tuple(word.capitalize() for word in words) or ("Level",),
            chart=tuple(_chart(list(shown.values()), whose)),
            modalities=tuple(modality for modality in modalities if modality.procedures),
            ticks=axis(library.scales).ticks(),
            scales=urls.href(urls.SCALES),
            references=reference_list(context),
            abbreviations=edition.vocabulary.used_in(*(procedure.label for procedure in procedures)),
        ),
    )


def _compared(procedure: Procedure, context: PageContext) -> Compared:
    return Compared(
        label=context.line(procedure.label),
        href=context.to(PROCEDURE, procedure.id),
        doses=doses(procedure, context.library),
        source=context.note(procedure.radiation_source) if procedure.radiation_source else None,
    )


def _chart(procedures: list[Compared], whose: Sequence[Whose]) -> Iterator[ChartRow]:
    together: dict[tuple[Dose, ...], list[Compared]] = defaultdict(list)
    for procedure in procedures:
        together[tuple(shown.dose for shown in procedure.doses)].append(procedure)
    for levels, alike in sorted(together.items(), key=lambda item: [_rank(level) for level in item[0]]):
        bars = tuple(_bar(*pair) for pair in zip(whose, levels, strict=True))
        yield ChartRow(bars=bars, known=any(level.given for level in levels), procedures=tuple(alike))


def _rank(dose: Dose) -> tuple[int, float, float]:
    """The place of a level: no dose first, then by its band, then what varies, then what is not given."""
    if not dose.given:
        return (3, 0, 0)
    if not dose.banded:
        return (2, 0, 0)
    return (1, dose.bar.start, dose.bar.width) if dose.bar else (0, 0, 0)


def _bar(whose: Whose, dose: Dose) -> PairedBar:
    """The name stands after the bar, or before it where the axis ends too soon."""
    end = dose.bar.start + dose.bar.width if dose.bar else 0.0
    before = dose.bar is not None and end > 100 - _LABEL_ROOM
    at = dose.bar.start if dose.bar and before else end
    return PairedBar(whose=whose, population=WHOSE[whose], dose=dose, at=at, before=before)
