"""Protocols: how a study is done and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.kinds import PROCEDURE, PROTOCOL
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.traverse import cited
from wardbook.text.tree import RichText
from wardbook.views.context import PageContext
from wardbook.views.embed_offer import ARTICLE, embedding
from wardbook.views.page import Head, Layout, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.print_links import print_links
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.search_metadata import search_metadata
from wardbook.views.parts.status import (
    ShownStatus,
    ending_of,
    is_indexed,
    is_searched,
    left_of,
    shown_status,
    status_line,
    tab_title,
    title_prefix,
)
from wardbook.views.records.approvals import ShownApprovals, shown_approvals
from wardbook.views.records.attachments import ShownAttachment, shown_attachments
from wardbook.views.records.changes.of_page import PageChanges, page_changes
from wardbook.views.text import Labelled, Mark, Shown, ShownBlock, ShownProse, mark, opening

Items = tuple[tuple[ShownBlock, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownParameter:
    """A technical parameter."""

    name: tuple[Shown, ...]
    value: str
    population: str
    note: tuple[ShownBlock, ...]
    mark: Mark | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownAcquisition:
    """An image or sweep."""

    target: tuple[Shown, ...]
    plane: str
    capture: str
    purpose: tuple[ShownBlock, ...]
    condition: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownMeasurement:
    """A measurement."""

    name: tuple[Shown, ...]
    method: tuple[ShownBlock, ...]
    formula: str
    reference: str
    population: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class ShownReportField:
    """A field of the report."""

    label: tuple[Shown, ...]
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProtocolView:
    """A protocol's page."""

    title: str
    modality: str
    regions: str
    example: str
    status: ShownStatus
    approvals: ShownApprovals
    changes: PageChanges
    summary: ShownProse
    procedures: tuple[Entry, ...]
    lists: tuple[tuple[str, Items], ...]
    """Indications to equipment: a heading with its items."""
    parameters: tuple[ShownParameter, ...]
    acquisitions: tuple[ShownAcquisition, ...]
    contrast: ShownProse
    doppler: Items
    measurements: tuple[ShownMeasurement, ...]
    has_formulas: bool
    """Whether a measurement has a formula; without any, they have no column."""
    has_ranges: bool
    """Whether a measurement has a reference range; without any, they have no column."""
    reading: tuple[Labelled, ...]
    report: tuple[ShownReportField, ...]
    pitfalls: tuple[Labelled, ...]
    attachments: tuple[ShownAttachment, ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]
    disclaimer: ShownProse


ProtocolLayout = Layout[Protocol, ProtocolView]


def protocol_layout(protocol: Protocol, edition: Edition) -> ProtocolLayout:
    """A protocol, laid out."""
    view = protocol_view(protocol, PageContext(edition, sources_of_protocol(protocol, edition.library)))
    return Layout(record=protocol, edition=edition, view=view)


def protocol_page(layout: ProtocolLayout) -> Page:
    """A protocol."""
    protocol, edition = layout.record, layout.edition
    ending = ending_of(protocol.review, edition)
    return Page(
        path=urls.page_of(PROTOCOL, protocol.id),
        template="protocol.md.jinja",
        head=Head(
            title=tab_title(f"Protocol: {protocol.title}", protocol.review, edition),
            short_title=title_prefix(protocol.review, edition) + protocol.title,
            description=f"{ending.said}." if ending else opening(protocol.summary),
            version=protocol.review.version,
            indexed=is_indexed(protocol.review),
            search=search_metadata(
                "Protocol",
                protocol.title,
                ", ".join((edition.library.modalities[protocol.modality].label, *protocol.regions)),
                said=(holding_protocol(protocol), *(p.label for p in _users(protocol, edition.library))),
                context=PageContext(edition),
                line=status_line(PROTOCOL, protocol.id, protocol.review, edition),
            )
            if is_searched(protocol.review, edition)
            else None,
            embedding=None if ending else embedding(PROTOCOL, protocol.id, protocol.title, (ARTICLE,), edition.library),
            prints=print_links(PROTOCOL, protocol.id, edition.library),
        ),
        view=layout.view,
    )


def sources_of_protocol(protocol: Protocol, library: Library) -> tuple[str, ...]:
    """Every source that a protocol lists, in reading order."""
    held = holding_protocol(protocol)
    return numbered([*cited(*library.as_read(held)), *held.sources])


def holding_protocol(protocol: Protocol) -> Protocol:
    """A protocol as far as it holds: of one that has ended nothing is left but what it is called and its review."""
    return left_of(protocol, _LASTING) if protocol.review.ended else protocol


_LASTING: Final = frozenset({"id", "title", "modality", "regions", "example", "review"})


def protocol_view(protocol: Protocol, context: PageContext) -> ProtocolView:
    """A protocol as a page shows it; the references of the context are listed with it."""
    protocol, users = holding_protocol(protocol), _users(protocol, context.library)
    return ProtocolView(
        title=protocol.title,
        modality=context.library.modalities[protocol.modality].label,
        regions=", ".join(protocol.regions),
        example=protocol.example or "",
        status=shown_status(PROTOCOL, protocol.id, protocol.review, context),
        approvals=shown_approvals(PROTOCOL, protocol.id, context.library),
        changes=page_changes(PROTOCOL, protocol.id, protocol.review, context.library),
        summary=context.prose(protocol.summary),
        procedures=tuple(Entry(title=p.label, href=context.to(PROCEDURE, p.id)) for p in users),
        lists=tuple(
            (title, _items(items, context))
            for title, items in (
                ("Indications", protocol.indications),
                ("Contraindications", protocol.contraindications),
                ("Preparation", protocol.preparation),
                ("Position", protocol.position),
                ("Equipment", protocol.equipment),
            )
            if items
        ),
        parameters=_parameters(protocol, context),
        acquisitions=_acquisitions(protocol, context),
        contrast=context.prose(protocol.contrast),
        doppler=_items(protocol.doppler, context),
        measurements=_measurements(protocol, context),
        has_formulas=any(measurement.formula for measurement in protocol.measurements),
        has_ranges=any(measurement.reference for measurement in protocol.measurements),
        reading=tuple(Labelled(q.question, context.prose(q.text)) for q in protocol.reading),
        report=tuple(ShownReportField(context.line(f.label), f.text or "") for f in protocol.report),
        pitfalls=tuple(Labelled(p.title, context.prose(p.text)) for p in protocol.pitfalls),
        attachments=shown_attachments(protocol.attachments, context.library),
        references=reference_list(context),
        abbreviations=context.vocabulary.used_in(*context.library.as_read(protocol), *(p.label for p in users)),
        disclaimer=context.prose(context.library.settings.disclaimer),
    )


def _users(protocol: Protocol, library: Library) -> list[Procedure]:
    """The procedures that are done by a protocol."""
    return [library.procedures[id] for id in library.backlinks.done_by.get(protocol.id, ())]


def _items(texts: Sequence[RichText], context: PageContext) -> Items:
    return tuple(context.rich(text) for text in texts)


def _parameters(protocol: Protocol, context: PageContext) -> tuple[ShownParameter, ...]:
    return tuple(
        ShownParameter(
            name=context.line(p.name),
            value=f"{p.value} {p.unit}" if p.unit else p.value,
            population=p.population or "",
            note=context.rich(p.note) if p.note else (),
            mark=mark(p.standing),
        )
        for p in protocol.parameters
    )


def _acquisitions(protocol: Protocol, context: PageContext) -> tuple[ShownAcquisition, ...]:
    return tuple(
        ShownAcquisition(
            target=context.line(a.target),
            plane=a.plane or "",
            capture=a.capture or "",
            purpose=context.rich(a.purpose),
            condition=a.condition or "",
        )
        for a in protocol.acquisitions
    )


def _measurements(protocol: Protocol, context: PageContext) -> tuple[ShownMeasurement, ...]:
    return tuple(
        ShownMeasurement(
            name=context.line(m.name),
            method=context.rich(m.method),
            formula=m.formula or "",
            reference=m.reference or "",
            population=m.population or "",
            mark=mark(m.standing),
        )
        for m in protocol.measurements
    )
