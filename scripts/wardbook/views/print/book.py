"""Books: a topic with its scenarios, and volumes of the whole library, with what binds them together.

References are numbered once for the whole book, and stand once at its end, as do abbreviations and the disclaimer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TypeVar

from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.topic import Topic
from wardbook.urls import HOME, page_of, url
from wardbook.views.article.article import Article, Manuscript, article, manuscript, shown
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.print.fingerprint import copy_of_protocol, copy_of_scenario, copy_of_topic, copy_of_volume
from wardbook.views.print.frame import Copy, Frame, frame, standing, standing_of_book
from wardbook.views.print.handout import frame_of_protocol, frame_of_scenario
from wardbook.views.print.volumes import Volume
from wardbook.views.records.protocol import ProtocolView, protocol_view, sources_of_protocol
from wardbook.views.records.topic import Guide, guide, sources_of_guide
from wardbook.views.sections import SECTIONS
from wardbook.views.text import Setting, Shown, ShownProse, Vocabulary

Bound = TypeVar("Bound", Guide, ProtocolView, Article)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A scenario in a book, without what stands once for the whole book."""

    url: str
    """The address of its page from the site's root, by which other parts link to it."""
    frame: Frame
    article: Article


@dataclass(frozen=True, slots=True)
class Part:
    """A topic in a book."""

    url: str
    frame: Frame
    guide: Guide
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """A protocol in a book."""

    url: str
    frame: Frame
    protocol: ProtocolView


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: a procedure and the parts of the book that rate or describe it, by their `url`."""

    label: tuple[Shown, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BookChange:
    """A line of the list of changes."""

    on: str
    title: str
    url: str
    version: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """Topics and protocols bound together."""

    frame: Frame
    volume: str
    """Which volume of how many, in words; empty for a book that is whole."""
    parts: tuple[Part, ...]
    appendices: tuple[Appendix, ...]
    index: tuple[Entry, ...]
    changes: tuple[BookChange, ...]
    """The newest first."""
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]
    disclaimer: ShownProse


@dataclass(frozen=True, slots=True)
class TopicTexts:
    """A topic before it is bound, with the manuscripts of its scenarios and their copies."""

    topic: Topic
    texts: tuple[Manuscript, ...]
    copies: tuple[Copy, ...]
    copy: Copy


@dataclass(frozen=True, slots=True)
class Bindery:
    """What every book is bound from, and the day as of which."""

    library: Library
    vocabulary: Vocabulary
    today: date


def topic_texts(topic: Topic, bindery: Bindery) -> TopicTexts:
    """A topic ready to be bound."""
    library, seen = bindery.library, (bindery.library, bindery.vocabulary, bindery.today)
    texts = tuple(manuscript(library.scenarios[id], *seen) for group in topic.groups for id in group.scenarios)
    copies = tuple(map(copy_of_scenario, texts))
    return TopicTexts(topic, texts, copies, copy_of_topic(topic, library, bindery.vocabulary, copies))


def topic_book(bound: TopicTexts, bindery: Bindery) -> Book:
    """A topic's book."""
    topic = bound.topic
    worth = standing_of_book(topic.review, [topic.review, *_reviews(bound)], bindery.today)
    head = frame(bound.copy, topic.title, bindery.library, worth, kind="Topic", page=page_of("topic", topic.id))
    return _book(head, "", (bound,), (), bindery)


def _reviews(bound: TopicTexts) -> Iterator[Review]:
    return (text.scenario.review for text in bound.texts)


def volume(
    part: Volume, topics: Sequence[TopicTexts], protocols: Sequence[Protocol], bindery: Bindery
) -> tuple[Copy, Book]:
    """A volume of the whole library, and which copy of it this is."""
    library = bindery.library
    sheets = [copy_of_protocol(protocol, library, bindery.vocabulary) for protocol in protocols]
    copy = copy_of_volume(part.id, [*(bound.copy for bound in topics), *sheets])
    reviews = [review for bound in topics for review in (bound.topic.review, *_reviews(bound))]
    worth = standing_of_book(None, [*reviews, *(protocol.review for protocol in protocols)], bindery.today)
    head = frame(copy, library.settings.title, library, worth, kind="Library", page=HOME)
    said = f"Volume {part.number} of {part.of}" if part.of > 1 else ""
    return copy, _book(head, said, topics, tuple(zip(protocols, sheets, strict=True)), bindery)


def _book(
    head: Frame, said: str, topics: Sequence[TopicTexts], protocols: Sequence[tuple[Protocol, Copy]], bindery: Bindery
) -> Book:
    library = bindery.library
    setting = Setting(HOME, bindery.vocabulary, bindery.today, numbered(_sources(topics, protocols, library)))
    parts = tuple(_part(bound, library, setting) for bound in topics)
    appendices = tuple(_appendix(protocol, copy, library, setting) for protocol, copy in protocols)
    explained = chain(
        *(part.guide.abbreviations for part in parts),
        *(draws.abbreviations for bound in topics for text in bound.texts for draws in text.all_draws()),
        *(appendix.protocol.abbreviations for appendix in appendices),
    )
    return Book(
        frame=head,
        volume=said,
        parts=tuple(replace(part, guide=_bare(part.guide)) for part in parts),
        appendices=tuple(replace(appendix, protocol=_bare(appendix.protocol)) for appendix in appendices),
        index=_index(topics, [protocol for protocol, _ in protocols], library, setting),
        changes=_changes(topics, [protocol for protocol, _ in protocols]),
        references=reference_list(library, setting),
        abbreviations=tuple(sorted(set(explained))),
        disclaimer=setting.prose(library.settings.disclaimer),
    )


def _sources(
    topics: Sequence[TopicTexts], protocols: Iterable[tuple[Protocol, Copy]], library: Library
) -> Iterator[str]:
    for bound in topics:
        yield from sources_of_guide(bound.topic, library)
        for text in bound.texts:
            yield from text.references
    for protocol, _ in protocols:
        yield from sources_of_protocol(protocol)


def _part(bound: TopicTexts, library: Library, setting: Setting) -> Part:
    return Part(
        _key("topic", bound.topic.id),
        _frame_of_topic(bound, library, setting.today),
        guide(bound.topic, library, setting),
        tuple(_chapter(text, copy, setting) for text, copy in zip(bound.texts, bound.copies, strict=True)),
    )


def _chapter(text: Manuscript, copy: Copy, setting: Setting) -> Chapter:
    sections = tuple(shown(section, text, setting) for section in SECTIONS)
    whole = article(text, setting, sections, ())
    return Chapter(_key("scenario", text.scenario.id), frame_of_scenario(text, copy), _bare(whole))


def _appendix(protocol: Protocol, copy: Copy, library: Library, setting: Setting) -> Appendix:
    shown_ = protocol_view(protocol, library, setting)
    return Appendix(_key("protocol", protocol.id), frame_of_protocol(protocol, copy, library, setting.today), shown_)


def _bare(view: Bound) -> Bound:
    """A part without what stands once for the whole book."""
    return replace(view, references=(), abbreviations=(), disclaimer=())


def _frame_of_topic(bound: TopicTexts, library: Library, today: date) -> Frame:
    topic = bound.topic
    worth = standing(topic.review, today)
    return frame(bound.copy, topic.title, library, worth, kind="Topic", page=page_of("topic", topic.id))


def _key(kind: str, id: str) -> str:
    """How links name a part: the address of its page from the site's root."""
    return url(page_of(kind, id)).removeprefix("/")


def _index(
    topics: Sequence[TopicTexts], protocols: Iterable[Protocol], library: Library, setting: Setting
) -> tuple[Entry, ...]:
    places: dict[str, list[str]] = defaultdict(list)
    for bound in topics:
        for text in bound.texts:
            for row in text.scenario.ratings.rows:
                places[row.procedure].append(_key("scenario", text.scenario.id))
    for protocol in protocols:
        for procedure in library.links.done_by.get(protocol.id, ()):
            places[procedure].append(_key("protocol", protocol.id))
    entries = sorted((library.procedures[id].label.casefold(), id) for id in places)
    return tuple(
        Entry(setting.line(library.procedures[id].label), tuple(dict.fromkeys(places[id]))) for _, id in entries
    )


def _changes(topics: Sequence[TopicTexts], protocols: Iterable[Protocol]) -> tuple[BookChange, ...]:
    records: list[tuple[str, str, Review]] = []
    for bound in topics:
        records.append((bound.topic.title, _key("topic", bound.topic.id), bound.topic.review))
        records += ((t.scenario.title, _key("scenario", t.scenario.id), t.scenario.review) for t in bound.texts)
    records += ((protocol.title, _key("protocol", protocol.id), protocol.review) for protocol in protocols)
    found = [(change, title, key) for title, key, review in records for change in review.changes]
    found.sort(key=lambda entry: entry[0].on, reverse=True)
    return tuple(
        BookChange(on=long_date(change.on), title=title, url=key, version=change.version, text=change.text)
        for change, title, key in found
    )
