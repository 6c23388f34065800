"""Books: a topic with its scenarios, and volumes of the whole library, with what binds them together.

References are numbered once for the whole book, and stand once at its end, as do abbreviations and the disclaimer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from wardbook.kinds import PROTOCOL, SCENARIO, TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.topic import Topic
from wardbook.urls import HOME, page_of, url
from wardbook.views.article.article import Article, ArticleSource, article_source, chapter
from wardbook.views.context import PageContext
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.print.fingerprint import copy_of_volume
from wardbook.views.print.frame import Copy, CurrentCopy, PrintFrame, print_frame, validity_of, validity_of_book
from wardbook.views.print.handout import frame_of_protocol, frame_of_scenario
from wardbook.views.print.volumes import Volume
from wardbook.views.records.guide import Guide, guide, sources_of_guide
from wardbook.views.records.protocol import ProtocolView, protocol_view, sources_of_protocol
from wardbook.views.text import Shown, ShownProse

Listed = TypeVar("Listed", Guide, ProtocolView)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A scenario in a book, without what stands once for the whole book."""

    url: str
    """The address of its page from the site's root, by which other parts link to it."""
    frame: PrintFrame
    article: Article


@dataclass(frozen=True, slots=True)
class BookPart:
    """A topic in a book."""

    url: str
    frame: PrintFrame
    guide: Guide
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """A protocol in a book."""

    url: str
    frame: PrintFrame
    protocol: ProtocolView


@dataclass(frozen=True, slots=True)
class IndexEntry:
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

    frame: PrintFrame
    volume: str
    """The volume and the number of volumes, in words; empty for a book that is whole."""
    parts: tuple[BookPart, ...]
    appendices: tuple[Appendix, ...]
    index: tuple[IndexEntry, ...]
    changes: tuple[BookChange, ...]
    """The newest first."""
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]
    disclaimer: ShownProse


@dataclass(frozen=True, slots=True)
class TopicSource:
    """A topic before it is bound, with the articles of its scenarios and their copies."""

    topic: Topic
    articles: tuple[ArticleSource, ...]
    copies: tuple[Copy, ...]
    copy: Copy

    def reviews(self) -> Iterator[Review]:
        """The review of the topic, then those of its scenarios."""
        yield self.topic.review
        yield from (article.scenario.review for article in self.articles)


def topic_source(topic: Topic, ids: Sequence[str], copy: Copy, edition: Edition, current: CurrentCopy) -> TopicSource:
    """A topic ready to be bound with those of its scenarios that have these ids.

    `copy` is its book as it is now, `current` gives the copies of its scenarios.
    """
    articles = tuple(article_source(edition.library.scenarios[id], edition) for id in ids)
    return TopicSource(topic, articles, tuple(current(SCENARIO, id) for id in ids), copy)


def topic_book(source: TopicSource, edition: Edition) -> Book:
    """A topic's book."""
    topic = source.topic
    worth = validity_of_book(topic, list(source.reviews()), edition)
    head = print_frame(source.copy, topic.title, edition.library, worth, kind="Topic", page=page_of(TOPIC, topic.id))
    return _book(head, "", (source,), (), edition)


def volume_copy(part: Volume, current: CurrentCopy) -> Copy:
    """The copy that a volume of the library is."""
    topics = (current(TOPIC, bound.topic) for bound in part.topics)
    protocols = (current(PROTOCOL, id) for id in part.protocols)
    return copy_of_volume(part.id, [*topics, *protocols])


def volume_book(part: Volume, copy: Copy, edition: Edition, current: CurrentCopy) -> Book:
    """A volume of the whole library."""
    library = edition.library
    topics = [
        topic_source(library.topics[id], scenarios, current(TOPIC, id), edition, current)
        for id, scenarios in ((bound.topic, bound.scenarios) for bound in part.topics)
    ]
    protocols = [(library.protocols[id], current(PROTOCOL, id)) for id in part.protocols]
    reviews = [*chain.from_iterable(source.reviews() for source in topics), *(p.review for p, _ in protocols)]
    worth = validity_of_book(None, reviews, edition)
    head = print_frame(copy, library.settings.title, library, worth, kind="Library", page=HOME)
    said = f"Volume {part.number} of {part.of}" if part.of > 1 else ""
    return _book(head, said, topics, protocols, edition)


def _book(
    head: PrintFrame,
    said: str,
    topics: Sequence[TopicSource],
    protocols: Sequence[tuple[Protocol, Copy]],
    edition: Edition,
) -> Book:
    library = edition.library
    context = PageContext(edition, numbered(_sources(topics, protocols, library)))
    parts = tuple(_part(source, context) for source in topics)
    appendices = tuple(_appendix(protocol, copy, context) for protocol, copy in protocols)
    explained = chain(
        *(part.guide.abbreviations for part in parts),
        *(article.abbreviations() for source in topics for article in source.articles),
        *(appendix.protocol.abbreviations for appendix in appendices),
    )
    return Book(
        frame=head,
        volume=said,
        parts=tuple(replace(part, guide=_bare(part.guide)) for part in parts),
        appendices=tuple(replace(appendix, protocol=_bare(appendix.protocol)) for appendix in appendices),
        index=_index(topics, [protocol for protocol, _ in protocols], context),
        changes=_changes(topics, [protocol for protocol, _ in protocols]),
        references=reference_list(context),
        abbreviations=tuple(sorted(set(explained))),
        disclaimer=context.prose(library.settings.disclaimer),
    )


def _sources(
    topics: Sequence[TopicSource], protocols: Iterable[tuple[Protocol, Copy]], library: Library
) -> Iterator[str]:
    for source in topics:
        yield from sources_of_guide(source.topic, library)
        for article in source.articles:
            yield from article.references
    for protocol, _ in protocols:
        yield from sources_of_protocol(protocol, library)


def _part(source: TopicSource, context: PageContext) -> BookPart:
    return BookPart(
        _key(TOPIC, source.topic.id),
        _frame_of_topic(source, context.edition),
        guide(source.topic, context),
        tuple(_chapter(*pair, context) for pair in zip(source.articles, source.copies, strict=True)),
    )


def _chapter(source: ArticleSource, copy: Copy, context: PageContext) -> Chapter:
    url = _key(SCENARIO, source.scenario.id)
    return Chapter(url, frame_of_scenario(source, copy), chapter(source, context))


def _appendix(protocol: Protocol, copy: Copy, context: PageContext) -> Appendix:
    url = _key(PROTOCOL, protocol.id)
    return Appendix(url, frame_of_protocol(protocol, copy, context.edition), protocol_view(protocol, context))


def _bare(view: Listed) -> Listed:
    """The part without the lists that a book has once."""
    return replace(view, references=(), abbreviations=(), disclaimer=())


def _frame_of_topic(source: TopicSource, edition: Edition) -> PrintFrame:
    topic = source.topic
    worth = validity_of(TOPIC, topic.id, topic.review, edition)
    return print_frame(source.copy, topic.title, edition.library, worth, kind="Topic", page=page_of(TOPIC, topic.id))


def _key(kind: str, id: str) -> str:
    """The name of a part in links: the address of its page from the site's root."""
    return url(page_of(kind, id)).removeprefix("/")


def _index(
    topics: Sequence[TopicSource], protocols: Iterable[Protocol], context: PageContext
) -> tuple[IndexEntry, ...]:
    places: dict[str, list[str]] = defaultdict(list)
    for scenario in (article.scenario for source in topics for article in source.articles):
        for row in () if scenario.review.ended else scenario.rated:
            places[row.procedure].append(_key(SCENARIO, scenario.id))
    for protocol in protocols:
        for procedure in context.library.backlinks.done_by.get(protocol.id, ()):
            places[procedure].append(_key(PROTOCOL, protocol.id))
    entries = sorted((context.library.procedures[id].label.casefold(), id) for id in places)
    return tuple(
        IndexEntry(context.line(context.library.procedures[id].label), tuple(dict.fromkeys(places[id])))
        for _, id in entries
    )


def _changes(topics: Sequence[TopicSource], protocols: Iterable[Protocol]) -> tuple[BookChange, ...]:
    records: list[tuple[str, str, Review]] = []
    for source in topics:
        records.append((source.topic.title, _key(TOPIC, source.topic.id), source.topic.review))
        scenarios = (article.scenario for article in source.articles)
        records += ((s.title, _key(SCENARIO, s.id), s.review) for s in scenarios)
    records += ((protocol.title, _key(PROTOCOL, protocol.id), protocol.review) for protocol in protocols)
    found = [(change, title, key) for title, key, review in records for change in review.changes]
    found.sort(key=lambda entry: entry[0].on, reverse=True)
    return tuple(
        BookChange(on=long_date(change.on), title=title, url=key, version=change.version, text=change.text)
        for change, title, key in found
    )
