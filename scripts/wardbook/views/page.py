"""A page to be rendered: its path, its template and what the template shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from wardbook.library.edition import Edition

LaidOut = TypeVar("LaidOut")
View = TypeVar("View")


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchMetadata:
    """The page as the search shows it. Texts are plain; an empty one is not shown."""

    kind: str
    """The kind of page, such as `Scenario`."""
    title: str
    summary: str
    """One line: of a scenario its population."""
    question: str = ""
    """The heading of a page whose title is shorter, such as the question of a scenario."""
    study: str = ""
    """The answer of a scenario: its first focal study, or that there is no imaging."""
    more: str = ""
    """Words for the number of focal studies beside it, such as `and 2 more studies`."""
    rating: str = ""
    """The study's category, symbol and words."""
    rating_tone: str = ""
    """The tone that colors the category, beside its words."""
    groups: str = ""
    """In place of the four before it, the answers for groups of patients, as a list in JSON: of each its patients,
    the same four, its id, and the words that name it."""
    status: str = ""
    """The warning, such as `Draft`."""
    tone: str = ""
    """The tone that colors the warning."""
    facts: str = ""
    """The facts behind the status, such as until when the page is valid."""
    ending: str = ""
    """Of a page that no longer holds why, and the page to use instead, as a list in JSON: reason, words, title,
    address, warning, tone, words."""
    due: str = ""
    """The day after which the page is past its review, as YYYY-MM-DD."""
    late: str = ""
    """The warning from then on."""
    called: str = ""
    """Other words for its title; they count nearly as a title. Like the five lists below, it is JSON, whose commas are
    never those of a text: `[["US", "ultrasound", "sonography"]]` has a term and its other words.
    """
    names: str = ""
    """Other words for its summary, as far as they are none for its title."""
    answers: str = ""
    """The focal studies of a scenario, and other words for them; they count more than a title."""
    words: str = ""
    """Other words for what its text says."""
    emergencies: str = ""
    """The emergencies of a scenario as a list in JSON, each with its call."""
    warned: str = ""
    """Other words for what its emergencies say."""
    numbers: tuple[str, ...] = ()
    """The numbers in it, each as one word with its unit and as one without."""


@dataclass(frozen=True, slots=True)
class PrintLink:
    """A PDF of the page."""

    paper: str
    href: str
    """Its relative address."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Embedding:
    """The offer on a page."""

    title: str
    """The record's title."""
    href: str
    """The relative address of what the page itself is as an embed."""
    site: str
    """The full address of the site; empty where it has none."""
    choices: tuple[tuple[str, str, str], ...]
    """Each part's name for readers, and its addresses below the site's root: as an embed, and on the record's page."""
    oembed: str
    """The address below the site's root of what tells other sites how to show the page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The front matter of a page."""

    title: str
    """The title in the browser's tab; it says so when the page is no valid guidance."""
    description: str
    """One line for search engines and link previews."""
    short_title: str = ""
    """A shorter title for the header of the page; empty where the title itself is short."""
    canonical: str | None = None
    """The address of the page that this one is a part of, relative to the site's root."""
    indexed: bool = True
    """Whether search engines may list it."""
    search: SearchMetadata | None = None
    """The page as the site's own search shows it; the search does not list a page without it."""
    embedding: Embedding | None = None
    """The ways to embed it, if it can be embedded."""
    prints: tuple[PrintLink, ...] = ()
    """Its PDFs."""
    styles: tuple[str, ...] = ()
    """Style sheets that it needs beside those of every page, relative to the site's root."""
    has_contents: bool = True
    """Whether a table of contents stands beside it."""
    version: str = ""
    """The version of its record; empty for a page without a review."""
    feed: tuple[str, str] | None = None
    """The title and the address, below the site's root, of the feed of the page's topic."""
    report: str = ""
    """The address at which a problem with it is reported, with its title, version and address filled in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One file of Markdown, before it is written."""

    path: str
    """Its path in `site_src/`."""
    template: str
    """Its template in `templates/pages/`."""
    head: Head
    view: Any
    """The view, which the template knows as `page`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout(Generic[LaidOut, View]):
    """A record, laid out once for its page, its embed and its prints."""

    record: LaidOut
    edition: Edition
    view: View
