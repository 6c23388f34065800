"""The library: a whole, checked set of records. Whoever holds one need not look for faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wardbook.kinds import KINDS, PLACED, SCENARIO
from wardbook.library.summary import ScenarioSummary
from wardbook.model.base import RegimenRef, TableRef
from wardbook.model.finder import Modality, Presentation
from wardbook.model.media import DocumentFile, PictureFile
from wardbook.model.outline import ApprovalStates, Backlinks
from wardbook.model.records.claims import ClaimCounts
from wardbook.model.records.figure import Figure
from wardbook.model.records.hazard import Hazard
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.scenario import OptionalSection, Scenario
from wardbook.model.records.source import Source
from wardbook.model.records.table import DataTable
from wardbook.model.records.topic import Topic
from wardbook.model.register import LoggedChange, Move, RegisteredCopy
from wardbook.model.scales import Scales
from wardbook.model.settings import Person, ProsePage, Settings, Term
from wardbook.model.traverse import values_in
from wardbook.text.tree import Placed, RichText, placed_in


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
    stages: Mapping[str, str]
    """The labels of the stages of care by id, in their order."""
    modalities: Mapping[str, Modality]
    """The modalities by id, in the order of lists."""
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
    tables: Mapping[str, DataTable]
    figures: Mapping[str, Figure]
    regimens: Mapping[str, Regimen]
    hazards: Mapping[str, Hazard]
    """The entries of the hazard log."""
    pictures: Mapping[str, PictureFile]
    """The picture files by their names in content/figures/."""
    documents: Mapping[str, DocumentFile]
    """The PDF files by their names in content/attachments/."""
    media: Mapping[str, bytes]
    """The bytes of pictures and documents by their paths in the site."""
    copies: Mapping[str, tuple[RegisteredCopy, ...]]
    """The printed copies that were published, by what they are copies of, as in `topic:chest-pain`."""
    claims: Mapping[str, ClaimCounts]
    """How many claims a record has of each standing, by its kind and id, as in `scenario:chest-pain`."""
    approvals: Mapping[str, ApprovalStates]
    """The approvals of records that have or need some, by what was approved, as in `topic:chest-pain`."""
    changes: Mapping[str, tuple[LoggedChange, ...]]
    """The published changes of records, newest first, by what changed, as in `topic:chest-pain`."""
    backlinks: Backlinks

    def listed(self, kind: str, id: str) -> object:
        """The record as lists and links show it: of a scenario its summary, of all others the record."""
        records: Mapping[str, object] = self.summaries if kind == SCENARIO else getattr(self, KINDS[kind].plural)
        return records[id]

    def placed(self, block: Placed) -> DataTable | Figure | Regimen:
        """The record that a text places."""
        records: Mapping[str, DataTable | Figure | Regimen] = getattr(self, PLACED[block.record_kind].plural)
        return records[block.id]

    def as_read(self, *values: Any) -> Iterator[Any]:
        """The texts and other values in records as a reader meets them: what a text places stands at its place.

        So does a regimen at the place of its reference.
        """
        for value in values_in(*values):
            if isinstance(value, RichText) and placed_in(value):
                yield from self._with_placed(value)
            elif isinstance(value, RegimenRef):
                yield from self.as_read(self.regimens[value].as_read())
            elif isinstance(value, TableRef):
                yield from values_in(self.tables[value].as_read())
            else:
                yield value

    def _with_placed(self, text: RichText) -> Iterator[Any]:
        for block in text.blocks:
            if isinstance(block, Placed):
                yield from self.as_read(self.placed(block).as_read())
            else:
                yield RichText((block,))


def menu(pages: Mapping[str, ProseDocument]) -> list[ProseDocument]:
    """The prose pages in the order that their heads ask for."""
    return sorted(pages.values(), key=lambda page: (page.head.order, page.head.id))
