"""The overview of claims: how many each page has, and how many of them without a citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from wardbook import urls
from wardbook.kinds import FILED, KINDS, PROTOCOL, SCENARIO, TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.records.claims import CLAIMING
from wardbook.model.records.claims.claim import CLAIM_STANDINGS
from wardbook.problems import number
from wardbook.urls import Href
from wardbook.views.page import Head, Page
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.titles import CLAIMS_TITLE, page_title
from wardbook.views.records.claims import STANDING_TITLES

MOST_CLAIM_ROWS: Final = 800
"""The most pages that are listed, which have about 250 KB of HTML then; of more, those with uncited claims."""
_REVIEWED: Final = (SCENARIO, TOPIC, PROTOCOL)
"""The kinds of records that have a page of their claims."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimRow:
    """A page with the numbers of its claims."""

    title: str
    href: Href | None
    """The page of its claims, or its page if it has none."""
    flag: Flag | None
    number: int
    counts: tuple[int, ...]
    """The numbers by standing, in the order of the heads."""
    said: str
    """The numbers in words."""
    is_over: bool
    """Whether it has more claims without a citation than a live page may have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimTable:
    """Pages under a heading, those with most uncited claims first."""

    title: str
    anchor: str
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimsOverview:
    """The overview."""

    heads: tuple[str, ...]
    most: int | None
    """The most claims without a citation that a live page may have."""
    number: int
    counts: tuple[int, ...]
    is_whole: bool
    """Whether all pages are listed; of many, only those with uncited claims are."""
    tables: tuple[ClaimTable, ...]


def claims_overview(edition: Edition) -> Page:
    """The page that tells editors how the claims of the library stand."""
    library = edition.library
    tables = tuple(_tables(edition))
    rows = [row for table in tables for row in table.rows]
    is_whole = len(rows) <= MOST_CLAIM_ROWS
    if not is_whole:
        tables = tuple(_of_most_need(tables))
    return Page(
        path=urls.CLAIMS,
        template="claims_overview.md.jinja",
        head=Head(
            title=CLAIMS_TITLE,
            description="Numbers, doses, treatments and recommendations, and what backs them",
        ),
        view=ClaimsOverview(
            heads=tuple(STANDING_TITLES.values()),
            most=library.settings.uncited_claims,
            number=sum(row.number for row in rows),
            counts=tuple(sum(column) for column in zip(*(row.counts for row in rows), strict=True))
            or (0,) * len(CLAIM_STANDINGS),
            is_whole=is_whole,
            tables=tables,
        ),
    )


def _tables(edition: Edition) -> Iterator[ClaimTable]:
    library = edition.library
    for topic in sorted(library.topics.values(), key=lambda topic: topic.title):
        records = [(SCENARIO, id) for id in topic.scenarios]
        yield ClaimTable(
            title=topic.title, anchor=f"topic-{topic.id}", rows=_rows([(TOPIC, topic.id), *records], edition)
        )
    protocols = [(PROTOCOL, id) for id in library.protocols]
    others = [(kind, id) for kind in CLAIMING if kind not in _REVIEWED for id in getattr(library, _plural(kind))]
    lacking = [(kind, id) for kind, id in others if _counts(kind, id, library)[0]]
    for anchor, title, keys in (
        ("protocols", "Protocols", protocols),
        ("others", "Other records with claims without a citation", lacking),
    ):
        if keys:
            yield ClaimTable(title=title, anchor=anchor, rows=_rows(keys, edition))


def _plural(kind: str) -> str:
    return FILED[kind].plural


def _rows(keys: Iterable[tuple[str, str]], edition: Edition) -> tuple[ClaimRow, ...]:
    rows = (_row(kind, id, edition) for kind, id in keys)
    return tuple(sorted(rows, key=lambda row: (-row.counts[0], row.title.casefold())))


def _row(kind: str, id: str, edition: Edition) -> ClaimRow:
    library = edition.library
    counts = _counts(kind, id, library)
    most = library.settings.uncited_claims
    page = urls.claims_of_page(kind, id) if kind in _REVIEWED else urls.page_of(kind, id) if kind in KINDS else ""
    review = getattr(library.listed(kind, id), "review", None) if kind in KINDS else None
    return ClaimRow(
        title=page_title(kind, id, library) if kind in KINDS else f"{kind.capitalize()} {id}",
        href=urls.href(page) if page else None,
        flag=flag(review, edition) if review else None,
        number=sum(counts),
        counts=counts,
        said=_in_words(counts),
        is_over=kind in _REVIEWED and most is not None and counts[0] > most,
    )


def _in_words(counts: tuple[int, ...]) -> str:
    """The numbers that are not nothing, as `29 claims: 19 without a citation, 10 supported`."""
    of = zip(STANDING_TITLES.values(), counts, strict=True)
    parts = ", ".join(f"{count} {title.lower()}" for title, count in of if count)
    return f"{number(sum(counts), 'claim')}: {parts}" if parts else "no claims"


def _counts(kind: str, id: str, library: Library) -> tuple[int, ...]:
    return library.claims[f"{kind}:{id}"]


def _of_most_need(tables: Iterable[ClaimTable]) -> Iterator[ClaimTable]:
    """The tables with only the rows that have uncited claims, as many as can be listed."""
    left = MOST_CLAIM_ROWS
    for table in tables:
        rows = tuple(row for row in table.rows if row.counts[0])[:left]
        left -= len(rows)
        if rows:
            yield replace(table, rows=rows)
