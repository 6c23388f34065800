"""The library: a whole, checked set of records. Whoever holds one need not look for faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from wardbook.checks import faults_in, misfits_among
from wardbook.checks.between import Neighbours
from wardbook.kinds import KINDS, SCENARIO
from wardbook.library.summary import Card, card
from wardbook.model.finder import Finder, Presentation
from wardbook.model.outline import Links, links
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.source import Source
from wardbook.model.records.topic import Topic
from wardbook.model.register import Move, Moved, Register, RegisteredCopy
from wardbook.model.scales import Scales
from wardbook.model.settings import People, Person, ProsePage, Settings, Term, Terms
from wardbook.problems import ContentError
from wardbook.read.content import Content, facts_in, key_of, logo, take_snapshot, whole_content
from wardbook.read.document import parse
from wardbook.read.fonts import project_fonts
from wardbook.text.tree import RichText

Identified = TypeVar("Identified", Source, Procedure, Topic, Scenario, Protocol, ProsePage)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProseDocument:
    """A prose page: its head and its text."""

    head: ProsePage
    text: RichText

    @property
    def title(self) -> str:
        """Its title."""
        return self.head.title


@dataclass(frozen=True, kw_only=True, slots=True)
class Library:
    """Everything that is published, by id; every reference in it resolves."""

    settings: Settings
    scales: Scales
    terms: tuple[Term, ...]
    presentations: tuple[Presentation, ...]
    """The presentations that the finder offers, in its order."""
    people: Mapping[str, Person]
    sources: Mapping[str, Source]
    procedures: Mapping[str, Procedure]
    topics: Mapping[str, Topic]
    scenarios: Mapping[str, Scenario]
    cards: Mapping[str, Card]
    """The scenarios in short: what every page but their own takes of them."""
    protocols: Mapping[str, Protocol]
    pages: Mapping[str, ProseDocument]
    moved: tuple[Move, ...]
    """The records that have moved or were removed; their addresses stay."""
    copies: Mapping[str, tuple[RegisteredCopy, ...]]
    """The printed copies that were published, by what they are copies of, as in `topic:chest-pain`."""
    links: Links
    logo: bytes | None

    def listed(self, kind: str, id: str) -> object:
        """The record as lists and links show it: of a scenario its summary, of all others the record."""
        records: Mapping[str, object] = self.cards if kind == SCENARIO else getattr(self, KINDS[kind].plural)
        return records[id]


def load(root: Path) -> Library:
    """Read and check the project at `root`. Raises ContentError with every fault of the run."""
    snapshot = take_snapshot(root)
    fonts = project_fonts(root)
    content = whole_content(snapshot, [parse(path, raw) for path, raw in snapshot.items()], fonts.glyphs)
    facts = facts_in(content)
    documents = {key_of(document): document for document in content.documents}
    misfits = misfits_among(Neighbours(facts=facts, complete=not content.problems))
    between = (misfit.problem(documents[misfit.key]) for misfit in misfits)
    problems = [*fonts.problems, *content.problems, *faults_in(content), *between]
    settings, scales = content.one(Settings), content.one(Scales)
    if problems or settings is None or scales is None:
        raise ContentError(problems)
    terms, people, finder = content.one(Terms), content.one(People), content.one(Finder)
    moved, register = content.one(Moved), content.one(Register)
    drawing = logo(snapshot, settings.record)
    scenarios = _by_id(content, Scenario)
    return Library(
        settings=settings.record,
        scales=scales.record,
        terms=terms.record.terms if terms else (),
        presentations=finder.record.presentations if finder else (),
        people={person.id: person for person in (people.record.people if people else ())},
        sources=_by_id(content, Source),
        procedures=_by_id(content, Procedure),
        topics=_by_id(content, Topic),
        scenarios=scenarios,
        cards={id: card(scenario) for id, scenario in scenarios.items()},
        protocols=_by_id(content, Protocol),
        pages={
            id: ProseDocument(head=head, text=content.bodies[id].text)
            for id, head in _by_id(content, ProsePage).items()
        },
        moved=moved.record.moved if moved else (),
        copies=register.record.copies_by_record if register else {},
        links=links(facts),
        logo=drawing if isinstance(drawing, bytes) else None,
    )


def menu(pages: Mapping[str, ProseDocument]) -> list[ProseDocument]:
    """The prose pages in the order that their heads ask for."""
    return sorted(pages.values(), key=lambda page: (page.head.order, page.head.id))


def _by_id(content: Content, model: type[Identified]) -> dict[str, Identified]:
    records = (document.record for document in content.of(model))
    return {record.id: record for record in sorted(records, key=lambda record: record.id)}
