"""Sources: the index, and each source with the pages that cite it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.records.source import Source
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.references import ShownSource, shown_source
from wardbook.views.parts.titles import page_title
from wardbook.views.text import Setting, Vocabulary


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


def source_page(source: Source, library: Library, vocabulary: Vocabulary, today: date) -> Page:
    """A source with the pages that cite it."""
    path = urls.page_of("source", source.id)
    setting = Setting(path, vocabulary, today)
    return Page(
        path=path,
        template="source.md.jinja",
        head=Head(
            title=source.title,
            description="Bibliographic record and the pages that cite it",
        ),
        view=SourceView(
            title=source.title,
            kind=source.kind.replace("-", " ").capitalize(),
            record=shown_source(source, setting),
            cited_by=tuple(
                Entry(title=page_title(kind, id, library), href=setting.to(kind, id))
                for kind, id in library.links.cited_by.get(source.id, ())
            ),
        ),
    )


def source_index(library: Library, vocabulary: Vocabulary, today: date) -> Page:
    """All sources by title."""
    setting = Setting(urls.SOURCES, vocabulary, today)
    by_title = sorted(library.sources.values(), key=lambda source: (source.title.casefold(), source.id))
    return Page(
        path=urls.SOURCES,
        template="sources.md.jinja",
        head=Head(title="Sources", description="Every publication that the library cites", wide=True),
        view=SourceIndex(tuple(shown_source(source, setting) for source in by_title)),
    )
