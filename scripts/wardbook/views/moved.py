"""Notices: what stands at the address of a record that is no more, so that nobody ends there or is led on unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.kinds import KINDS, SCENARIO
from wardbook.library.edition import Edition
from wardbook.model.records.scenario import Scenario
from wardbook.model.register import Move
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import flag_of
from wardbook.views.parts.routes import ShownRoute
from wardbook.views.parts.titles import page_title
from wardbook.views.sections import Section, sections_in, sections_of
from wardbook.views.text import ShownProse

MOVED_TITLE: Final = "This page has moved"
REMOVED_TITLE: Final = "This page was removed"


@dataclass(frozen=True, kw_only=True, slots=True)
class MovedNotice:
    """The notice of a record that has moved or was removed."""

    title: str
    kind: str
    id: str
    section: str
    """The section that stood here; empty where the whole record did."""
    since: str
    """The day on which it went; empty where that is not known."""
    to: ShownRoute | None
    """The record that took its place."""
    others: ShownRoute
    """The list of its kind."""
    reason: ShownProse
    abbreviations: tuple[tuple[str, str], ...]
    references: tuple[()] = ()
    """None: a notice cites nothing."""


def moved_pages(edition: Edition) -> Iterator[Page]:
    """A notice at every address of every record that is no more."""
    for move in edition.library.moved:
        path = urls.page_of(move.kind, move.id)
        yield _page(path, move.kind, notice(move, None, PageContext(edition)), move.to)
        for section in sections_in(edition.library) if KINDS[move.kind].has_sections else ():
            if section.tab:
                path = urls.section_of(move.id, section.slug)
                yield _page(path, move.kind, notice(move, section, PageContext(edition)), move.to)


def lost_sections(scenario: Scenario, edition: Edition) -> Iterator[Section]:
    """The sections that a scenario once had and has no longer."""
    published = edition.library.sections.get(scenario.id, ())
    lost = {*published} - {*scenario.optional_sections}
    return (section for section in sections_in(edition.library) if section.slug in lost)


def lost_section_pages(scenario: Scenario, edition: Edition) -> Iterator[Page]:
    """A notice at the address of every section that a scenario has lost."""
    for section in lost_sections(scenario, edition):
        if not section.tab:
            continue
        said = lost_section_notice(section, scenario, PageContext(edition))
        yield _page(urls.section_of(scenario.id, section.slug), SCENARIO, said, scenario.id)


def lost_section_notice(section: Section, scenario: Scenario, context: PageContext) -> MovedNotice:
    """The notice at the address of a section that a scenario has lost."""
    return MovedNotice(
        title=REMOVED_TITLE,
        kind="Section",
        id=scenario.id,
        section=section.title,
        since="",
        to=None,
        others=_route(SCENARIO, scenario.id, None, context),
        reason=(),
        abbreviations=(),
    )


def _page(path: str, kind: str, said: MovedNotice, canonical: str | None) -> Page:
    """The page of a notice about a record of a kind, with the id of the record that stands for it now."""
    words = f"“{said.section}” of" if said.section else ""
    return Page(
        path=path,
        template="moved.md.jinja",
        head=Head(
            title=said.title,
            description=" ".join(filter(None, (said.title + ":", words, KINDS[kind].label.lower(), said.id))),
            canonical=urls.address(urls.page_of(kind, canonical)) + "/" if canonical else None,
            indexed=False,
        ),
        view=said,
    )


def notice(move: Move, section: Section | None, context: PageContext) -> MovedNotice:
    """The notice at the address of a record that has moved or was removed, or of a section of it."""
    kind = KINDS[move.kind]
    return MovedNotice(
        title=MOVED_TITLE if move.to else REMOVED_TITLE,
        kind=kind.label,
        id=move.id,
        section=section.title if section else "",
        since=long_date(move.on),
        to=_route(move.kind, move.to, section, context) if move.to else None,
        others=ShownRoute(move.kind, kind.list_label, urls.href(kind.list_page), ""),
        reason=context.prose(move.reason),
        abbreviations=context.vocabulary.used_in(move.reason),
    )


def _route(kind: str, id: str, section: Section | None, context: PageContext) -> ShownRoute:
    """The page of a record that took another's place, or its section of the same name if it has one."""
    label, page = page_title(kind, id, context.library), urls.page_of(kind, id)
    if (
        section
        and section.tab
        and section in sections_of(context.library.summaries[id].optional_sections, context.library)
    ):
        label, page = f"{label}: {section.title}", urls.section_of(id, section.slug)
    return ShownRoute(kind, label, urls.href(page), "", flag_of(kind, id, context.edition))
