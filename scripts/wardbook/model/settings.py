"""The library's own settings, its terms, its people and its prose pages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from wardbook.model.base import Line, Prose, Record, Slug, form
from wardbook.model.parts.review import ApprovalRole
from wardbook.model.patterns import COLOUR, EMAIL, LOGO, ORIGIN, REPORTS, SIGNER, SITE, SSH_KEY, WEB

Color = Annotated[Line, form(COLOUR)]
"""A color as `#rrggbb`, in quotes."""
Origin = Annotated[Line, form(ORIGIN)]
"""The address of an intranet, without a path, such as `https://intranet.example.org`."""

Paper = Literal["a4", "letter"]
"""A size of paper: `a4`, 210 by 297 mm, or `letter`, 8.5 by 11 inches."""


class Contact(Record):
    """The contact for questions about the library."""

    label: Line
    """Name of the office or mailbox."""
    email: Annotated[Line, form(EMAIL)] | None = None
    """Its e-mail address."""
    url: Annotated[Line, form(WEB)] | None = None
    """Its web page."""


class Colors(Record):
    """The library's color, on a light and on a dark page; text on it is white."""

    light: Color
    """The header's color on a light page, such as `"#0b5c6b"`."""
    dark: Color
    """The header's color on a dark page."""


class Phone(Record):
    """How to reach a service."""

    service: Line
    """The service, as the emergencies of scenarios name it."""
    number: Line
    """Its number, in quotes, such as `"ext. 4711"`."""


class ReviewSchedule(Record):
    """When pages are due for review."""

    warning_days: Annotated[StrictInt, Field(ge=0, le=365)]
    """How many days before the next review `wardbook check` begins to warn."""
    grace_days: Annotated[StrictInt, Field(ge=0, le=365)]
    """How many days after it a live page without a new review becomes a fault."""
    months: Annotated[StrictInt, Field(ge=1, le=120)] | None = None
    """The longest time from a review to the next one, in months. Without it, any time will do."""


class ApprovalPolicy(Record):
    """The approvals that a live page needs."""

    required: tuple[ApprovalRole, ...]
    """The roles in which somebody must have approved a live page as it stands: `author`, `reviewer`, `committee`.
    `[]` requires none.
    """
    checklist: tuple[Line, ...] = ()
    """The lines that an approver goes through, in place of the checklist of the program."""


class Signature(Record):
    """The SSH key by which the list of a site's checksums is signed: `ssh-keygen -Y sign -n wardbook` writes it."""

    signer: Annotated[Line, form(SIGNER)]
    """The name of the signer, such as an e-mail address."""
    public_key: Annotated[Line, form(SSH_KEY)]
    """The public key, without the comment at its end."""


class SectionTitles(Record):
    """Titles for the sections of a scenario, in place of those of the program; tabs, embeds and paper have them too."""

    ratings: Line | None = None
    """The rating table, `Ratings` otherwise."""
    scenario: Line | None = None
    """The criteria, `Who this applies to` otherwise."""
    treatment: Line | None = None
    """The treatment by severity, `Treatment` otherwise."""
    workflow: Line | None = None
    """The actions after each result, `Next steps` otherwise."""
    rationale: Line | None = None
    """The argument for the answer, `Rationale` otherwise."""
    differential: Line | None = None
    """The diagnoses, `Differential diagnosis` otherwise."""
    pitfalls: Line | None = None
    """The mistakes to avoid, `Pitfalls to avoid` otherwise."""
    faq: Line | None = None
    """The questions that readers ask, `Frequently asked questions` otherwise."""
    related: Line | None = None
    """The links, `Related topics and tools` otherwise."""


class Settings(Record):
    """Everything that makes the site yours, in one place."""

    title: Line
    """The site's name."""
    short_title: Line | None = None
    """A shorter name for the header on a phone, such as `Imaging guidelines`."""
    tagline: Line
    """One line under the name, on the home page."""
    publisher: Line
    """Who publishes it."""
    jurisdiction: Line
    """The jurisdiction in which it applies."""
    audience: Line
    """The readers that it is for."""
    disclaimer: Prose
    """Stands on every page."""
    contact: Contact
    """Stands on every page."""
    problem_reports: Annotated[Line, form(REPORTS)] | None = None
    """The place to report a problem with a page: an e-mail address, or the address of a form in which `{title}`,
    `{version}` and `{address}` are filled in, as in `https://forms.example.org/?page={title}`. Without it, the contact.
    """
    phones: tuple[Phone, ...] = ()
    """Phone numbers of services. Each stands beside its service wherever an emergency names it, also on paper."""
    section_titles: SectionTitles | None = None
    """Titles for the sections of a scenario, such as `differential: Other causes`."""
    review_policy: Prose
    """How often pages are reviewed, and what happens when that is overdue."""
    review_schedule: ReviewSchedule | None = None
    """When `wardbook check` warns of a review, and when it fails. Without it, it does neither."""
    uncited_claims: Annotated[StrictInt, Field(ge=0)] | None = None
    """The most claims without a citation that a live page may have, such as 0; a number, a dose, a treatment or a
    recommendation is a claim. Without it, `wardbook check` does not count them."""
    approval_policy: ApprovalPolicy | None = None
    """The approvals that a live page needs. Without it, none."""
    drafts_in_search: StrictBool = False
    """Whether the published search finds drafts: `true` or `false`. Lists, finder and preview have them anyway."""
    address: Annotated[Line, form(SITE)] | None = None
    """The address it is published at, with a slash at the end."""
    embedded_in: tuple[Origin, ...] = ()
    """Addresses of the intranets that may show embedded pages in a frame; `docs/hosting.md` says how it is enforced."""
    papers: tuple[Paper, ...] = ("a4", "letter")
    """The sizes of paper for which PDFs are made, most used first; each takes as long again. `[]` makes no PDFs."""
    signature: Signature | None = None
    """How copies of the site are signed; the page "About this copy" says how to check it."""
    logo: Annotated[Line, form(LOGO)] | None = None
    """A file in content/, such as `logo.svg`."""
    colors: Colors
    """The color of the header and of links."""


class Term(Record):
    """A clinical term with the words people use for it."""

    term: Line
    """The term as this library writes it."""
    abbreviation: Line | None = None
    """Its abbreviation, exactly as written in texts; every use explains itself."""
    other_meanings: tuple[Line, ...] = ()
    """Other things that the abbreviation means elsewhere, as `pleural effusion` for PE; the search offers them."""
    synonyms: tuple[Line, ...] = ()
    """Other words for it."""
    spellings: tuple[Line, ...] = ()
    """Other spellings."""


class Terms(Record):
    """The vocabulary, in terms.yaml."""

    terms: tuple[Term, ...]
    """The terms."""


class Person(Record):
    """Somebody who reviews or approves."""

    id: Slug
    """The id by which reviews name them."""
    name: Line
    """The name."""
    credentials: Line | None = None
    """Degrees and titles."""
    role: Line
    """The role in which they review."""

    @property
    def words(self) -> str:
        """The person as pages name them: `A. Reader, MD, Radiologist`."""
        return ", ".join(filter(None, (self.name, self.credentials, self.role)))


class People(Record):
    """The people, in people.yaml."""

    people: tuple[Person, ...]
    """The people."""


class ProsePage(Record):
    """The head of a prose page, between the `---` lines."""

    id: Slug
    """The id, the same as the file's name and the page's address."""
    title: Line
    """The page's title."""
    summary: Line
    """The subject in one line."""
    order: StrictInt
    """Its place among the pages about the library, lowest first."""
