"""Sources: the bibliographic records that statements cite."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from wardbook.model.base import Date, Line, Record, Slug, SourceRef, form
from wardbook.model.patterns import AUTHOR, DOI, ISBN, PMCID, PMID, TRIAL, WEB

SourceKind = Literal["guideline", "article", "review", "book", "web-page", "dataset", "regulation"]


class Author(Line):
    """One author. Two of the same name are two people."""

    pattern = AUTHOR


class Retraction(Record):
    """The retraction of a publication."""

    on: Date
    """The day of the notice."""
    notice: Annotated[Line, form(WEB)]
    """The address of the notice."""
    known_from: Line
    """How this library knows, such as `PubMed record, read on 3 May 2026`."""


class Quoted(Record):
    """A statement of a source as the library uses it: a figure, a rating, a level."""

    text: Line
    """The statement in a few words, with its numbers. A rating reads `US scrotum: May be appropriate`, as the procedure
    and the category are called; a level `US scrotum: O for a child`."""
    locator: Line | None = None
    """The place in the source, such as `Table 3`; for a rating the `label` of the variant."""


class Source(Record):
    """A publication that the library relies on."""

    id: Slug
    """The id by which texts cite it, the same as the file's name: `[@this-id]`."""
    kind: SourceKind
    """The kind of publication."""
    title: Line
    """The title as published, or a description in its place."""
    title_described: StrictBool = False
    """Whether the title is a description, because the published one was not seen; lists then show it as such."""
    authors: tuple[Author, ...] = ()
    """Authors as they are to be printed, such as `Nguyen HTK`; leave out for a body."""
    publisher: Line | None = None
    """The body or company that publishes it, where that is not the journal."""
    container: Line | None = None
    """The journal, book or site it appeared in."""
    year: Annotated[StrictInt, Field(ge=1800, le=2200)] | None = None
    """Year of publication."""
    volume: Line | None = None
    """Volume, with the issue in brackets: `"127(17)"`."""
    pages: Line | None = None
    """Page range or article number."""
    doi: Annotated[Line, form(DOI)] | None = None
    """The DOI, without `https://doi.org/`."""
    pmid: Annotated[Line, form(PMID)] | None = None
    """The PubMed id, in quotes."""
    pmcid: Annotated[Line, form(PMCID)] | None = None
    """The id in PubMed Central, such as `PMC3132617`."""
    isbn: Annotated[Line, form(ISBN)] | None = None
    """The ISBN of a book, in quotes."""
    trial: Annotated[Line, form(TRIAL)] | None = None
    """The number of a trial in ClinicalTrials.gov, such as `NCT01234567`."""
    url: Annotated[Line, form(WEB)] | None = None
    """The address at which it can be read, if there is no DOI."""
    accessed_on: Date | None = None
    """The day somebody last looked at the url."""
    license: Line | None = None
    """The license: the parts that may be reproduced, if that matters."""
    retracted: Retraction | None = None
    """The retraction, if it was retracted. Every page that cites it says so, and a live page must not cite it."""
    superseded_by: SourceRef | None = None
    """The source that took its place, such as the new edition of a guideline. Every page that cites it says so."""
    note: Line | None = None
    """A note for readers: how it was read, or the questions on which it is silent."""
    quoted: tuple[Quoted, ...] = ()
    """The figures, ratings and levels for which texts and tables cite it, each once. Where there are any, a number that
    cites this source must be one of them, or stand in the title, the container, the note, the year, or the pages. Only
    editors see them."""
