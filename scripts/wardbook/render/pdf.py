"""Prints as jobs for the press: every record that can be printed, on every paper that the library is printed on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.topic import Topic
from wardbook.render.qr_code import code
from wardbook.render.typst import Job
from wardbook.views.article.article import Manuscript
from wardbook.views.parts.print_links import PAPER_NAMES
from wardbook.views.print.book import Bindery, Book, topic_book, topic_texts, volume
from wardbook.views.print.fingerprint import as_json, copy_of_protocol, copy_of_scenario
from wardbook.views.print.frame import Copy, Frame
from wardbook.views.print.handout import handout, sheet
from wardbook.views.print.volumes import Volume
from wardbook.views.text import Vocabulary

HANDOUT: Final = "handout.typ"
SHEET: Final = "sheet.typ"
BOOK: Final = "book.typ"


def scenario_jobs(text: Manuscript) -> Iterator[Job]:
    """A scenario's handouts."""
    copy = copy_of_scenario(text)
    view = handout(text, copy)
    yield from _record_jobs(HANDOUT, copy, view.frame, view, text.library)


def protocol_jobs(protocol: Protocol, library: Library, vocabulary: Vocabulary, today: date) -> Iterator[Job]:
    """A protocol's sheets."""
    copy = copy_of_protocol(protocol, library, vocabulary)
    view = sheet(protocol, copy, library, vocabulary, today)
    yield from _record_jobs(SHEET, copy, view.frame, view, library)


def topic_jobs(topic: Topic, library: Library, vocabulary: Vocabulary, today: date) -> Iterator[Job]:
    """A topic's books."""
    bindery = Bindery(library, vocabulary, today)
    bound = topic_texts(topic, bindery)
    view = topic_book(bound, bindery)
    yield from _record_jobs(BOOK, bound.copy, view.frame, view, library)


def volume_jobs(part: Volume, library: Library, vocabulary: Vocabulary, today: date) -> tuple[Copy, Iterator[Job]]:
    """The books of a volume of the library, and which copy of it they are."""
    bindery = Bindery(library, vocabulary, today)
    topics = [topic_texts(library.topics[id], bindery) for id in part.topics]
    copy, view = volume(part, topics, [library.protocols[id] for id in part.protocols], bindery)
    return copy, _volume_jobs(part, copy, view, library)


def _volume_jobs(part: Volume, copy: Copy, view: Book, library: Library) -> Iterator[Job]:
    doc, drawing = as_json(view), code(view.frame.check)
    for paper in library.settings.papers:
        yield Job(
            path=urls.volume_of(part.number, paper),
            name=f"The library, volume {part.number} ({PAPER_NAMES[paper]})",
            template=BOOK,
            paper=paper,
            doc=doc,
            code=drawing,
            on=copy.on,
        )


def _record_jobs(template: str, copy: Copy, frame: Frame, view: object, library: Library) -> Iterator[Job]:
    doc, drawing = as_json(view), code(frame.check)
    for paper in library.settings.papers:
        yield Job(
            path=urls.print_of(copy.kind, copy.id, paper),
            name=f"{copy.kind.capitalize()} {copy.id} ({PAPER_NAMES[paper]})",
            template=template,
            paper=paper,
            doc=doc,
            code=drawing,
            on=copy.on,
        )
