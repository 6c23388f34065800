"""The claims of a record: each with its sources and how well it stands, those without a source first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.kinds import KINDS, PLACED
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.records.claims import claims_of
from wardbook.model.records.claims.claim import CLAIM_STANDINGS, Claim, ClaimStanding
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.topic import Topic
from wardbook.model.traverse import Loc, references
from wardbook.text.claims import CLAIM_REASONS
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.titles import CLAIMS_TITLE
from wardbook.views.sections import sections_in
from wardbook.views.text import MARKS, Note, Shown

STANDING_TITLES: Final[Mapping[ClaimStanding, str]] = {
    "uncited": "Without a citation",
    "to-be-verified": MARKS["to-be-verified"],
    "contested": MARKS["contested"],
    "varies-by-protocol": MARKS["varies-by-protocol"],
    "local": MARKS["local"],
    "opinion": MARKS["opinion"],
    "supported": "Supported",
}
"""The standings in words, those that need work first."""

_SECTION_OF: Final[Mapping[str, str]] = {
    "answer": "answer",
    "bottom_line": "answer",
    "fits": "scenario",
    "excludes": "scenario",
    "cautions": "scenario",
    "not_recommended": "rationale",
}
"""The sections of a scenario in which fields stand that are not named like their section."""

_PARTS: Final[Mapping[str, str]] = {
    "acquisitions": "Image acquisition",
    "reading": "Interpretation",
    "report": "Structured report",
}
"""The headings of a protocol that are not named like their field."""

ClaimingPage = Scenario | Topic | Protocol
"""A record that has a page of its claims."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownClaim:
    """A claim."""

    words: tuple[Shown, ...]
    notes: tuple[Note, ...]
    source: str
    """The owner of the citations, where they are not its own."""
    place: str
    href: Href
    """The place on the page of the record."""
    reasons: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimGroup:
    """The claims that stand equally well."""

    standing: ClaimStanding
    title: str
    claims: tuple[ShownClaim, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimsView:
    """The page of a record's claims."""

    title: str
    """The title of the record."""
    href: Href
    overview: Href
    flag: Flag | None
    is_over: bool
    """Whether the page no longer holds, so that its claims are not listed."""
    number: int
    uncited: int
    """The claims of its own text without a citation, which the check counts."""
    most: int | None
    """The most of them that a live page may have."""
    groups: tuple[ClaimGroup, ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that somebody who approves its record should look at."""

    where: str
    text: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """A claim with its place on the page."""

    claim: Claim
    place: str
    anchor: str


def claims_page(kind: str, record: ClaimingPage, edition: Edition) -> Page:
    """The page that lists the claims of a record, and of what it places."""
    library = edition.library
    ordered = _ordered(record, library)
    context = PageContext(edition, numbered(note.source for one in ordered for note in one.claim.citations))
    title = str(getattr(record, KINDS[kind].title))
    page = urls.page_of(kind, record.id)
    return Page(
        path=urls.claims_of_page(kind, record.id),
        template="claims.md.jinja",
        head=Head(
            title=f"{CLAIMS_TITLE}: {title}",
            description="Every number, dose, treatment and recommendation of the page, with its sources",
            version=record.review.version,
            indexed=False,
        ),
        view=ClaimsView(
            title=title,
            href=urls.href(page),
            overview=urls.href(urls.CLAIMS),
            flag=flag(record.review, edition),
            is_over=record.review.ended,
            number=len(ordered),
            uncited=sum(claim.stands == "uncited" for claim in claims_of(record)),
            most=library.settings.uncited_claims,
            groups=tuple(_groups(ordered, page, context)),
            references=reference_list(context),
            abbreviations=(),
        ),
    )


def open_claims(record: ClaimingPage, library: Library) -> Iterator[OpenClaim]:
    """The claims of a record, and of what it places, that no source backs or that are marked, in the same order."""
    for one in _ordered(record, library):
        if one.claim.stands != "supported":
            yield OpenClaim(where=one.place, text=_words(one.claim, library), why=STANDING_TITLES[one.claim.stands])


def _ordered(record: ClaimingPage, library: Library) -> list[_Found]:
    """The claims of a record, and of what it places, those that need work first.

    What an ended page said no longer holds, so it is not repeated.
    """
    found = () if record.review.ended else (*_own(record, library), *_placed(record, library))
    return sorted(found, key=lambda one: CLAIM_STANDINGS.index(one.claim.stands))


def _groups(ordered: list[_Found], page: str, context: PageContext) -> Iterator[ClaimGroup]:
    for standing, title in STANDING_TITLES.items():
        claims = tuple(_shown(one, page, context) for one in ordered if one.claim.stands == standing)
        if claims:
            yield ClaimGroup(standing=standing, title=title, claims=claims)


def _shown(one: _Found, page: str, context: PageContext) -> ShownClaim:
    claim = one.claim
    return ShownClaim(
        words=context.line(_words(claim, context.library)),
        notes=tuple(context.note(cited.source, cited.locator) for cited in claim.citations),
        source=_source(one) if claim.is_of_table else "",
        place=one.place,
        href=urls.href(page, one.anchor),
        reasons=", ".join(reason for reason in CLAIM_REASONS if reason in claim.reasons),
    )


def _source(one: _Found) -> str:
    if "dosages" in one.claim.loc or "drugs" in one.claim.loc:
        return "source of the drug"
    return "source of the table" if "rows" in one.claim.loc or "ratings" in one.claim.loc else "source of its paragraph"


def _words(claim: Claim, library: Library) -> str:
    """The words of a claim; those of a rating by the labels that readers know."""
    if claim.rated is None:
        return claim.words
    procedure, category = claim.rated
    labels = {str(one.id): one.label for one in library.scales.categories}
    return f"{library.procedures[procedure].label}: {labels[category]}"


def _own(record: ClaimingPage, library: Library) -> Iterator[_Found]:
    titles = {section.slug: section.title for section in sections_in(library)} | {"answer": "Answer"}
    for claim in claims_of(record):
        if isinstance(record, Scenario):
            section = _section(claim.loc)
            yield _Found(claim=claim, place=titles.get(section, section.capitalize()), anchor=section)
        else:
            field = str(claim.loc[0])
            yield _Found(claim=claim, place=_PARTS.get(field, field.replace("_", " ").capitalize()), anchor="top")


def _section(loc: Loc) -> str:
    field = str(loc[2] if loc[0] == "patient_groups" else loc[0])
    return _SECTION_OF.get(field, field)


def _placed(record: ClaimingPage, library: Library) -> Iterator[_Found]:
    """The claims of tables, figures and regimens on the page, each of them once."""
    waiting = [(kind, id, f"{kind}-{id}") for _, kind, id in references(record) if kind in PLACED]
    seen: set[tuple[str, str]] = set()
    while waiting:
        kind, id, anchor = waiting.pop(0)
        if (kind, id) not in seen:
            seen.add((kind, id))
            placed = getattr(library, PLACED[kind].plural)[id]
            place = f"{kind.capitalize()} {id}"
            yield from (_Found(claim=claim, place=place, anchor=anchor) for claim in claims_of(placed))
            # A regimen in place of another stands within it and has no anchor of its own.
            waiting += [(inner, other, anchor) for _, inner, other in references(placed) if inner in PLACED]
