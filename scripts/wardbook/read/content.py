"""Content of a project: the files of `content/`, the records in them, and the faults of both.

Nothing here raises: a file that cannot be read or does not hold what it should becomes problems,
so that the checks can go on with the rest and report everything in one run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final, TypeVar, cast

from wardbook.kinds import APPROVAL, FILED, PAGE
from wardbook.model.base import Record
from wardbook.model.finder import Finder
from wardbook.model.media import MEDIA
from wardbook.model.outline import Key, Outline, outline_of
from wardbook.model.outline.statements import Statements
from wardbook.model.records import KIND_OF
from wardbook.model.records.controls import CONTROLS
from wardbook.model.scales import Scales
from wardbook.model.settings import People, Settings
from wardbook.problems import Problem
from wardbook.read.document import Document, PageBody, Parsed, Raw, YamlFile, parse
from wardbook.read.files import decode, list_files, read_bytes, shown_path
from wardbook.read.glyphs import Glyphs
from wardbook.read.layout import CONTENT, GENERATED_PAGES, REQUIRED, SINGLE, media_in, names_beside, record_in
from wardbook.read.svg import refused_part

_R = TypeVar("_R", bound=Record)

_PLACING: Final = frozenset({"id", "topic"})
"""Fields that say which record one is, and where it belongs."""

Snapshot = Mapping[str, Raw]
"""The bytes of every content file by its path in the project, or the fault of one that cannot be read."""


@dataclass(frozen=True, slots=True)
class Content:
    """Content to check: sound records, prose, every fault so far, and ids of all other records."""

    documents: tuple[Document[Record], ...]
    files: tuple[YamlFile, ...]
    """The files that could be parsed, sound or not, with their values as they are written."""
    bodies: Mapping[str, PageBody]
    """Texts of the prose pages, by the pages' ids."""
    media: Mapping[Key, str]
    """The paths of pictures and documents by their kinds and names."""
    known: Mapping[str, Set[str]]
    """Ids by kind of record, those of broken files among them, so that one fault is told once.

    A kind whose only file is broken is missing here: nothing is known of it.
    """
    problems: tuple[Problem, ...]
    single_files: tuple[Document[Record], ...] = ()
    """The library-wide files, for rules that look them up; they are not checked themselves."""
    rests: tuple[Document[Record], ...] = ()
    """Faulty records with stand-ins for what is faulty in them."""
    glyphs: Glyphs | None = None
    """Characters of the fonts for print; none where this is not checked."""
    has_come: Callable[[date], bool] = field(default=lambda _: True)
    """Whether a day has come: all that a rule may know of the day."""

    def of(self, model: type[_R]) -> Iterator[Document[_R]]:
        """The documents of one kind, in the order of their paths."""
        for document in self.documents:
            if isinstance(document.record, model):
                yield cast("Document[_R]", document)

    def one(self, model: type[_R]) -> Document[_R] | None:
        """The document of a kind that has one file, whether it is to be checked or not."""
        for document in (*self.single_files, *self.documents):
            if isinstance(document.record, model):
                return cast("Document[_R]", document)
        return None

    def of_rest(self, rest: Document[Record]) -> Content:
        """The content of a faulty record alone, with stand-ins for what is faulty in it."""
        known = (*self.single_files, *self.documents)
        return replace(self, documents=(rest,), single_files=known, files=(), bodies={}, rests=())


def take_snapshot(root: Path) -> Snapshot:
    """Read every file in the project's `content/`."""
    folder = root / CONTENT
    if not folder.is_dir():
        return {CONTENT: Problem(CONTENT, 1, "", "expected a folder, got none: `wardbook init DIR` writes a project")}
    if not folder.resolve().is_relative_to(root.resolve()):
        return {CONTENT: Problem(CONTENT, 1, "", "expected a folder, got a link out of the project: move it in")}
    found = list_files(root, folder)
    files = {item.path if isinstance(item, Problem) else shown_path(root, item): item for item in found}
    return {name: item if isinstance(item, Problem) else read_bytes(root, item) for name, item in sorted(files.items())}


def parsed_in(snapshot: Snapshot, path: str) -> Parsed:
    """A file of a snapshot, parsed with the files beside it."""
    return parse(path, snapshot[path], {name: snapshot[name] for name in names_beside(path) if name in snapshot})


def single_in(snapshot: Snapshot, model: type[_R]) -> Document[_R] | None:
    """The document of a single file, if the file is there and sound."""
    path = next(f"{CONTENT}/{name}" for name, of in SINGLE.items() if of is model)
    return gathered([parsed_in(snapshot, path)], {}).one(model) if path in snapshot else None


def whole_content(snapshot: Snapshot, results: Sequence[Parsed], glyphs: Glyphs | None = None) -> Content:
    """The content of a project all of whose files have been parsed."""
    documents = tuple(result.document for result in results if result.document)
    content = gathered(results, known_ids(snapshot, documents), glyphs=glyphs)
    return replace(content, problems=(*snapshot_faults(snapshot, documents), *content.problems))


def gathered(
    results: Sequence[Parsed],
    known: Mapping[str, Set[str]],
    single_files: tuple[Document[Record], ...] = (),
    glyphs: Glyphs | None = None,
) -> Content:
    """The content of some files, to check against the ids of all and the single files."""
    return Content(
        documents=tuple(result.document for result in results if result.document),
        files=tuple(result.file for result in results if result.file),
        bodies={result.body.id: result.body for result in results if result.body},
        media={record_in(result.path): result.path for result in results if result.media},
        known=known,
        problems=tuple(problem for result in results for problem in result.problems),
        single_files=single_files,
        rests=tuple(result.rest for result in results if result.rest),
        glyphs=glyphs,
    )


def logo(snapshot: Snapshot, settings: Settings) -> bytes | Problem | None:
    """The bytes of the library's logo, or its fault; nothing for a library without one."""
    if settings.logo is None:
        return None
    path = f"{CONTENT}/{settings.logo}"
    raw = snapshot.get(path, Problem(path, 1, "", "expected a file, got none: put it in content/"))
    if isinstance(raw, bytes) and not settings.logo.endswith(".png") and (part := refused_part(raw)):
        return Problem(path, 1, "", f"expected a drawing and nothing else, got {part}: save it as plain SVG")
    return raw


def key_of(document: Document[Record]) -> Key:
    """The kind and the id by which others know a record; a single file has its model's name."""
    model = type(document.record)
    if model in KIND_OF:
        return KIND_OF[model], getattr(document.record, "id", "")
    return (PAGE, "scales") if model is Scales else (model.__name__.lower(), "")


def outlines_in(content: Content) -> dict[Key, Outline]:
    """The outlines of all records; of a faulty one of which nobody knows what it is there is none.

    A faulty one states nothing, because values stand in for what is faulty. A picture or document names nothing.
    """
    texts = {(PAGE, id): body.text for id, body in content.bodies.items()}
    media = dict.fromkeys(content.media, Outline())
    scales = content.one(Scales)
    labels = [label.casefold() for label in scales.record.labels] if scales else []
    found = {
        key: outline_of(document.record, document.leaves, document.references, texts.get(key), labels)
        for document in (*content.documents, *filter(_is_placed, content.rests))
        for key in [key_of(document)]
    }
    return (
        media
        | found
        | {key: replace(found[key], statements=Statements()) for key in map(key_of, filter(_is_placed, content.rests))}
    )


def _is_placed(rest: Document[Record]) -> bool:
    """Whether it is certain which record a faulty one is, and what it belongs to."""
    return _PLACING.isdisjoint(loc[0] for loc in rest.stand_ins)


def unread_in(snapshot: Snapshot, problems: Iterable[Problem]) -> dict[str, str] | None:
    """The letters of files with faults, which may name any record, by path; none where one of them cannot be read."""
    found = dict[str, str]()
    for path in sorted({problem.path for problem in problems if not media_in(problem.path)[0]}):
        raw = snapshot.get(path)
        text = decode(path, raw) if isinstance(raw, bytes) else None
        if not isinstance(text, str):
            return None
        found[path] = bare_letters(text)
    return found


def all_unread(unread: Iterable[Mapping[str, str] | None]) -> dict[str, str] | None:
    """The letters of all faulty files; none where one of them cannot be read."""
    joined = dict[str, str]()
    for texts in unread:
        if texts is None:
            return None
        joined |= texts
    return joined


def bare_letters(text: str) -> str:
    """The letters and digits of a text, by which an id is found also where it is written with other signs."""
    return re.sub(r"[\W_]+", "", text.casefold())


def snapshot_faults(snapshot: Snapshot, documents: tuple[Document[Record], ...]) -> Iterator[Problem]:
    """Faults of the files taken together; `documents` are the single files at least."""
    for name in REQUIRED:
        if f"{CONTENT}/{name}" not in snapshot and CONTENT not in snapshot:
            yield Problem(f"{CONTENT}/{name}", 1, "", "expected this file, got none: `wardbook init` shows one")
    for document in documents:
        if isinstance(document.record, Settings):
            fault = logo(snapshot, document.record)
            if isinstance(fault, Problem):
                yield document.problem(("logo",), fault.message)


def known_ids(snapshot: Snapshot, documents: tuple[Document[Record], ...]) -> dict[str, frozenset[str]]:
    """The ids by kind of record; `documents` are the single files at least."""
    folders = {kind.name: kind.plural for kind in (*FILED.values(), APPROVAL)}
    folders |= {kind: row.folder for kind, row in MEDIA.items()}
    ids: dict[str, set[str]] = {kind: set() for kind in folders}
    for path in snapshot:
        kind, id = record_in(path)
        if kind:
            ids[kind].add(id)
    # Nothing is known of a kind whose folder cannot be listed.
    listed = [kind for kind, folder in folders.items() if f"{CONTENT}/{folder}" not in snapshot]
    known = {kind: frozenset(ids[kind]) for kind in listed}
    known["control"] = frozenset(CONTROLS)
    if PAGE in known:
        known[PAGE] |= GENERATED_PAGES
    if f"{CONTENT}/people.yaml" not in snapshot:
        known["person"] = frozenset()
    if f"{CONTENT}/finder.yaml" not in snapshot:
        known |= dict.fromkeys(("presentation", "stage", "modality"), frozenset())
    for document in documents:
        match document.record:
            case People(people=people):
                known["person"] = frozenset(person.id for person in people)
            case Finder() as finder:
                known["presentation"] = frozenset(presentation.id for presentation in finder.presentations)
                known["stage"] = frozenset(stage.id for stage in finder.stages)
                known["modality"] = frozenset(modality.id for modality in finder.modalities)
            case Scales() as scales:
                known["category"] = frozenset(category.id for category in scales.categories)
                known["scale"] = frozenset(scale.id for scale in scales.scales)
                known["strength"] = frozenset(level.id for level in scales.levels)
                known["band"] = frozenset(band.id for band in scales.bands)
    return known
