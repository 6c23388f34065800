"""The library: a whole, checked set of records. Whoever holds one need not look for faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wardbook.kinds import KINDS, SCENARIO
from wardbook.library.summary import ScenarioSummary
from wardbook.model.finder import Presentation
from wardbook.model.outline import Backlinks
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.scenario import OptionalSection, Scenario
from wardbook.model.records.source import Source
from wardbook.model.records.topic import Topic
from wardbook.model.register import Move, RegisteredCopy
from wardbook.model.scales import Scales
from wardbook.model.settings import Person, ProsePage, Settings, Term
from wardbook.text.tree import RichText


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
class Globals:
    """The parts of a library that every page may show: its settings, scales, terms and people, and moved records."""

    settings: Settings
    scales: Scales
    terms: tuple[Term, ...]
    presentations: tuple[Presentation, ...]
    """The presentations that the finder offers, in its order."""
    people: Mapping[str, Person]
    moved: tuple[Move, ...]
    """The records that have moved or were removed; their addresses stay."""
    logo: bytes | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Library(Globals):
    """Everything that is published, by id; every reference in it resolves."""

    sources: Mapping[str, Source]
    procedures: Mapping[str, Procedure]
    topics: Mapping[str, Topic]
    scenarios: Mapping[str, Scenario]
    summaries: Mapping[str, ScenarioSummary]
    """The scenarios in short: what every page but their own takes of them."""
    protocols: Mapping[str, Protocol]
    pages: Mapping[str, ProseDocument]
    sections: Mapping[str, tuple[OptionalSection, ...]]
    """The optional sections of scenarios that were published; the address of each stays."""
    copies: Mapping[str, tuple[RegisteredCopy, ...]]
    """The printed copies that were published, by what they are copies of, as in `topic:chest-pain`."""
    backlinks: Backlinks

    def listed(self, kind: str, id: str) -> object:
        """The record as lists and links show it: of a scenario its summary, of all others the record."""
        records: Mapping[str, object] = self.summaries if kind == SCENARIO else getattr(self, KINDS[kind].plural)
        return records[id]


def menu(pages: Mapping[str, ProseDocument]) -> list[ProseDocument]:
    """The prose pages in the order that their heads ask for."""
    return sorted(pages.values(), key=lambda page: (page.head.order, page.head.id))
