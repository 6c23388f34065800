"""Sources: the index, and each source with the pages that cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wardbook import addresses
from wardbook.library import Library
from wardbook.model.source import Source
from wardbook.views.lists import Entry
from wardbook.views.page import Head, Page
from wardbook.views.references import ShownSource, shown_source
from wardbook.views.text import Setting, Vocabulary
from wardbook.walk import references


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source's page."""

    title: str
    kind: str
    record: ShownSource
    cited_by: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """All sources, by title."""

    sources: tuple[ShownSource, ...]


def cited_by(library: Library) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """For each source the pages that name it: kind, id and title, each page once."""
    found: dict[str, dict[tuple[str, str, str], None]] = {id: {} for id in library.sources}
    for page, record in _records(library):
        for _, kind, id in references(record):
            if kind == "source":
                found[id][page] = None
    return {id: tuple(pages) for id, pages in found.items()}


def _records(library: Library) -> Iterator[tuple[tuple[str, str, str], object]]:
    for scenario in library.scenarios.values():
        yield ("scenario", scenario.id, scenario.short_title), scenario
    for topic in library.topics.values():
        yield ("topic", topic.id, topic.title), topic
    for protocol in library.protocols.values():
        yield ("protocol", protocol.id, f"Protocol: {protocol.title}"), protocol
    for procedure in library.procedures.values():
        yield ("procedure", procedure.id, procedure.label), procedure
    for page in library.pages.values():
        yield ("page", page.head.id, page.head.title), page.text
    yield ("page", "scales", "How to read ratings and radiation levels"), library.scales


def source_page(source: Source, vocabulary: Vocabulary, today: date, citing: tuple[tuple[str, str, str], ...]) -> Page:
    """A source with the pages that cite it."""
    path = addresses.page_of("source", source.id)
    setting = Setting(path, vocabulary, today)
    return Page(
        path=path,
        template="source.md.jinja",
        head=Head(title=source.title, description="Bibliographic record and the pages that cite it", searched=False),
        view=SourceView(
            title=source.title,
            kind=source.kind.replace("-", " ").capitalize(),
            record=shown_source(source, setting),
            cited_by=tuple(Entry(title=title, href=setting.to(kind, id)) for kind, id, title in citing),
        ),
    )


def source_index(library: Library, vocabulary: Vocabulary, today: date) -> Page:
    """All sources by title."""
    setting = Setting(addresses.SOURCES, vocabulary, today)
    by_title = sorted(library.sources.values(), key=lambda source: (source.title.casefold(), source.id))
    return Page(
        path=addresses.SOURCES,
        template="sources.md.jinja",
        head=Head(title="Sources", description="Every publication that the library cites", wide=True),
        view=SourceIndex(tuple(shown_source(source, setting) for source in by_title)),
    )
