"""Rules about what points to what, and about lists of what is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from operator import itemgetter
from typing import Any, Final

from wardbook.checks.helpers import repeated
from wardbook.kinds import SOURCE
from wardbook.model.base import Ref
from wardbook.model.likeness import did_you_mean, likely
from wardbook.model.media import MEDIA
from wardbook.model.patterns import as_slug
from wardbook.model.records import KIND_OF
from wardbook.model.records.hazard import ControlRef
from wardbook.model.records.topic import Topic
from wardbook.model.register import Move, Moved
from wardbook.model.settings import Settings
from wardbook.model.traverse import Loc, might_be_citations, references
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.document import Document
from wardbook.read.layout import MOVED, file_of
from wardbook.read.validate import PLACEHOLDER
from wardbook.text.tree import Citation, RichText, Text, inlines

_Moves = Mapping[tuple[str, str], Move]
"""The moves of records, by the kind and the id that they had."""

_WAYS: Final = frozenset({"excludes", "related", "workflow", "not_covered", "review"})
"""Fields with routes."""


def references_resolve(content: Content) -> Iterator[Problem]:
    """Every record that a field, a citation or a link names exists."""
    for document in content.documents:
        found = list(_unknown_references(content, document.references))
        messages = _messages(content, found)
        yield from (document.problem(loc, messages[kind, id]) for loc, kind, id in found)
    for page in content.bodies.values():
        found = list(_unknown_references(content, references(page.text)))
        for (_, id), message in _messages(content, found).items():
            yield Problem(page.path, page.line_of(id), "", message)


_MOST_LIKENESSES: Final = 20
"""Ids in one file for which a like one is looked for, which takes long where there are many to compare."""


def _unknown_references(content: Content, found: Iterable[tuple[Loc, str, str]]) -> Iterator[tuple[Loc, str, str]]:
    for loc, kind, id in found:
        if kind in content.known and id not in content.known[kind] and id != PLACEHOLDER:
            yield loc, kind, id


def _messages(content: Content, found: list[tuple[Loc, str, str]]) -> dict[tuple[str, str], str]:
    """The messages about unknown records, one for all places in a file."""
    unknown = dict.fromkeys((kind, id) for _, kind, id in found)
    moved = content.one(Moved)
    moves: _Moves = {(move.kind, move.id): move for move in moved.record.moved} if moved else {}
    return {
        (kind, id): _gone(kind, id, moves, content.known[kind])
        or _unknown(kind, id, content.known[kind], compare=number < _MOST_LIKENESSES)
        for number, (kind, id) in enumerate(unknown)
    }


def _gone(kind: str, id: str, moves: _Moves, known: Set[str]) -> str:
    """The advice about a record that has moved, perhaps more than once; none where that leads to no record."""
    passed = [id]
    while (last := moves.get((kind, passed[-1]))) and last.to and last.to not in passed:
        passed.append(last.to)
    here = f"expected the id of a {kind}, got `{id}`, which"
    if passed[-1] in known:
        return f"{here} has moved: write `{passed[-1]}`"
    if last and not last.to:
        return f"{here} is gone since {last.on}, as {MOVED} says: name another, or take it out"
    return ""


def _unknown(kind: str, id: str, known: Set[str], *, compare: bool) -> str:
    meant = did_you_mean(likely(id, sorted(known)) if compare else [], "`")
    if kind in MEDIA:
        advice = meant or "put the file there"
        return f"expected a file in content/{MEDIA[kind].folder}/, got `{id}`, which is not there: {advice}"
    if kind == ControlRef.record_kind:
        return f"expected the id of a control, got `{id}`, which does not exist: {meant or _one_of(known)}"
    advice = meant or f"write it in {file_of(kind, as_slug(id) or 'ID')}{_some(known)}"
    return f"expected the id of a {kind}, got `{id}`, which does not exist: {advice}"


def _some(known: Set[str]) -> str:
    return f", or {_one_of(known)}" if 0 < len(known) <= 12 else ""


def _one_of(known: Set[str]) -> str:
    return f"name one of {', '.join(sorted(known))}"


def citations_are_written_as_such(content: Content) -> Iterator[Problem]:
    """A source's id, or an author with a year, in brackets was meant as a citation, and so was an id after an @."""
    known = content.known.get(SOURCE, frozenset())
    for document in content.documents:
        for loc, leaf in document.leaves:
            if isinstance(leaf, RichText):
                yield from (document.problem(loc, _meant(*found)) for found in _uncited(leaf, known))
    for page in content.bodies.values():
        for written, id in _uncited(page.text, known):
            yield Problem(page.path, page.line_of(written), "", _meant(written, id))


def _uncited(text: RichText, known: Set[str]) -> Iterator[tuple[str, str]]:
    """Words that look like a citation of a known source and are none: as they are written, and the id in them."""
    yield from ((written, id) for written, id in might_be_citations(text) if id in known)
    for node in inlines(text.blocks):
        if isinstance(node, Text) and "[" in node.text:
            yield from ((match[1], "") for match in _NUMBER_OF_A_LIST.finditer(node.text))
            for match in _AUTHOR_AND_YEAR.finditer(node.text):
                yield match[0], next((id for id in likely(match["words"], sorted(known)) if match["year"] in id), "")


_NUMBER_OF_A_LIST: Final = re.compile(r"[^\W\d][.,;:)”\"]{0,2} ?(\[[1-9]\d{0,2}\])")
"""A number after words, as of a list of references in another text; after a number it may be a share or a range."""
_AUTHOR_AND_YEAR: Final = re.compile(
    r"\[(?P<words>[^\W\d_][^\[\]\d@]{1,60}[ ,](?P<year>(?:19|20)\d\d))[a-z]?(?:[,;:][^\[\]]{0,80})?\]"
)
"""A citation as other programs write it: `[Carty 2020]`."""


def _meant(written: str, id: str) -> str:
    if id:
        return f"expected a citation, got `{written}`: write `[@{id}]`"
    return (
        f"expected a citation as `[@source-id]`, got `{written}`: write the id of the source,"
        " or round brackets if it is none"
    )


def settings_cite_nothing(content: Content) -> Iterator[Problem]:
    """The library's own texts stand on pages of all kinds, so they name a source in words or link to it."""
    documents: tuple[Document[Any], ...] = (*content.of(Settings), *content.of(Moved))
    for document in documents:
        for loc, leaf in document.leaves:
            if isinstance(leaf, RichText):
                for node in inlines(leaf.blocks):
                    if isinstance(node, Citation):
                        yield document.problem(
                            loc,
                            f"expected no citation, because this text stands on pages without references,"
                            f" got `[@{node.source}]`: link to it as `[words](source:{node.source})`",
                        )


def topics_list_a_scenario_once(content: Content) -> Iterator[Problem]:
    """A topic lists a scenario once."""
    for topic in content.of(Topic):
        listed = [
            (("groups", group_number, "scenarios", number), id)
            for group_number, group in enumerate(topic.record.groups)
            for number, id in enumerate(group.scenarios)
        ]
        for _, (loc, id) in repeated(listed, key=itemgetter(1)):
            yield topic.problem(loc, f"expected a scenario once, got `{id}` again: keep one of them")


def routes_lead_away(content: Content) -> Iterator[Problem]:
    """A route leads to another page, and no page is related to itself or replaced by itself."""
    for document in content.documents:
        own = (KIND_OF.get(type(document.record)), getattr(document.record, "id", ""))
        for loc, kind, id in document.references:
            if (kind, id) == own and loc[0] in _WAYS and loc[-1] in ("id", "instead"):
                yield document.problem(loc, f"expected another {kind}, got this one: name where it leads")


_JUDGED_ELSEWHERE: Final = ("scenarios", "embedded_in")
"""The scenarios of a topic's groups and the addresses of intranets have rules of their own."""


def choices_are_made_once(content: Content) -> Iterator[Problem]:
    """A list of ids, or of words to choose from, holds each of them once."""
    for document in content.documents:
        items = [(loc, leaf) for loc, leaf in document.leaves if _is_choice(leaf) and isinstance(loc[-1], int)]
        for _, (loc, leaf) in repeated(items, key=lambda item: (item[0][:-1], item[1])):
            if loc[-2] not in _JUDGED_ELSEWHERE:
                yield document.problem(loc, f"expected `{leaf}` once in the list, got it again: take it out")


def _is_choice(leaf: Any) -> bool:
    """Whether a value is an id of another record, or one of a few words; a line may well stand twice."""
    return type(leaf) is str or isinstance(leaf, Ref)
