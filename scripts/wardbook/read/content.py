"""All records of a project as they were read: each with its file, perhaps not all of them sound.

`read_content` opens `content/`, gives every file its model, and keeps what failed as faults,
so that the checks can go on with the rest and report everything in one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Generic, TypeVar, cast

from wardbook.model.base import Record
from wardbook.model.library import People, ProsePage, Settings, Terms
from wardbook.model.procedure import Procedure
from wardbook.model.protocol import Protocol
from wardbook.model.scales import Scales
from wardbook.model.scenario import Scenario
from wardbook.model.source import Source
from wardbook.model.topic import Topic
from wardbook.problems import Problem
from wardbook.read import shape
from wardbook.read.files import read_bytes, read_text, shown_path
from wardbook.read.logo import is_harmless
from wardbook.read.yaml import Loc, YamlFault, YamlText, parse_yaml
from wardbook.text.parse import parse_page
from wardbook.text.subset import TextFaults
from wardbook.text.tree import RichText

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)

FOLDERS: Final[Mapping[str, type[Record]]] = {
    "sources": Source,
    "procedures": Procedure,
    "topics": Topic,
    "scenarios": Scenario,
    "protocols": Protocol,
}
"""Folders of `content/` with one record to a file."""

SINGLE: Final[Mapping[str, type[Record]]] = {
    "library.yaml": Settings,
    "scales.yaml": Scales,
    "terms.yaml": Terms,
    "people.yaml": People,
}
"""Files of `content/` that stand alone."""

REQUIRED: Final = ("library.yaml", "scales.yaml")
PAGES: Final = "pages"
IDENTIFIED: Final = (*FOLDERS.values(), ProsePage)
_FENCE: Final = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
IMAGES: Final = (".svg", ".png")
GENERATED_PAGES: Final = frozenset({"scales"})
"""Pages about the library that are made from its data; a text may link to them."""


@dataclass(frozen=True, slots=True)
class Document(Generic[R_co]):
    """A record with the file it came from."""

    record: R_co
    path: str
    text: YamlText

    def problem(self, loc: Loc, message: str) -> Problem:
        """A fault at a place of this record."""
        here = self.text.known(loc)
        return Problem(self.path, self.text.line_of(here), shape.where(here), message)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that could be parsed, whatever it holds."""

    path: str
    text: YamlText


@dataclass(frozen=True, slots=True)
class PageBody:
    """The text of a prose page, which begins at `first_line` of its file."""

    id: str
    path: str
    first_line: int
    source: str
    text: RichText

    def line_of(self, words: str) -> int:
        """The line of the file on which the words first stand; the first of the text if they do not."""
        return self.first_line + self.source.count("\n", 0, max(self.source.find(words), 0))


@dataclass(frozen=True, slots=True)
class Content:
    """What was read: the sound records, the prose, and every fault so far."""

    documents: tuple[Document[Record], ...]
    files: tuple[YamlFile, ...]
    """Every file that could be parsed, sound or not, with its values as they are written."""
    bodies: Mapping[str, PageBody]
    """Texts of the prose pages, by the pages' ids."""
    logo: bytes | None
    known: Mapping[str, frozenset[str]]
    """Ids by kind of record, those of broken files among them, so that one fault is told once.

    A kind whose only file is broken is missing here: nothing is known of it.
    """
    problems: tuple[Problem, ...]

    def of(self, model: type[R]) -> Iterator[Document[R]]:
        """The documents of one kind, in the order of their paths."""
        for document in self.documents:
            if isinstance(document.record, model):
                yield cast("Document[R]", document)

    def one(self, model: type[R]) -> Document[R] | None:
        """The document of a kind that has one file."""
        return next(self.of(model), None)


def read_content(root: Path) -> Content:
    """Read everything in the project's `content/`."""
    folder = root / "content"
    if not folder.is_dir():
        fault = Problem("content", 1, "", "expected a folder, got none: `wardbook init DIR` writes a project")
        return Content((), (), {}, None, {}, (fault,))
    paths = _files(folder)
    results = [result for path in paths for result in _read(root, path)]
    documents = tuple(r for r in results if isinstance(r, Document))
    files = tuple(r for r in results if isinstance(r, YamlFile))
    bodies = {r.id: r for r in results if isinstance(r, PageBody)}
    problems = [r for r in results if isinstance(r, Problem)]
    problems += [
        Problem(f"content/{name}", 1, "", "expected this file, got none: `wardbook init` shows one")
        for name in REQUIRED
        if not (folder / name).exists()
    ]
    return Content(
        documents, files, bodies, _logo(root, documents, problems), _known(folder, paths, documents), tuple(problems)
    )


Read = Document[Record] | YamlFile | PageBody | Problem
"""What comes of reading a file."""


def _files(folder: Path) -> list[Path]:
    """Every file of `content/` but hidden ones, sorted; folders named like files among them, to be told."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir() or path.suffix)
    return sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def _read(root: Path, path: Path) -> Iterator[Read]:
    name = shown_path(root, path)
    model = _model(path.relative_to(root / "content"))
    if model is None:
        if path.suffix not in IMAGES or path.parent != root / "content":
            yield Problem(name, 1, "", _misplaced(path.relative_to(root / "content")))
        return
    text = read_text(root, path)
    if isinstance(text, Problem):
        yield text
    elif model is ProsePage:
        yield from _read_page(name, text)
    else:
        yield from _read_yaml(model, name, text, first_line=1)


def _model(path: Path) -> type[Record] | None:
    if len(path.parts) == 1:
        return SINGLE.get(path.name)
    if len(path.parts) != 2:
        return None
    if path.parts[0] == PAGES and path.suffix == ".md":
        return ProsePage
    return FOLDERS.get(path.parts[0]) if path.suffix == ".yaml" else None


def _misplaced(path: Path) -> str:
    names = [*SINGLE, *(f"{folder}/ID.yaml" for folder in FOLDERS), f"{PAGES}/ID.md"]
    close = get_close_matches(path.as_posix(), names, n=1)
    advice = f"did you mean {close[0]}?" if close else f"content/ holds {', '.join(names)}"
    return f"expected a content file, got one of no known kind: {advice}"


def _read_yaml(model: type[Record], name: str, text: str, *, first_line: int) -> Iterator[Read]:
    try:
        parsed = parse_yaml(text, first_line)
    except YamlFault as fault:
        yield Problem(name, fault.line, "", fault.message)
        return
    yield YamlFile(name, parsed)
    yield from (Problem(name, line, "", message) for line, message in parsed.doubts)
    built = shape.build(model, name, parsed)
    if isinstance(built, list):
        yield from built
    else:
        yield Document(built, name, parsed)


def _read_page(name: str, text: str) -> Iterator[Read]:
    opening, *rest = _FENCE.split(text, 2)
    if opening or len(rest) != 2:
        yield Problem(name, 1, "", "expected `---`, the page's fields, `---`, then its text")
        return
    head, body = rest
    yield from _read_yaml(ProsePage, name, head, first_line=2)
    first = head.count("\n") + 3
    if not body.strip():
        yield Problem(name, first, "", "expected the page's text after the second `---`, got none: write it")
    try:
        yield PageBody(Path(name).stem, name, first, body, parse_page(body))
    except TextFaults as error:
        yield from (Problem(name, first + fault.line, "", fault.message) for fault in error.faults)


def _logo(root: Path, documents: tuple[Document[Record], ...], problems: list[Problem]) -> bytes | None:
    for document in documents:
        if isinstance(document.record, Settings) and document.record.logo:
            logo = read_bytes(root, root / "content" / document.record.logo)
            if isinstance(logo, bytes) and (document.record.logo.endswith(".png") or is_harmless(logo)):
                return logo
            if isinstance(logo, bytes):
                logo = Problem(
                    "",
                    1,
                    "",
                    "expected a drawing, got a file with scripts, links or styles in it: save it as plain SVG",
                )
            problems.append(document.problem(("logo",), logo.message))
    return None


def _known(folder: Path, paths: list[Path], documents: tuple[Document[Record], ...]) -> dict[str, frozenset[str]]:
    of_model = {
        model: {path.stem for path in paths if _model(path.relative_to(folder)) is model} for model in IDENTIFIED
    }
    known = {model.__name__.lower(): frozenset(of_model[model]) for model in FOLDERS.values()}
    known["page"] = frozenset(of_model[ProsePage]) | GENERATED_PAGES
    if folder / "people.yaml" not in paths:
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
