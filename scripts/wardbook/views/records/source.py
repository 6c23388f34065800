"""Sources: the index, and each source with the pages that cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardbook import urls
from wardbook.kinds import SOURCE
from wardbook.library.edition import Edition
from wardbook.model.records.source import Source
from wardbook.problems import number
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.references import ShownSource, shown_source
from wardbook.views.parts.titles import anchor, letter, letter_order, page_title
from wardbook.views.records.changes.of_page import PageChanges, page_changes


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source's page."""

    title: str
    line: str
    """Its kind, and whether it still stands."""
    record: ShownSource
    cited_by: tuple[Entry, ...]
    changes: PageChanges


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source in the list of all."""

    record: ShownSource
    used_by: str
    """How many pages use it, in words."""


@dataclass(frozen=True, slots=True)
class SourcesOfLetter:
    """The sources whose titles begin with a letter."""

    anchor: str
    title: str
    sources: tuple[ListedSource, ...]


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """All sources, by title."""

    groups: tuple[SourcesOfLetter, ...]


def source_page(source: Source, edition: Edition) -> Page:
    """A source with the pages that cite it."""
    path = urls.page_of(SOURCE, source.id)
    context = PageContext(edition)
    return Page(
        path=path,
        template="source.md.jinja",
        head=Head(
            title=f"(Retracted) {source.title}" if source.retracted else source.title,
            description="Bibliographic record and the pages that cite it",
        ),
        view=SourceView(
            title=source.title,
            line=" · ".join(_line(source)),
            record=shown_source(source, context),
            cited_by=tuple(
                Entry(title=page_title(kind, id, edition.library), href=context.to(kind, id))
                for kind, id in edition.library.backlinks.cited_by.get(source.id, ())
            ),
            changes=page_changes(SOURCE, source.id, None, edition.library),
        ),
    )


def _line(source: Source) -> Iterator[str]:
    yield source.kind.replace("-", " ").capitalize()
    if source.retracted:
        yield "retracted"
    if source.superseded_by:
        yield "superseded"


def source_index(edition: Edition) -> Page:
    """All sources by title."""
    context = PageContext(edition)
    by_letter: dict[str, list[ListedSource]] = {}
    for source in sorted(edition.library.sources.values(), key=lambda source: (source.title.casefold(), source.id)):
        by_letter.setdefault(letter(source.title), []).append(_listed(source, context))
    signs = sorted(by_letter, key=letter_order)
    return Page(
        path=urls.SOURCES,
        template="sources.md.jinja",
        head=Head(
            title="Sources",
            description="Every publication that the library cites",
            styles=(urls.FINDER_STYLE,),
            has_contents=False,
        ),
        view=SourceIndex(tuple(SourcesOfLetter(anchor(sign), sign, tuple(by_letter[sign])) for sign in signs)),
    )


def _listed(source: Source, context: PageContext) -> ListedSource:
    pages = len(context.library.backlinks.cited_by.get(source.id, ()))
    return ListedSource(shown_source(source, context), f"Used by {number(pages, 'page')}")
