"""The library of protocols: by modality, each with the studies done by it, and by body region."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from wardbook import urls
from wardbook.kinds import PROCEDURE, PROTOCOL
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.records.protocol import Protocol
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.options.words import has_imaging, words_of_library


@dataclass(frozen=True, kw_only=True, slots=True)
class ProtocolLine:
    """A protocol in the library of protocols."""

    title: str
    href: Href
    flag: Flag | None
    example: str
    modality: str
    regions: str
    procedures: tuple[Entry, ...]
    """The procedures done by it."""


@dataclass(frozen=True, slots=True)
class ProtocolGroup:
    """The protocols of a modality or of a body region."""

    title: str
    protocols: tuple[ProtocolLine, ...]


@dataclass(frozen=True, slots=True)
class ProtocolIndex:
    """All protocols, by modality and by region."""

    summary: str
    modalities: tuple[ProtocolGroup, ...]
    regions: tuple[ProtocolGroup, ...]
    procedures: Href


def protocols_summary(library: Library) -> str:
    """The subject of the protocols in a few words."""
    return f"How {words_of_library(library).many} are done" + (" and read" if has_imaging(library) else "")


def protocol_index(edition: Edition) -> Page:
    """All protocols by modality and by region."""
    context, summary = PageContext(edition), protocols_summary(edition.library)
    protocols = sorted(edition.library.protocols.values(), key=lambda protocol: protocol.title)
    modalities: dict[str, list[ProtocolLine]] = {modality.label: [] for modality in edition.library.modalities.values()}
    regions: dict[str, list[ProtocolLine]] = defaultdict(list)
    written: dict[str, str] = {}
    for protocol in protocols:
        line = _line(protocol, context)
        modalities[line.modality].append(line)
        own = {region.casefold(): region for region in protocol.regions}
        written = own | written
        for region in own:
            regions[region].append(line)
    return Page(
        path=urls.PROTOCOLS,
        template="protocols.md.jinja",
        head=Head(title="Protocols", description=f"{summary}, by modality and by region"),
        view=ProtocolIndex(
            summary=summary,
            modalities=tuple(ProtocolGroup(title, tuple(lines)) for title, lines in modalities.items() if lines),
            regions=tuple(ProtocolGroup(written[key], tuple(lines)) for key, lines in sorted(regions.items())),
            procedures=urls.href(urls.PROCEDURES),
        ),
    )


def _line(protocol: Protocol, context: PageContext) -> ProtocolLine:
    users = (context.library.procedures[id] for id in context.library.backlinks.done_by.get(protocol.id, ()))
    return ProtocolLine(
        title=protocol.title,
        href=context.to(PROTOCOL, protocol.id),
        flag=flag(protocol.review, context.edition),
        example=protocol.example or "",
        modality=context.library.modalities[protocol.modality].label,
        regions=", ".join(protocol.regions),
        procedures=tuple(Entry(title=p.label, href=context.to(PROCEDURE, p.id)) for p in users),
    )
