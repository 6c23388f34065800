"""Procedures: the index by modality, and each procedure with its radiation and its ratings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from wardbook import urls
from wardbook.kinds import PROCEDURE, PROTOCOL
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.finder import Modality
from wardbook.model.records.procedure import Procedure
from wardbook.model.traverse import cited
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page, SearchMetadata
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.options.words import is_imaging, shows_radiation
from wardbook.views.parts.radiation import NO_ENTRY, ShownDose, Tick, axis, dose_heads, doses, whose_of
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.search_metadata import number_words, search_metadata
from wardbook.views.records.attachments import ShownAttachment, shown_attachments
from wardbook.views.records.changes.of_page import PageChanges, page_changes
from wardbook.views.records.rated import RatedIn, rated_in
from wardbook.views.text import Note, Shown, ShownProse

CONTRASTS: Final = {
    "none": "none",
    "with": "with intravenous contrast",
    "without": "without intravenous contrast",
    "without-and-with": "without, then with intravenous contrast",
    "optional": "optional",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcedureView:
    """A procedure's page."""

    title: str
    about: ShownProse
    modality: str
    regions: str
    contrast: str
    """Empty for what is no imaging."""
    doses: tuple[ShownDose, ...]
    """Empty for what is no imaging, and in a library without radiation."""
    ticks: tuple[Tick, ...]
    """The axis of the levels' bars; empty where no level has one."""
    levels_from: Note | None
    """The source of the levels."""
    protocol: Entry | None
    protocol_flag: Flag | None
    ratings: RatedIn
    scales: Href
    attachments: tuple[ShownAttachment, ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]
    changes: PageChanges


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """A procedure in the index."""

    label: tuple[Shown, ...]
    href: Href
    doses: tuple[ShownDose, ...]
    scenarios: int


@dataclass(frozen=True, slots=True)
class ModalityGroup:
    """The procedures of a modality."""

    title: str
    dose_heads: tuple[str, ...]
    procedures: tuple[ProcedureLine, ...]


@dataclass(frozen=True, slots=True)
class ProcedureIndex:
    """All procedures by modality."""

    groups: tuple[ModalityGroup, ...]
    shows_radiation: bool
    scales: Href


def procedure_page(procedure: Procedure, edition: Edition) -> Page:
    """A procedure: what it is, its radiation, and every scenario that rates it."""
    path = urls.page_of(PROCEDURE, procedure.id)
    sources = [
        *cited(*edition.library.as_read(procedure.about)),
        *([procedure.radiation_source] if procedure.radiation_source else []),
    ]
    references = numbered(sources)
    context = PageContext(edition, references)
    protocol = edition.library.protocols[procedure.protocol] if procedure.protocol else None
    shown_doses = doses(procedure, edition.library)
    what = "radiation level and " if shown_doses else ""
    rated = [edition.library.summaries[id] for id in edition.library.backlinks.rated_in.get(procedure.id, ())]
    return Page(
        path=path,
        template="procedure.md.jinja",
        head=Head(
            title=procedure.label,
            description=f"{procedure.label}: {what}every scenario that rates it",
            search=_found(procedure, context),
        ),
        view=ProcedureView(
            title=procedure.label,
            about=context.prose(procedure.about),
            modality=edition.library.modalities[procedure.modality].label,
            regions=", ".join(procedure.regions),
            contrast=CONTRASTS[procedure.contrast] if is_imaging(procedure, edition.library) else "",
            doses=shown_doses,
            ticks=axis(edition.library.scales).ticks() if any(shown.dose.bar for shown in shown_doses) else (),
            levels_from=context.note(procedure.radiation_source) if procedure.radiation_source else None,
            protocol=Entry(title=protocol.title, href=context.to(PROTOCOL, protocol.id)) if protocol else None,
            protocol_flag=flag(protocol.review, edition) if protocol else None,
            ratings=rated_in(procedure, rated, context),
            scales=urls.href(urls.SCALES),
            attachments=shown_attachments(procedure.attachments, edition.library),
            references=reference_list(context),
            abbreviations=edition.vocabulary.used_in(
                *edition.library.as_read(procedure),
                *(scenario.short_title for scenario in rated),
                *(s.population.summary for s in rated),
            ),
            changes=page_changes(PROCEDURE, procedure.id, None, edition.library),
        ),
    )


def _found(procedure: Procedure, context: PageContext) -> SearchMetadata:
    """The page as the search shows it, with its radiation levels where a source gives them."""
    modality = context.library.modalities[procedure.modality].label
    what = ", ".join((modality, *procedure.regions))
    found = search_metadata("Procedure", procedure.label, what, said=(procedure, modality), context=context)
    known = [(shown.population, shown.dose) for shown in doses(procedure, context.library) if shown.dose != NO_ENTRY]
    if not known:
        return found
    said = (f"{name} {dose.range}{f' ({dose.mark.label})' if dose.mark else ''}".strip() for name, dose in known)
    summary = f"{what} · radiation level: {', '.join(said)}"
    return replace(found, summary=summary, numbers=(*found.numbers, *number_words(summary)))


def procedure_index(edition: Edition) -> Page:
    """All procedures by modality."""
    context = PageContext(edition)
    library = edition.library
    with_radiation = ", with their radiation levels" if shows_radiation(library) else ""
    groups = (_group(modality, context) for modality in library.modalities.values())
    return Page(
        path=urls.PROCEDURES,
        template="procedures.md.jinja",
        head=Head(title="Procedures", description=f"All procedures by modality{with_radiation}"),
        view=ProcedureIndex(
            tuple(group for group in groups if group.procedures),
            shows_radiation(library),
            urls.href(urls.SCALES),
        ),
    )


def _group(modality: Modality, context: PageContext) -> ModalityGroup:
    library = context.library
    with_doses = modality.kind == "imaging"
    return ModalityGroup(
        modality.label,
        dose_heads(whose_of(library.scales)) if with_doses else (),
        tuple(_line(procedure, context) for procedure in _of(modality.id, library)),
    )


def _of(modality: str, library: Library) -> list[Procedure]:
    return sorted((p for p in library.procedures.values() if p.modality == modality), key=lambda p: p.label)


def _line(procedure: Procedure, context: PageContext) -> ProcedureLine:
    return ProcedureLine(
        context.line(procedure.label),
        context.to(PROCEDURE, procedure.id),
        doses(procedure, context.library),
        len(context.library.backlinks.rated_in.get(procedure.id, ())),
    )
