"""Faultless content: what its files hold, handed out record by record, with the digest of each.

A record is parsed or unpickled when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple

from wardbook.build.approved import CheckedApprovals
from wardbook.build.cache import loads
from wardbook.build.tracking import ABSENT, Ask, TrackedMapping, truth_digest
from wardbook.library.edition import Edition, has_passed
from wardbook.library.library import Globals, Library
from wardbook.library.vocabulary import Vocabulary
from wardbook.model.finder import Finder, Queries
from wardbook.model.media import MEDIA
from wardbook.model.outline import Backlinks
from wardbook.model.records.claims import CLAIMING, ClaimCounts
from wardbook.model.register import ChangeLog, Moved, Register
from wardbook.model.scales import Scales
from wardbook.model.settings import People, Settings, Terms
from wardbook.problems import Problem
from wardbook.read.content import Content, Snapshot, logo, parsed_in, single_in
from wardbook.read.document import Document
from wardbook.read.layout import CHANGES, REGISTER
from wardbook.read.media.published import published_bytes
from wardbook.system.digests import digest

KEPT_RECORDS: Final = 4096
"""Records that are kept at hand, at most; a page asks for about a hundred."""
KEPT_SCENARIOS: Final = 64
"""Scenarios that are kept at hand: they are large, and others ask for the summaries of most of them."""

KIND_OF_MAPPING: Final = {"summary": "scenario", "cited_by": "source", "rated_in": "procedure", "done_by": "protocol"}
"""The kind of record by whose ids something else about records is named."""


class CheckedFile(NamedTuple):
    """A checked content file, or all files together that hold the library's globals."""

    problems: tuple[tuple[str, int, str, str], ...]
    outline: bytes
    """The outlines of the records in it, for the checks between records."""
    outline_digest: bytes
    record: bytes
    """The part of its record that others may know: all of it, or the summary of a scenario."""
    summary_digest: bytes
    """A digest of the summary of a scenario."""
    claims: ClaimCounts
    """How many claims its record has of each standing."""


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
    approvals: CheckedApprovals
    """The approvals of records, which alone may have faults."""
    is_preview: bool = False
    """Whether this is for those who write it: a preview always finds drafts."""

    @property
    def counts(self) -> dict[str, int]:
        """The number of records of each kind."""
        return {kind: len(paths) for kind, paths in self.paths.items()}

    @cached_property
    def register(self) -> Register:
        """The addresses and the printed copies that were published."""
        return loads(self.files[REGISTER].record) if REGISTER in self.files else Register()

    @cached_property
    def log(self) -> ChangeLog:
        """The log of published changes."""
        return loads(self.files[CHANGES].record) if CHANGES in self.files else ChangeLog(changes=())

    @property
    def queries(self) -> Document[Queries] | None:
        """The golden queries, with their lines."""
        return single_in(self.snapshot, Queries)

    def edition(self, today: date, ask: Ask = no_one, vocabulary: Vocabulary | None = None) -> Edition:
        """The library on a day; `ask` gets the name of every input that is asked for."""

        def passed(day: date) -> bool:
            ask(f"passed:{day}")
            return has_passed(day, today)

        def finds_drafts() -> bool:
            ask("drafts:found")
            return self.finds_drafts

        words = vocabulary or Vocabulary(self.globals.terms)
        return Edition(library=self.library(ask), vocabulary=words, has_passed=passed, finds_drafts=finds_drafts)

    @property
    def finds_drafts(self) -> bool:
        """Whether the search finds drafts."""
        return self.is_preview or self.globals.settings.drafts_in_search

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
            stages=known.stages,
            modalities=known.modalities,
            people=known.people,
            moved=known.moved,
            logo=known.logo,
            sources=of("source"),
            procedures=of("procedure"),
            topics=of("topic"),
            scenarios=of("scenario"),
            summaries=of("summary"),
            protocols=of("protocol"),
            pages=of("page"),
            sections=of("sections"),
            tables=of("table"),
            figures=of("figure"),
            regimens=of("regimen"),
            hazards=of("hazard"),
            pictures=of("picture"),
            documents=of("document"),
            media=of("media"),
            copies=of("copies"),
            claims=of("claims"),
            approvals=of("approvals"),
            changes=of("changes"),
            backlinks=Backlinks(cited_by=of("cited_by"), rated_in=of("rated_in"), done_by=of("done_by")),
        )

    def sources(self, today: date) -> dict[str, Callable[[str], bytes]]:
        """The functions that give the digests of the inputs that an edition asks for."""
        return {
            "globals": lambda _: self.globals_digest,
            "summary": self._summary_digest,
            "media": self._media_digest,
            "ids": lambda name: digest(*self._ids(name)),
            "claims": lambda key: digest(repr(self._claims(key))),
            "drafts": lambda _: truth_digest(self.finds_drafts),
            "passed": lambda day: truth_digest(has_passed(date.fromisoformat(day), today)),
            **{kind: self._digests_of(kind) for kind in self.paths},
            **{name: self._mapped_digests(name) for name in (*_REGISTERED, *_BACKLINKS, _APPROVALS)},
        }

    def _summary_digest(self, id: str) -> bytes:
        path = self.paths["scenario"].get(id)
        return self.files[path].summary_digest if path else ABSENT

    def _digests_of(self, kind: str) -> Callable[[str], bytes]:
        paths = self.paths[kind]
        return lambda id: self.digests[paths[id]] if id in paths else ABSENT

    def _mapped_digests(self, name: str) -> Callable[[str], bytes]:
        return lambda id: digest(repr(self._mapping(name).get(id)))

    def _mapping(self, name: str) -> Mapping[str, Any]:
        """A mapping that the register or the backlinks fill, by its name."""
        if name == _APPROVALS:
            return self.approvals.states
        found: Mapping[str, Any] = self._registered[name] if name in _REGISTERED else getattr(self._links, name)
        return found

    def _claims(self, key: str) -> ClaimCounts:
        """The counts of the claims of a record, by its kind and id."""
        kind, _, id = key.partition(":")
        path = self.paths.get(kind, {}).get(id)
        return self.files[path].claims if path else ()

    def _ids(self, name: str) -> Collection[str]:
        if name == "claims":
            return [f"{kind}:{id}" for kind in CLAIMING for id in self.paths[kind]]
        if name == "media":
            return self._media_paths
        if name == _APPROVALS:
            return self.approvals.states
        return self._registered[name] if name in _REGISTERED else self.paths[KIND_OF_MAPPING.get(name, name)]

    def _find(self, name: str, id: str) -> Any:
        """The value of a mapping, by its name, under an id that it has."""
        if name in (*_REGISTERED, _APPROVALS):
            return self._mapping(name)[id]
        if name == "media":
            return self._published(id)
        if name == "claims":
            return self._claims(id)
        if name in _BACKLINKS:
            return self._mapping(name).get(id, ())
        path = self.paths[KIND_OF_MAPPING.get(name, name)][id]
        return self._scenario(path) if name == "scenario" else self._record(path)

    @cached_property
    def _media_paths(self) -> Mapping[str, str]:
        """The files of pictures and documents by the paths at which they are published."""
        return {self._record(path).path: path for kind in MEDIA for path in self.paths[kind].values()}

    def _published(self, published: str) -> bytes:
        """The bytes of a picture or document."""
        raw = self.snapshot[self._media_paths[published]]
        if isinstance(raw, Problem):
            raise KeyError(published)
        return published_bytes(published, raw)

    def _media_digest(self, published: str) -> bytes:
        path = self._media_paths.get(published)
        return self.digests[path] if path else ABSENT

    @cached_property
    def _registered(self) -> Mapping[str, Mapping[str, Any]]:
        """The mappings that the register and the log of changes fill, by their names."""
        register = self.register
        return {
            "sections": register.sections_by_scenario,
            "copies": register.copies_by_record,
            "changes": self.log.by_record,
        }

    @cached_property
    def _links(self) -> Backlinks:
        links: Backlinks = loads(self.backlinks)
        return links

    @cached_property
    def _record(self) -> Callable[[str], Any]:
        return lru_cache(KEPT_RECORDS)(lambda path: loads(self.files[path].record))

    @cached_property
    def _scenario(self) -> Callable[[str], Any]:
        return lru_cache(KEPT_SCENARIOS)(self._parsed_scenario)

    def _parsed_scenario(self, path: str) -> Any:
        if path in self.scenarios:
            return loads(self.scenarios[path])
        document = parsed_in(self.snapshot, path).document
        if document is None:
            raise KeyError(path)
        return document.record


_REGISTERED: Final = ("sections", "copies", "changes")
"""The mappings that the register and the log fill; they may be large, so they are read when something asks for one."""
_APPROVALS: Final = "approvals"
_BACKLINKS: Final = ("cited_by", "rated_in", "done_by")


def globals_of(content: Content, snapshot: Snapshot) -> Globals | None:
    """The library's globals in checked content; none where settings or scales are missing."""
    settings, scales = content.one(Settings), content.one(Scales)
    if settings is None or scales is None:
        return None
    terms, people, finder, moved = content.one(Terms), content.one(People), content.one(Finder), content.one(Moved)
    drawing = logo(snapshot, settings.record)
    return Globals(
        settings=settings.record,
        scales=scales.record,
        terms=terms.record.terms if terms else (),
        presentations=finder.record.presentations if finder else (),
        stages={stage.id: stage.label for stage in finder.record.stages} if finder else {},
        modalities={modality.id: modality for modality in finder.record.modalities} if finder else {},
        people={person.id: person for person in people.record.people} if people else {},
        moved=moved.record.moved if moved else (),
        logo=drawing if isinstance(drawing, bytes) else None,
    )
