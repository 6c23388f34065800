"""Protocols: how a study is done and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.traverse import cited
from wardbook.text.tree import RichText
from wardbook.views.embed_offer import embedding
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.labelled import Labelled
from wardbook.views.parts.print_links import Sizes, sized_links
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.search_metadata import found
from wardbook.views.parts.status import ShownStatus, shown_status, title_prefix
from wardbook.views.parts.titles import MODALITIES
from wardbook.views.text import Mark, Setting, Shown, ShownBlock, ShownProse, Vocabulary, mark, opening

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
    summary: ShownProse
    procedures: tuple[Entry, ...]
    lists: tuple[tuple[str, Items], ...]
    """Indications to equipment: a heading with its items."""
    parameters: tuple[ShownParameter, ...]
    acquisitions: tuple[ShownAcquisition, ...]
    contrast: ShownProse
    doppler: Items
    measurements: tuple[ShownMeasurement, ...]
    reading: tuple[Labelled, ...]
    report: tuple[ShownReportField, ...]
    pitfalls: tuple[Labelled, ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]
    disclaimer: ShownProse


def protocol_page(protocol: Protocol, library: Library, vocabulary: Vocabulary, today: date, sizes: Sizes) -> Page:
    """A protocol."""
    path = urls.page_of("protocol", protocol.id)
    return Page(
        path=path,
        template="protocol.md.jinja",
        head=Head(
            title=f"{title_prefix(protocol.review, today)}Protocol: {protocol.title}",
            description=opening(protocol.summary),
            indexed=protocol.review.status in ("live", "under-review"),
            found=found(
                "Protocol",
                protocol.title,
                ", ".join((MODALITIES[protocol.modality], *protocol.regions)),
                said=(protocol, *(p.label for p in _users(protocol, library))),
                setting=Setting(path, vocabulary, today),
                review=protocol.review,
            ),
            embedding=embedding("protocol", protocol.id, protocol.title, library, path=path),
            prints=sized_links("protocol", protocol.id, path, library, sizes),
        ),
        view=protocol_view(protocol, library, Setting(path, vocabulary, today, sources_of_protocol(protocol))),
    )


def sources_of_protocol(protocol: Protocol) -> tuple[str, ...]:
    """Every source that a protocol lists, in reading order."""
    return numbered([*cited(protocol), *protocol.sources])


def protocol_view(protocol: Protocol, library: Library, setting: Setting) -> ProtocolView:
    """A protocol as a page shows it; the references of the setting are listed with it."""
    users = _users(protocol, library)
    return ProtocolView(
        title=protocol.title,
        modality=MODALITIES[protocol.modality],
        regions=", ".join(protocol.regions),
        example=protocol.example or "",
        status=shown_status(protocol.review, library, setting, setting.today),
        summary=setting.prose(protocol.summary),
        procedures=tuple(Entry(title=p.label, href=setting.to("procedure", p.id)) for p in users),
        lists=tuple(
            (title, _items(items, setting))
            for title, items in (
                ("Indications", protocol.indications),
                ("Contraindications", protocol.contraindications),
                ("Preparation", protocol.preparation),
                ("Position", protocol.position),
                ("Equipment", protocol.equipment),
            )
            if items
        ),
        parameters=_parameters(protocol, setting),
        acquisitions=_acquisitions(protocol, setting),
        contrast=setting.prose(protocol.contrast),
        doppler=_items(protocol.doppler, setting),
        measurements=_measurements(protocol, setting),
        reading=tuple(Labelled(q.question, setting.prose(q.text)) for q in protocol.reading),
        report=tuple(ShownReportField(setting.line(f.label), f.text or "") for f in protocol.report),
        pitfalls=tuple(Labelled(p.title, setting.prose(p.text)) for p in protocol.pitfalls),
        references=reference_list(library, setting),
        abbreviations=setting.vocabulary.used_in(protocol, *(p.label for p in users)),
        disclaimer=setting.prose(library.settings.disclaimer),
    )


def _users(protocol: Protocol, library: Library) -> list[Procedure]:
    """The procedures that are done by a protocol."""
    return [library.procedures[id] for id in library.links.done_by.get(protocol.id, ())]


def _items(texts: Sequence[RichText], setting: Setting) -> Items:
    return tuple(setting.rich(text) for text in texts)


def _parameters(protocol: Protocol, setting: Setting) -> tuple[ShownParameter, ...]:
    return tuple(
        ShownParameter(
            name=setting.line(p.name),
            value=f"{p.value} {p.unit}" if p.unit else p.value,
            population=p.population or "",
            note=setting.rich(p.note) if p.note else (),
            mark=mark(p.standing),
        )
        for p in protocol.parameters
    )


def _acquisitions(protocol: Protocol, setting: Setting) -> tuple[ShownAcquisition, ...]:
    return tuple(
        ShownAcquisition(
            target=setting.line(a.target),
            plane=a.plane or "",
            capture=a.capture or "",
            purpose=setting.rich(a.purpose),
            condition=a.condition or "",
        )
        for a in protocol.acquisitions
    )


def _measurements(protocol: Protocol, setting: Setting) -> tuple[ShownMeasurement, ...]:
    return tuple(
        ShownMeasurement(
            name=setting.line(m.name),
            method=setting.rich(m.method),
            formula=m.formula or "",
            reference=m.reference or "",
            population=m.population or "",
            mark=mark(m.standing),
        )
        for m in protocol.measurements
    )
