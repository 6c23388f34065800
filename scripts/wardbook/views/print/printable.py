"""Printables: a scenario's handout, a protocol's sheet, a topic's book and a volume of the library, all alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from wardbook.kinds import SCENARIO
from wardbook.library.edition import Edition
from wardbook.urls import volume_of
from wardbook.views.article.article import ArticleLayout
from wardbook.views.parts.print_links import Pdf
from wardbook.views.print.book import Book, topic_book, topic_source, volume_book, volume_copy
from wardbook.views.print.fingerprint import copy_of_protocol, copy_of_scenario, copy_of_topic
from wardbook.views.print.frame import Copy, CurrentCopy
from wardbook.views.print.handout import Handout, Sheet, handout, sheet
from wardbook.views.print.subject import Subject, protocol_subject, scenario_subject, topic_subject, volume_subject
from wardbook.views.print.volumes import Volume
from wardbook.views.records.guide import TopicLayout
from wardbook.views.records.protocol import ProtocolLayout

HANDOUT: Final = "handout.typ"
SHEET: Final = "sheet.typ"
BOOK: Final = "book.typ"


@dataclass(frozen=True, kw_only=True, slots=True)
class Printable:
    """A thing that can be printed, on every paper that the library is printed on."""

    name: str
    """Its name in errors."""
    subject: Subject
    pdfs: tuple[Pdf, ...]
    """The PDFs that a printer makes of it; a site has those of its subject."""
    template: str
    """Its template in `templates/print/`."""
    view: Callable[[], Handout | Sheet | Book]
    """The content of the template, which is laid out only where it is printed."""

    @property
    def copy(self) -> Copy:
        """The copy of it that is printed now."""
        return self.subject.copy


def scenario_printable(layout: ArticleLayout) -> Printable:
    """A scenario's handout."""
    copy = copy_of_scenario(layout)
    subject = scenario_subject(layout.scenario, copy, layout.edition.library)
    return Printable(
        name=f"Scenario {layout.scenario.id}",
        subject=subject,
        pdfs=subject.pdfs,
        template=HANDOUT,
        view=lambda: handout(layout, copy),
    )


def protocol_printable(layout: ProtocolLayout) -> Printable:
    """A protocol's sheet."""
    protocol, edition = layout.record, layout.edition
    copy = copy_of_protocol(protocol, layout.view)
    subject = protocol_subject(protocol, copy, edition.library)
    return Printable(
        name=f"Protocol {protocol.id}",
        subject=subject,
        pdfs=subject.pdfs,
        template=SHEET,
        view=lambda: sheet(protocol, layout.view, copy, edition),
    )


def topic_printable(layout: TopicLayout, current: CurrentCopy) -> Printable:
    """A topic's book; `current` gives the copies of its scenarios."""
    topic, edition = layout.record, layout.edition
    members = (current(SCENARIO, id) for id in topic.scenarios)
    copy = copy_of_topic(topic, layout.view, members)
    subject = topic_subject(topic, copy, edition.library)
    return Printable(
        name=f"Topic {topic.id}",
        subject=subject,
        pdfs=subject.pdfs,
        template=BOOK,
        view=lambda: topic_book(topic_source(topic, topic.scenarios, copy, edition, current), edition),
    )


def volume_printable(volume: Volume, edition: Edition, current: CurrentCopy) -> Printable:
    """A volume of the library; `current` gives the copies of the topics, scenarios and protocols in it."""
    copy = volume_copy(volume, current)
    return Printable(
        name=f"The library, volume {volume.number}",
        subject=volume_subject(volume, copy, edition.library),
        pdfs=tuple(Pdf(paper, volume_of(volume.number, paper)) for paper in edition.library.settings.papers),
        template=BOOK,
        view=lambda: volume_book(volume, copy, edition, current),
    )
