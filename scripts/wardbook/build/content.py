"""Faultless content: what its files hold, handed out record by record, with the digest of each.

A record is parsed or unpickled when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple

from wardbook.build.cache import loads
from wardbook.build.tracking import ABSENT, Ask, TrackedMapping, flag
from wardbook.library.edition import Edition, has_passed
from wardbook.library.library import Globals, Library
from wardbook.library.vocabulary import Vocabulary
from wardbook.model.finder import Queries
from wardbook.model.outline import Links
from wardbook.model.register import Register, RegisteredCopy
from wardbook.read.content import Snapshot, single_in
from wardbook.read.document import Document, parse
from wardbook.read.layout import REGISTER
from wardbook.system.digests import digest

KEPT: Final = 4096
"""Records that are kept at hand, at most; a page asks for about a hundred."""
KEPT_SCENARIOS: Final = 64
"""Scenarios that are kept at hand: they are large, and others ask for the summaries of most of them."""

KIND_OF: Final = {"summary": "scenario", "cited_by": "source", "rated_in": "procedure", "done_by": "protocol"}
"""The kind of record by whose ids something else about records is named."""


class CheckedFile(NamedTuple):
    """What is known of a content file, or of all those that hold the library's globals."""

    problems: tuple[tuple[str, int, str, str], ...]
    outline: bytes
    """The outlines of the records in it, for the checks between records."""
    outline_digest: bytes
    record: bytes
    """What others may know of its record: all of it, but of a scenario the summary."""
    summary_digest: bytes
    """A digest of the summary of a scenario."""


def no_one(_: str) -> None:
    """Note nothing, for one who keeps no result."""


@dataclass(frozen=True, kw_only=True)
class CheckedContent:
    """The content of a project without any fault."""

    snapshot: Snapshot
    globals: Globals
    digests: Mapping[str, bytes]
    """A digest of every file, by its path."""
    globals_digest: bytes
    paths: Mapping[str, Mapping[str, str]]
    """The files of the records by kind and id."""
    files: Mapping[str, CheckedFile]
    scenarios: Mapping[str, bytes]
    """The scenarios that were parsed in this run, as bytes, by path."""
    backlinks: bytes
    """Who refers to whom."""

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return {kind: len(paths) for kind, paths in self.paths.items()}

    @cached_property
    def register(self) -> Register:
        """The addresses and the printed copies that were published."""
        return loads(self.files[REGISTER].record) if REGISTER in self.files else Register()

    @property
    def queries(self) -> Document[Queries] | None:
        """The golden queries, with their lines."""
        return single_in(self.snapshot, Queries)

    def edition(self, today: date, ask: Ask = no_one, vocabulary: Vocabulary | None = None) -> Edition:
        """The library on a day; `ask` gets the name of every input that is asked for."""

        def passed(day: date) -> bool:
            ask(f"passed:{day}")
            return has_passed(day, today)

        words = vocabulary or Vocabulary(self.globals.terms)
        return Edition(library=self.library(ask), vocabulary=words, has_passed=passed)

    def library(self, ask: Ask = no_one) -> Library:
        """The library; `ask` gets the name of every input that is asked for."""

        def of(name: str) -> TrackedMapping[Any]:
            return TrackedMapping(name, self._ids(name), lambda id: self._find(name, id), ask)

        known = self.globals
        return Library(
            settings=known.settings,
            scales=known.scales,
            terms=known.terms,
            presentations=known.presentations,
            people=known.people,
            moved=known.moved,
            logo=known.logo,
            sources=of("source"),
            procedures=of("procedure"),
            topics=of("topic"),
            scenarios=of("scenario"),
            cards=of("summary"),
            protocols=of("protocol"),
            pages=of("page"),
            copies=of("copies"),
            links=Links(cited_by=of("cited_by"), rated_in=of("rated_in"), done_by=of("done_by")),
        )

    def sources(self, today: date) -> dict[str, Callable[[str], bytes]]:
        """What gives the digests of the inputs that an edition asks for."""
        return {
            "globals": lambda _: self.globals_digest,
            "summary": self._summary_digest,
            "copies": lambda name: digest(repr(self._copies.get(name))),
            "ids": lambda name: digest(*self._ids(name)),
            "passed": lambda day: flag(has_passed(date.fromisoformat(day), today)),
            **{kind: self._digests_of(kind) for kind in self.paths},
            **{name: self._backlinks_digests(name) for name in _BACKLINKS},
        }

    def _summary_digest(self, id: str) -> bytes:
        path = self.paths["scenario"].get(id)
        return self.files[path].summary_digest if path else ABSENT

    def _digests_of(self, kind: str) -> Callable[[str], bytes]:
        paths = self.paths[kind]
        return lambda id: self.digests[paths[id]] if id in paths else ABSENT

    def _backlinks_digests(self, name: str) -> Callable[[str], bytes]:
        return lambda id: digest(repr(getattr(self._links, name).get(id)))

    def _ids(self, name: str) -> Collection[str]:
        return self._copies if name == "copies" else self.paths[KIND_OF.get(name, name)]

    def _find(self, name: str, id: str) -> Any:
        """What goes by a name and an id that is there."""
        if name == "copies":
            return self._copies[id]
        if name in _BACKLINKS:
            return getattr(self._links, name).get(id, ())
        path = self.paths[KIND_OF.get(name, name)][id]
        return self._scenario(path) if name == "scenario" else self._record(path)

    @cached_property
    def _copies(self) -> Mapping[str, tuple[RegisteredCopy, ...]]:
        return self.register.copies_by_record

    @cached_property
    def _links(self) -> Links:
        links: Links = loads(self.backlinks)
        return links

    @cached_property
    def _record(self) -> Callable[[str], Any]:
        return lru_cache(KEPT)(lambda path: loads(self.files[path].record))

    @cached_property
    def _scenario(self) -> Callable[[str], Any]:
        return lru_cache(KEPT_SCENARIOS)(self._parsed_scenario)

    def _parsed_scenario(self, path: str) -> Any:
        if path in self.scenarios:
            return loads(self.scenarios[path])
        document = parse(path, self.snapshot[path]).document
        if document is None:
            raise KeyError(path)
        return document.record


_BACKLINKS: Final = ("cited_by", "rated_in", "done_by")
