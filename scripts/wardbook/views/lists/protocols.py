"""The library of protocols: by modality, each with the studies done by it, and by body region."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.records.protocol import Protocol
from wardbook.urls import Href
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.titles import MODALITIES
from wardbook.views.text import Setting, Vocabulary


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

    modalities: tuple[ProtocolGroup, ...]
    regions: tuple[ProtocolGroup, ...]
    procedures: Href


def protocol_index(library: Library, vocabulary: Vocabulary, today: date) -> Page:
    """All protocols by modality and by region."""
    setting = Setting(urls.PROTOCOLS, vocabulary, today)
    protocols = sorted(library.protocols.values(), key=lambda protocol: protocol.title)
    modalities: dict[str, list[ProtocolLine]] = {title: [] for title in MODALITIES.values()}
    regions: dict[str, list[ProtocolLine]] = defaultdict(list)
    written: dict[str, str] = {}
    for protocol in protocols:
        line = _line(protocol, library, setting)
        modalities[line.modality].append(line)
        own = {region.casefold(): region for region in protocol.regions}
        written = own | written
        for region in own:
            regions[region].append(line)
    return Page(
        path=urls.PROTOCOLS,
        template="protocols.md.jinja",
        head=Head(title="Protocols", description="How studies are done and read, by modality and by region", wide=True),
        view=ProtocolIndex(
            modalities=tuple(ProtocolGroup(title, tuple(lines)) for title, lines in modalities.items() if lines),
            regions=tuple(ProtocolGroup(written[key], tuple(lines)) for key, lines in sorted(regions.items())),
            procedures=urls.href(urls.PROTOCOLS, urls.PROCEDURES),
        ),
    )


def _line(protocol: Protocol, library: Library, setting: Setting) -> ProtocolLine:
    users = (library.procedures[id] for id in library.links.done_by.get(protocol.id, ()))
    return ProtocolLine(
        title=protocol.title,
        href=setting.to("protocol", protocol.id),
        flag=flag(protocol.review, setting.today),
        example=protocol.example or "",
        modality=MODALITIES[protocol.modality],
        regions=", ".join(protocol.regions),
        procedures=tuple(Entry(title=p.label, href=setting.to("procedure", p.id)) for p in users),
    )
