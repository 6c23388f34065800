"""What `content/` holds now: every file sound, with what others need of it, or every fault.

A file whose bytes were found sound before is not parsed again. A rule judges a record by itself,
by the library's standards and by the ids there are; how records stand to each other is judged by
their facts, which are remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from wardbook.build.frozen import freeze, thaw
from wardbook.build.registered import remember, remembered
from wardbook.build.store import Sound, Store
from wardbook.build.tracking import Standards
from wardbook.checks import faults_in, misfits_among
from wardbook.checks.between import Neighbours
from wardbook.library.library import ProseDocument
from wardbook.library.summary import card
from wardbook.model.finder import Finder, Queries
from wardbook.model.outline import Facts, Key, may_have_lost
from wardbook.model.records import KIND_OF as KINDS
from wardbook.model.records.scenario import Scenario
from wardbook.model.register import Moved, Register, RegisteredCopy
from wardbook.model.scales import Scales
from wardbook.model.settings import People, ProsePage, Settings, Terms
from wardbook.problems import ContentError, Problem
from wardbook.read.content import Content, Snapshot, facts_in, gathered, key_of, known_ids, logo, snapshot_faults
from wardbook.read.document import Document, Parsed, parse
from wardbook.read.fonts import Fonts
from wardbook.read.glyphs import Glyphs
from wardbook.read.layout import CONTENT, REGISTER, SHOWN_NOWHERE, SINGLE, is_image, record_in
from wardbook.system.digests import digest, program_digest
from wardbook.system.workers import parallel_map

STANDARDS: Final = "standards"
"""The name under which the engine remembers what every page depended on when all was sound."""
SINGLES: Final = frozenset(f"{CONTENT}/{name}" for name in SINGLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """A faultless `content/`."""

    snapshot: Snapshot
    standards: Standards
    basis: bytes
    """A digest of the standards and of this program: what every page depends on."""
    keys: Mapping[str, bytes]
    """For the file of every record a digest of its bytes and of all else that decides whether it is sound."""
    paths: Mapping[str, Mapping[str, str]]
    """The files of the records by kind and id."""
    standing: Mapping[Key, Facts]
    """The facts of the single files."""
    queries: Document[Queries] | None
    """The golden queries, with their lines."""
    register: Register
    """The addresses and the printed copies that were published."""
    copies: Mapping[str, tuple[RegisteredCopy, ...]]
    """The copies in it by what they are copies of."""
    records: Mapping[str, bytes]
    """The scenarios that were parsed in this run, frozen, by path."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What a file is judged by, beside itself."""

    snapshot: Snapshot
    standards: tuple[Document[Any], ...]
    known: Mapping[str, frozenset[str]]
    glyphs: Glyphs


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of parsing and judging a file."""

    path: str
    problems: tuple[Problem, ...]
    facts: Mapping[Key, Facts]
    sound: Sound | None
    record: bytes = b""
    broken: bool = False
    """Whether something of it could not be read, so that it may name more than its facts say."""


def survey(snapshot: Snapshot, store: Store, fonts: Fonts) -> Survey:
    """Parse and judge what is not known to be sound. Raises ContentError with every fault of the run."""
    basis = _basis(snapshot, fonts)
    kept = remembered(snapshot, basis, store)
    read = SINGLES - {REGISTER} if kept else SINGLES
    singles = tuple(parse(path, snapshot[path]) for path in sorted(read & snapshot.keys()))
    standards = tuple(single.document for single in singles if single.document)
    around = _Around(snapshot, standards, known_ids(snapshot, standards), fonts.glyphs)
    keys = {path: _key(basis, path, raw) for path, raw in snapshot.items() if not _is_standing(path)}
    known_sound = store.sound_keys()
    readings = list(parallel_map(_read, around, [path for path, key in keys.items() if key not in known_sound]))
    with store.together():
        store.add_sound({keys[reading.path]: reading.sound for reading in readings if reading.sound})
    content = gathered(singles, around.known, glyphs=around.glyphs)
    problems = [*snapshot_faults(snapshot, standards), *content.problems]
    complete = not problems and not any(reading.broken for reading in readings)
    problems += (*fonts.problems, *(problem for reading in readings for problem in reading.problems))
    standing = facts_in(content)
    if store.fact(STANDARDS) != basis or _have_moved(keys, store):
        problems += _among(readings, keys, standing, around, store, complete=complete)
    problems += faults_in(content)
    settings, scales, register = content.one(Settings), content.one(Scales), content.one(Register)
    if problems or settings is None or scales is None:
        raise ContentError(problems)
    registered = kept or (register.record if register else Register())
    if register:
        remember(registered, snapshot, basis, store)
    return Survey(
        snapshot=snapshot,
        standards=_standards(settings.record, scales.record, content, snapshot),
        basis=basis,
        keys=keys,
        paths=_paths(keys),
        standing=standing,
        queries=content.one(Queries),
        register=registered,
        copies=registered.copies_by_record,
        records={reading.path: reading.record for reading in readings if reading.record},
    )


def _basis(snapshot: Snapshot, fonts: Fonts) -> bytes:
    """A digest of what every page depends on: the single files, the logo, the fonts, this program."""
    singles = (path for path in sorted(snapshot) if _is_standing(path) and path not in SHOWN_NOWHERE)
    parts = (part for path in singles for part in (path, _raw(snapshot[path])))
    return digest(program_digest(), *parts, "fonts", *fonts.tables)


def _is_standing(path: str) -> bool:
    """Whether a file holds no record with a page, but what all of them stand on."""
    return path in SINGLES or path == CONTENT or is_image(path)


def _key(basis: bytes, path: str, raw: bytes | Problem) -> bytes:
    return digest(basis, path, _raw(raw))


def _raw(raw: bytes | Problem) -> bytes | str:
    return raw.message if isinstance(raw, Problem) else raw


def _read(around: _Around, path: str) -> _Reading:
    parsed = parse(path, around.snapshot[path])
    content = gathered((parsed,), around.known, around.standards, around.glyphs)
    problems = (*content.problems, *faults_in(content))
    facts = facts_in(content)
    if problems or parsed.document is None:
        return _Reading(path, problems, facts, None, broken=bool(content.problems))
    record = parsed.document.record
    review = getattr(record, "review", None)
    due = review.next_review.isoformat() if review and review.next_review else ""
    sound = Sound(freeze(tuple(facts.items())), freeze(_shown(parsed)), due)
    return _Reading(path, (), facts, sound, freeze(record) if isinstance(record, Scenario) else b"")


def _shown(parsed: Parsed) -> object:
    """What other pages may see of a record: all of it, but of a scenario the card."""
    match parsed:
        case Parsed(document=Document(record=Scenario() as scenario)):
            return card(scenario)
        case Parsed(document=Document(record=ProsePage() as head), body=body) if body:
            return ProseDocument(head=head, text=body.text)
        case Parsed(document=document):
            return document.record if document else None


def _have_moved(keys: Mapping[str, bytes], store: Store) -> bool:
    """Whether records may stand differently to each other than when all was sound."""
    before = store.files()
    return before.keys() != keys.keys() or any(
        _facts(store, key) != _facts(store, before[path]) for path, key in keys.items() if before[path] != key
    )


def _facts(store: Store, key: bytes) -> object:
    sound = store.sound(key)
    return thaw(sound.facts) if sound else None


def _among(
    readings: Sequence[_Reading],
    keys: Mapping[str, bytes],
    standing: Mapping[Key, Facts],
    around: _Around,
    store: Store,
    *,
    complete: bool,
) -> Iterator[Problem]:
    """The faults between records, those of records that name what is no more among them."""
    read = {reading.path for reading in readings}
    at_rest = {key: path for path, key in keys.items() if path not in read}
    found = {at_rest[key]: dict(thaw(facts)) for key, facts in store.all_facts().items() if key in at_rest}
    for path, facts in found.items():
        if any(may_have_lost(fact, around.known) for fact in facts.values()):
            yield from _read(around, path).problems
    found |= {reading.path: dict(reading.facts) for reading in readings}
    # An id may be wrong: what a file holds goes by the id in it, and of two the last one counts.
    files = {key: path for path in keys for key in found.get(path, ())}
    everyone = {key: found[path][key] for key, path in files.items()} | dict(standing)
    single = {key_of(document): document for document in around.standards}
    for misfit in misfits_among(Neighbours(facts=dict(sorted(everyone.items())), complete=complete)):
        file = files.get(misfit.key)
        document = parse(file, around.snapshot[file]).document if file else single.get(misfit.key)
        if document:
            yield misfit.problem(document)


def _paths(keys: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS.values()}
    for kind, id, path in sorted((*record_in(path), path) for path in keys):
        found[kind][id] = path
    return found


def _standards(settings: Settings, scales: Scales, content: Content, snapshot: Snapshot) -> Standards:
    terms, people, finder = content.one(Terms), content.one(People), content.one(Finder)
    moved = content.one(Moved)
    drawing = logo(snapshot, settings)
    return Standards(
        settings=settings,
        scales=scales,
        terms=terms.record.terms if terms else (),
        presentations=finder.record.presentations if finder else (),
        people={person.id: person for person in people.record.people} if people else {},
        moved=moved.record.moved if moved else (),
        logo=drawing if isinstance(drawing, bytes) else None,
    )
