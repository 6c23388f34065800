"""Rules about how records stand to each other.

They judge the records' outlines, which are at hand for the whole library even when only one file of
it has been read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeVar

from wardbook.kinds import PLACED, PROCEDURE, SCENARIO, SOURCE, TOPIC
from wardbook.model.base import Record, Ref
from wardbook.model.finder import OptionKind
from wardbook.model.media import MEDIA
from wardbook.model.outline import Key, Outline, names_with_placed
from wardbook.model.outline.studies import Studies
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import bare_letters
from wardbook.read.document import Document
from wardbook.read.layout import file_of

_Found = TypeVar("_Found")


@dataclass(frozen=True, kw_only=True)
class Outlines:
    """The outlines of records, of faulty ones as far as they can be told."""

    by_key: Mapping[Key, Outline]
    unread: Mapping[str, str] | None
    """The letters of faulty files by path, which may say anything; none where one of them cannot be read."""
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False)

    def once(self, find: Callable[[Outlines], _Found], name: Hashable = None) -> _Found:
        """A finding that several rules need. It is kept under the name, or else under the function that finds it."""
        kept_as = name or find
        if kept_as not in self._kept:
            self._kept[kept_as] = find(self)
        found: _Found = self._kept[kept_as]
        return found

    @property
    def complete(self) -> bool:
        """Whether these are all records as they are meant; if not, a faulty one may say what is missing."""
        return self.unread == {}

    def may_say(self, words: str) -> bool:
        """Whether a faulty file may say some words, so that nobody can tell that none does."""
        return self.unread is None or any(bare_letters(words) in letters for letters in self.unread.values())

    def may_list(self, topic: str, id: str) -> bool:
        """Whether a topic is faulty and may list a scenario, so that nobody can tell that it does not."""
        return self.unread is None or bare_letters(id) in self.unread.get(file_of(TOPIC, topic), "")

    @cached_property
    def studies(self) -> Studies:
        """The procedures, to be found in texts."""
        facts = {key: outline.statements for key, outline in self.by_key.items()}
        return Studies(
            {id: (one.label, one.modality) for (kind, id), one in facts.items() if kind == PROCEDURE},
            {name[0]: name[1] for (kind, _), one in facts.items() if kind == "finder" for name in one.names},
            [name for (kind, _), one in facts.items() if kind == "terms" for name in one.names],
        )

    @cached_property
    def unnamed(self) -> tuple[Key, ...]:
        """Those that no record names, and that no faulty file can mean."""
        named = {key for outline in self.by_key.values() for key in outline.names}
        return tuple(key for key in self.by_key if key not in named and not self.may_say(key[1]))


ELSEWHERE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The file and the line of another place, in a message."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CrossProblem:
    """A record, picture or document that does not fit the outlines."""

    key: Key
    field: str
    """The field that does not fit; empty for a file without fields."""
    value: str
    """The value in it, which may stand in a list."""
    message: str
    loc: Loc = ()
    """The place, where the field and its value do not say enough."""
    others: tuple[tuple[Key, Loc], ...] = ()
    """Places of other records; the message has `ELSEWHERE` for each."""

    def problem(self, document: Document[Record], others: Sequence[Problem] = ()) -> Problem:
        """The fault at its place in the record's file, given the problems at the other places."""
        if self.loc:
            message = self.message
            for other in others:
                message = message.replace(ELSEWHERE, f"{other.path}:{other.line}", 1)
            return document.problem(self.loc, message)
        found = [(loc, leaf) for loc, leaf in document.leaves if loc[0] == self.field and leaf == self.value]
        # A name may read like the id that is meant.
        found.sort(key=lambda place: not isinstance(place[1], Ref))
        return document.problem(found[0][0] if found else (self.field,), self.message)


def topics_list_their_own(outlines: Outlines) -> Iterator[CrossProblem]:
    """A topic lists only scenarios that name this topic as their own."""
    for key, topic in outlines.by_key.items():
        for id in sorted(topic.lists):
            scenario = outlines.by_key.get((SCENARIO, id))
            if scenario and scenario.topic != key[1] and (TOPIC, scenario.topic) in outlines.by_key:
                yield CrossProblem(
                    key=key,
                    field="groups",
                    value=id,
                    message=f"expected a scenario of this topic, got `{id}`, whose topic is `{scenario.topic}`:"
                    " change one of the two",
                )


def scenarios_stand_in_their_topic(outlines: Outlines) -> Iterator[CrossProblem]:
    """A scenario is listed by its topic, because that is the way to it."""
    for key, scenario in outlines.by_key.items():
        topic = outlines.by_key.get((TOPIC, scenario.topic))
        if topic and key[1] not in topic.lists and not outlines.may_list(scenario.topic, key[1]):
            yield CrossProblem(
                key=key,
                field="topic",
                value=scenario.topic,
                message=f"expected the topic `{scenario.topic}` to list this scenario:"
                f" add `- {key[1]}` to one of its groups",
            )


def presentations_are_used(outlines: Outlines) -> Iterator[CrossProblem]:
    """Every presentation that the finder offers has a scenario, because a choice without one leads nowhere."""
    used = {id for outline in outlines.by_key.values() for kind, id in outline.names if kind == "presentation"}
    for key, outline in outlines.by_key.items():
        for id in (id for id in sorted(outline.offers - used) if not outlines.may_say(id)):
            yield CrossProblem(
                key=key,
                field="presentations",
                value=id,
                message=f"expected a scenario with this presentation, got none: add `{id}` to the `presentations` of"
                " one, or take the value out",
            )


def placed_records_are_shown(outlines: Outlines) -> Iterator[CrossProblem]:
    """Every record that texts may place is placed by one, because nobody would see it otherwise."""
    for kind, id in outlines.unnamed:
        if kind in PLACED:
            yield CrossProblem(
                key=(kind, id),
                field="id",
                value=id,
                message=f"expected a text that places the {kind}, got none: write `[{kind}: {id}]` between two"
                " paragraphs of one, or delete the file",
            )


def media_are_named(outlines: Outlines) -> Iterator[CrossProblem]:
    """Every picture is a figure's and every document an attachment, because nobody would see it otherwise."""
    for kind, name in outlines.unnamed:
        if kind in MEDIA:
            yield CrossProblem(
                key=(kind, name),
                field="",
                value="",
                message=f"expected a record that names the {kind}, got none: write `file: {name}` in one, or delete"
                " the file",
            )


def phones_are_of_services_that_are_called(outlines: Outlines) -> Iterator[CrossProblem]:
    """A phone number is of a service that an emergency names, because it would be shown nowhere else."""
    called = {service for outline in outlines.by_key.values() for service in outline.calls}
    for key, outline in outlines.by_key.items():
        for service in (phone for phone in sorted(outline.phones - called) if not outlines.may_say(phone)):
            yield CrossProblem(
                key=key,
                field="phones",
                value=service,
                message=f"expected a service that an emergency names, got `{service}`, which none does:"
                " write it as the scenarios do, or take it out",
            )


def sources_are_named(outlines: Outlines) -> Iterator[CrossProblem]:
    """Every source is cited, or named by a field, because nobody else would keep it true."""
    for kind, id in outlines.unnamed:
        if kind == SOURCE:
            yield CrossProblem(
                key=(kind, id),
                field="id",
                value=id,
                message=f"expected a record or page that cites the source, got none: cite it as `[@{id}]`,"
                " or delete the file",
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class CitationProblem(CrossProblem):
    """A record that cites a source which it must not cite; `value` is the source."""

    def problem(self, document: Document[Record], others: Sequence[Problem] = ()) -> Problem:  # noqa: ARG002 - one place
        """The fault where the record cites the source first; at its id where only what it places does."""
        cited = (loc for loc, kind, id in document.references if (kind, id) == (SOURCE, self.value))
        return document.problem(next(cited, (self.field,)), self.message)


def live_pages_cite_nothing_retracted(outlines: Outlines) -> Iterator[CrossProblem]:
    """No live page, and nothing that it places, cites a source that was retracted."""
    retracted = {key for key, outline in outlines.by_key.items() if outline.is_retracted}
    for key, page in outlines.by_key.items() if retracted else ():
        for _, id in sorted(retracted & names_with_placed(page, outlines.by_key)) if page.is_live else ():
            by = "" if (SOURCE, id) in page.names else ", which a table, figure or regimen on the page cites"
            yield CitationProblem(
                key=key,
                field="id",
                value=id,
                message=f"expected no retracted source on a live page, got `{id}`{by}: cite another source, or write"
                " `status: under-review` until the text stands without it",
            )


def no_source_follows_itself(outlines: Outlines) -> Iterator[CrossProblem]:
    """A source is superseded by a newer one, and never by itself or by what it has superseded."""
    for key, source in outlines.by_key.items():
        passed, last = [key[1]], source.superseded_by
        while last and last not in passed:
            passed.append(last)
            following = outlines.by_key.get((SOURCE, last))
            last = following.superseded_by if following else ""
        if source.superseded_by and last == key[1]:
            yield CrossProblem(
                key=key,
                field="superseded_by",
                value=source.superseded_by,
                message=f"expected a newer source, got `{source.superseded_by}`, which"
                f" {'is this one' if len(passed) == 1 else 'this one has superseded'}: take one of the two out",
            )


def answers_are_of_their_kind(outlines: Outlines) -> Iterator[CrossProblem]:
    """An answer of imaging, a test, a treatment or management has a focal option of this kind."""
    kinds: dict[str, OptionKind] = {}
    for outline in outlines.by_key.values():
        kinds |= outline.modalities
    for key, outline in outlines.by_key.items():
        for kind, focal in outline.answers if key[0] == SCENARIO else ():
            found = {_kind(outlines.by_key.get((PROCEDURE, id)), kinds) for id in focal}
            if focal and kind in set(kinds.values()) and not found & {kind, ""}:
                yield CrossProblem(
                    key=key,
                    field="answer",
                    value=kind,
                    message=f"expected an answer of the kind of its focal options, which are"
                    f" {' and '.join(sorted(found))}, got `{kind}`: change the kind, or the modality of one of them",
                )


def _kind(procedure: Outline | None, kinds: Mapping[str, OptionKind]) -> str:
    """The kind of a procedure; empty where it is not known."""
    return kinds.get(procedure.modality, "") if procedure else ""


def successors_hold(outlines: Outlines) -> Iterator[CrossProblem]:
    """The page that stands in for a superseded or withdrawn one holds itself, so that one link leads to guidance."""
    for key, outline in outlines.by_key.items():
        other = outlines.by_key.get(outline.successor) if outline.successor else None
        if outline.successor and other and (message := _about_successor(key, outline.successor, other, outlines)):
            yield CrossProblem(key=key, field="review", value=outline.successor[1], message=message)


def _about_successor(key: Key, successor: Key, other: Outline, outlines: Outlines) -> str:
    kind, id = successor
    if not other.ended or successor == key:  # another rule has the latter
        return ""
    last = _last(successor, outlines)
    if last is None or last == key:
        return f"expected a page that holds, got the {kind} `{id}`, which leads back: mend one of the two"
    if last == successor:
        return f"expected a page that holds, got the {kind} `{id}`, which no longer holds: name another one"
    return f"expected a page that holds, got the {kind} `{id}`, which has ended: write the {last[0]} `{last[1]}`"


def _last(key: Key, outlines: Outlines) -> Key | None:
    """The page at the end of the way from an ended one; none where it goes in a circle."""
    seen = {key}
    while (outline := outlines.by_key.get(key)) and outline.ended and outline.successor:
        key = outline.successor
        if key in seen:
            return None
        seen.add(key)
    return key
