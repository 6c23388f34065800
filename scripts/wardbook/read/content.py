"""Everything in `content/`: its files, the records in them, and all that is wrong with either.

Nothing here raises: a file that cannot be read or does not hold what it should becomes problems,
so that the checks can go on with the rest and report everything in one run.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, TypeVar, cast

from wardbook.facts import Facts, Key, facts_of
from wardbook.model.base import Record
from wardbook.model.library import People, Settings
from wardbook.model.scales import Scales
from wardbook.problems import Problem
from wardbook.read.document import Document, PageBody, Parsed, YamlFile, parse
from wardbook.read.files import read_bytes, shown_path
from wardbook.read.kinds import CONTENT, GENERATED_PAGES, KINDS, REQUIRED, model_of
from wardbook.read.logo import is_harmless

R = TypeVar("R", bound=Record)

Snapshot = Mapping[str, bytes | Problem]
"""The bytes of every content file by its path in the project, or why they cannot be had."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be judged: sound records, prose, every fault so far, and facts about all the others."""

    documents: tuple[Document[Record], ...]
    files: tuple[YamlFile, ...]
    """The files that could be parsed, sound or not, with their values as they are written."""
    bodies: Mapping[str, PageBody]
    """Texts of the prose pages, by the pages' ids."""
    known: Mapping[str, frozenset[str]]
    """Ids by kind of record, those of broken files among them, so that one fault is told once.

    A kind whose only file is broken is missing here: nothing is known of it.
    """
    facts: Mapping[Key, Facts]
    """What is known of every sound record of the library, judged here or not."""
    named: Container[Key]
    """The records that another names."""
    problems: tuple[Problem, ...]

    def of(self, model: type[R]) -> Iterator[Document[R]]:
        """The documents of one kind, in the order of their paths."""
        for document in self.documents:
            if isinstance(document.record, model):
                yield cast("Document[R]", document)

    def one(self, model: type[R]) -> Document[R] | None:
        """The document of a kind that has one file."""
        return next(self.of(model), None)

    def is_named(self, kind: str, id: str) -> bool:
        """Whether any record names this one."""
        return (kind, id) in self.named


def take_snapshot(root: Path) -> Snapshot:
    """Read every file in the project's `content/`."""
    folder = root / CONTENT
    if not folder.is_dir():
        return {CONTENT: Problem(CONTENT, 1, "", "expected a folder, got none: `wardbook init DIR` writes a project")}
    return {shown_path(root, path): read_bytes(root, path) for path in _files(folder)}


def read_content(root: Path) -> Content:
    """Read and parse everything in the project's `content/`."""
    snapshot = take_snapshot(root)
    return whole(snapshot, [parse(path, raw) for path, raw in snapshot.items()])


def whole(snapshot: Snapshot, parsed: Iterable[Parsed]) -> Content:
    """The content of a project all of whose files have been parsed."""
    results = tuple(parsed)
    facts = {key: fact for result in results for key, fact in facts_in(result)}
    return gathered(snapshot, results, facts, named={key for fact in facts.values() for key in fact.names})


def gathered(
    snapshot: Snapshot, results: tuple[Parsed, ...], facts: Mapping[Key, Facts], named: Container[Key]
) -> Content:
    """The content of the files in `results`, with the facts about all; the single files must be among them."""
    documents = tuple(result.document for result in results if result.document)
    return Content(
        documents=documents,
        files=tuple(result.file for result in results if result.file),
        bodies={result.body.id: result.body for result in results if result.body},
        known=_known(snapshot, documents),
        facts=facts,
        named=named,
        problems=(
            *_missing(snapshot),
            *(problem for result in results for problem in result.problems),
            *_logo_faults(snapshot, documents),
        ),
    )


def logo(snapshot: Snapshot, settings: Settings) -> bytes | Problem | None:
    """The bytes of the library's logo, or what is wrong with it."""
    if settings.logo is None:
        return None
    path = f"{CONTENT}/{settings.logo}"
    raw = snapshot.get(path, Problem(path, 1, "", "expected a file, got none: put it in content/"))
    if isinstance(raw, bytes) and not settings.logo.endswith(".png") and not is_harmless(raw):
        return Problem(path, 1, "", _NO_DRAWING)
    return raw


_NO_DRAWING: Final = "expected a drawing, got a file with scripts, links or styles in it: save it as plain SVG"


def key_of(document: Document[Record]) -> Key:
    """The kind and the id by which others know a record; a single file has its model's name."""
    model = type(document.record)
    if model in KINDS:
        return KINDS[model], getattr(document.record, "id", "")
    return ("page", "scales") if model is Scales else (model.__name__.lower(), "")


def facts_in(parsed: Parsed) -> Iterator[tuple[Key, Facts]]:
    """The facts of the record in a file, if it is sound."""
    if parsed.document:
        yield key_of(parsed.document), facts_of(parsed.document.record, parsed.body.text if parsed.body else None)


def _files(folder: Path) -> list[Path]:
    """Every file of `content/` but hidden ones, sorted; folders named like files among them, to be told."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir() or path.suffix)
    return sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def _missing(snapshot: Snapshot) -> Iterator[Problem]:
    for name in REQUIRED:
        if f"{CONTENT}/{name}" not in snapshot and CONTENT not in snapshot:
            yield Problem(f"{CONTENT}/{name}", 1, "", "expected this file, got none: `wardbook init` shows one")


def _logo_faults(snapshot: Snapshot, documents: tuple[Document[Record], ...]) -> Iterator[Problem]:
    for document in documents:
        if isinstance(document.record, Settings):
            fault = logo(snapshot, document.record)
            if isinstance(fault, Problem):
                yield document.problem(("logo",), fault.message)


def _known(snapshot: Snapshot, documents: tuple[Document[Record], ...]) -> dict[str, frozenset[str]]:
    stems: dict[str, set[str]] = {kind: set() for kind in KINDS.values()}
    for path in snapshot:
        model = model_of(path)
        if model and model in KINDS:
            stems[KINDS[model]].add(PurePosixPath(path).stem)
    known = {kind: frozenset(ids) for kind, ids in stems.items()}
    known["page"] |= GENERATED_PAGES
    if f"{CONTENT}/people.yaml" not in snapshot:
        known["person"] = frozenset()
    for document in documents:
        match document.record:
            case People(people=people):
                known["person"] = frozenset(person.id for person in people)
            case Scales() as scales:
                known["category"] = frozenset(category.id for category in scales.categories)
                known["strength"] = frozenset(strength.id for strength in scales.strengths)
                known["band"] = frozenset(band.id for band in scales.bands)
    return known
