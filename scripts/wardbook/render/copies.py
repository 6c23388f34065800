"""What is said of printed copies as files: a small page for each, without scripts or requests to other hosts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.topic import Topic
from wardbook.render.assets import embed_style
from wardbook.render.templates import Templates
from wardbook.views.article.article import Manuscript
from wardbook.views.copies.judging import verdicts
from wardbook.views.copies.subject import protocol_subject, scenario_subject, topic_subject, volume_subject
from wardbook.views.copies.verdict import Verdict
from wardbook.views.print.book import Bindery, topic_texts
from wardbook.views.print.fingerprint import copy_of_protocol, copy_of_scenario
from wardbook.views.print.frame import Copy
from wardbook.views.print.volumes import Volume
from wardbook.views.text import Vocabulary


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What surrounds a verdict."""

    style: str
    library: str
    home: str


def copy_files(verdicts: Iterable[Verdict], library: Library, templates: Templates) -> dict[str, bytes]:
    """The pages of verdicts by their path in `site_src/`. Raises TemplateFault."""
    return dict(_files(verdicts, library, templates))


def scenario_verdicts(text: Manuscript) -> Iterator[Verdict]:
    """What is said of the copies of a scenario's handout."""
    subject = scenario_subject(text.scenario, copy_of_scenario(text), text.library)
    yield from verdicts(subject, text.library, text.vocabulary, text.today)


def protocol_verdicts(protocol: Protocol, library: Library, vocabulary: Vocabulary, today: date) -> Iterator[Verdict]:
    """What is said of the copies of a protocol's sheet."""
    subject = protocol_subject(protocol, copy_of_protocol(protocol, library, vocabulary), library)
    yield from verdicts(subject, library, vocabulary, today)


def topic_verdicts(topic: Topic, library: Library, vocabulary: Vocabulary, today: date) -> Iterator[Verdict]:
    """What is said of the copies of a topic's book."""
    copy = topic_texts(topic, Bindery(library, vocabulary, today)).copy
    yield from verdicts(topic_subject(topic, copy, library), library, vocabulary, today)


def volume_verdicts(
    copy: Copy, part: Volume, library: Library, vocabulary: Vocabulary, today: date
) -> Iterator[Verdict]:
    """What is said of the copies of a volume, given that of now."""
    subject = volume_subject(part.number, part.topics, part.protocols, copy, library)
    yield from verdicts(subject, library, vocabulary, today)


def _files(verdicts: Iterable[Verdict], library: Library, templates: Templates) -> Iterator[tuple[str, bytes]]:
    style = embed_style(library, templates).path
    for verdict in verdicts:
        frame = Frame(
            style=urls.file(verdict.path, style),
            library=library.settings.title,
            home=urls.href(verdict.path, urls.HOME).url,
        )
        yield verdict.path, templates.copy(frame=frame, copy=verdict).encode()
