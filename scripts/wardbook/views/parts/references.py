"""Sources as a list of references shows them, and the numbers by which a page cites them."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from wardbook.kinds import SOURCE
from wardbook.model.records.source import Source
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.dates import long_date


@dataclass(frozen=True, slots=True)
class OutLink:
    """A link out of the site, with the words it has."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownSource:
    """A bibliographic record."""

    number: int
    authors: str
    byline: str
    """The authors as a sentence."""
    title: str
    stop: str
    """The stop after the title, which has its own where it ends with one."""
    described: bool
    """Whether the title is a description, because the published one was not seen."""
    details: str
    links: tuple[OutLink, ...]
    retracted: str
    """A sentence about its retraction; empty for a source that stands."""
    notice: str
    """The address of the notice of retraction."""
    successor: str
    """The title of the source that took its place; empty where none did."""
    successor_href: Href | None
    accessed: str
    license: str
    note: str
    href: Href


def numbered(sources: Iterable[str]) -> tuple[str, ...]:
    """The sources in the order of their first citation, each once: the first has number 1."""
    return tuple(dict.fromkeys(sources))


def reference_list(context: PageContext, listed: Container[str] | None = None) -> tuple[ShownSource, ...]:
    """The page's references with their numbers; only those in `listed`, if it is given."""
    return tuple(
        shown_source(context.library.sources[id], context, number)
        for number, id in enumerate(context.references, start=1)
        if listed is None or id in listed
    )


def shown_source(source: Source, context: PageContext, number: int = 0) -> ShownSource:
    """A source as a reference."""
    authors = ", ".join(source.authors)
    return ShownSource(
        number=number,
        authors=authors,
        byline=authors + _stop(authors),
        title=source.title,
        stop="." if source.title_described else _stop(source.title),
        described=source.title_described,
        details=source_details(source),
        links=tuple(_links(source)),
        retracted=_retracted(source),
        notice=source.retracted.notice if source.retracted else "",
        successor=context.library.sources[source.superseded_by].title if source.superseded_by else "",
        successor_href=context.to(SOURCE, source.superseded_by) if source.superseded_by else None,
        accessed=long_date(source.accessed_on) if source.accessed_on else "",
        license=source.license or "",
        note=source.note or "",
        href=context.to(SOURCE, source.id),
    )


def _retracted(source: Source) -> str:
    found = source.retracted
    return f"Notice of {long_date(found.on)}. Known from: {found.known_from}{_stop(found.known_from)}" if found else ""


def _stop(text: str) -> str:
    return "" if not text or text.endswith((".", "?", "!")) else "."


def source_details(source: Source) -> str:
    """`Cancer 2021;127(17):3067–3081`, as far as it is known."""
    year = str(source.year) if source.year else None
    issue = _joined(":", _joined(";", year, source.volume), source.pages)
    isbn = f"ISBN\N{NO-BREAK SPACE}{source.isbn}" if source.isbn else None
    return _joined(". ", source.publisher, _joined(" ", source.container, issue), isbn)


def _joined(sign: str, *parts: str | None) -> str:
    return sign.join(part for part in parts if part)


def address_of(source: Source) -> str:
    """The address at which a publication can be read, else the first of its links; empty where it has none."""
    return source.url or next((link.url for link in _links(source)), "")


def _links(source: Source) -> Iterable[OutLink]:
    if source.doi:
        yield OutLink(f"doi:{source.doi}", f"https://doi.org/{source.doi}")
    if source.pmid:
        yield OutLink(f"PMID\N{NO-BREAK SPACE}{source.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/")
    if source.pmcid:
        yield OutLink(source.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{source.pmcid}/")
    if source.trial:
        yield OutLink(source.trial, f"https://clinicaltrials.gov/study/{source.trial}")
    if source.url:
        yield OutLink("Read online", source.url)
