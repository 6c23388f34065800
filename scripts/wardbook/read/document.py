"""Parsing of one content file: from its bytes to a record, or to its faults. No file is opened here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final, Generic, NamedTuple, TypeVar

from wardbook.model.base import Record
from wardbook.model.media import DocumentFile, MediaKind, PictureFile
from wardbook.model.records.table import DataTable
from wardbook.model.settings import ProsePage
from wardbook.model.traverse import Leaf, Loc, leaves, references_among
from wardbook.problems import Problem
from wardbook.read.conflicts import conflicts_in
from wardbook.read.files import decode
from wardbook.read.layout import CONTENT, is_beside, is_image, media_in, model_of
from wardbook.read.media.faults import FileFault
from wardbook.read.media.published import media_file
from wardbook.read.misplaced import misplaced
from wardbook.read.spreadsheets.table_rows import ROWS_FIELD, with_csv_rows
from wardbook.read.validate import as_record, where, with_stand_ins
from wardbook.read.yaml import YamlFault, YamlText, parse_yaml
from wardbook.read.yaml.reading import YamlFaults, read_yaml
from wardbook.text.characters import alphabets, hidden_characters
from wardbook.text.parse import parse_page
from wardbook.text.subset import TextFaults
from wardbook.text.tree import RichText

R_co = TypeVar("R_co", bound=Record, covariant=True)

Raw = bytes | Problem
"""The bytes of a file, or the fault of one that cannot be read."""
NOTHING: Final[Mapping[str, Raw]] = {}

_HEADLESS: Final = "expected the page's fields between two lines of `---`, got none: write them above the text"
_FENCE: Final = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True)
class Document(Generic[R_co]):
    """A record with the file it came from."""

    record: R_co
    path: str
    text: YamlText
    stand_ins: frozenset[Loc] = frozenset()
    """The places of values that stand in for faulty ones; none in a sound record."""

    @cached_property
    def leaves(self) -> list[Leaf]:
        """The leaves of the record, collected once for all rules."""
        return leaves(self.record)

    @cached_property
    def references(self) -> tuple[tuple[Loc, str, str], ...]:
        """The references in the record: the place, the kind and the id of each."""
        return tuple(references_among(self.leaves))

    def problem(self, loc: Loc, message: str) -> Problem:
        """A fault at a place of this record."""
        here = self.text.known(loc)
        return Problem(self.text.path_of(here, self.path), self.text.line_of(here), where(here), message)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that could be parsed, sound or not."""

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


class PageParts(NamedTuple):
    """The parts of a prose page's file: the YAML between its fences, and the text below them."""

    head_start: int
    head: str
    source: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed file: its record, text or media as far as they are sound, and every fault in it."""

    path: str
    document: Document[Record] | None = None
    file: YamlFile | None = None
    body: PageBody | None = None
    media: PictureFile | DocumentFile | None = None
    rest: Document[Record] | None = None
    """A faulty record with stand-ins for what is faulty, in which the rest can be judged."""
    problems: tuple[Problem, ...] = ()


def parse(path: str, raw: Raw, beside: Mapping[str, Raw] = NOTHING) -> Parsed:
    """Parse a file by its path in the project, given the files beside it. What cannot be read is given as its fault."""
    if is_image(path):
        return Parsed(path)
    kind, name = media_in(path)
    if kind:
        return _parse_media(kind, path, name, raw)
    if is_beside(path):
        record = str(PurePosixPath(path).with_suffix(".yaml"))
        message = f"expected {record}, which says what this file holds, got none: write it, or name this file like one"
        missing = Problem(path, 1, "", message)
        return Parsed(path, problems=() if record in beside else (missing,))
    model = model_of(path)
    if model is None:
        # What cannot be had may be content/ itself.
        fault = raw if path == CONTENT and isinstance(raw, Problem) else Problem(path, 1, "", misplaced(path))
        return Parsed(path, problems=(fault,))
    return _parse_text(model, path, raw, beside)


def _parse_text(model: type[Record], path: str, raw: Raw, beside: Mapping[str, Raw]) -> Parsed:
    text = raw if isinstance(raw, Problem) else decode(path, raw)
    if isinstance(text, Problem):
        return Parsed(path, problems=(text,))
    if conflicts := tuple(conflicts_in(path, text)):
        return Parsed(path, problems=conflicts)  # all other faults may be theirs
    return _parse_page(path, text) if model is ProsePage else _parse_yaml(model, path, text, beside)


def yaml_in(path: str, raw: Raw) -> YamlText | Problem:
    """The YAML of a file, or of a prose page's head, whatever it holds; or the fault that there is none."""
    text = raw if isinstance(raw, Problem) else decode(path, raw)
    if isinstance(text, Problem):
        return text
    parts = page_parts(text) if model_of(path) is ProsePage else PageParts(0, text, "")
    if parts is None:
        return Problem(path, 1, "", _HEADLESS)
    try:
        return parse_yaml(parts.head, text.count("\n", 0, parts.head_start) + 1)
    except YamlFault as fault:
        return Problem(path, fault.line, "", fault.message)


def _parse_media(kind: MediaKind, path: str, name: str, raw: Raw) -> Parsed:
    if isinstance(raw, Problem):
        return Parsed(path, problems=(raw,))
    try:
        return Parsed(path, media=media_file(kind, name, raw))
    except FileFault as fault:
        return Parsed(path, problems=(Problem(path, 1, "", str(fault)),))


def _parse_yaml(
    model: type[Record], path: str, text: str, beside: Mapping[str, Raw] = NOTHING, *, first_line: int = 1
) -> Parsed:
    try:
        parsed = read_yaml(text, first_line)
    except YamlFaults as error:
        return Parsed(path, problems=tuple(Problem(path, line, "", message) for line, message in error.faults.items()))
    if model is DataTable:
        return _parse_table(path, parsed, beside)
    return _validated(model, path, parsed)


def _parse_table(path: str, written: YamlText, beside: Mapping[str, Raw]) -> Parsed:
    whole = with_csv_rows(path, written, beside)
    if isinstance(whole, YamlText):
        return _validated(DataTable, path, whole)
    # What else is wrong with the table is told as well.
    others = [problem for problem in _validated(DataTable, path, written).problems if problem.where != ROWS_FIELD]
    return Parsed(path, file=YamlFile(path, written), problems=(*whole, *others))


def _validated(model: type[Record], path: str, parsed: YamlText) -> Parsed:
    doubts = tuple(Problem(path, line, "", message) for line, message in parsed.doubts)
    built = as_record(model, path, parsed)
    if isinstance(built, list) or not parsed.is_whole:
        problems = (*doubts, *built) if isinstance(built, list) else doubts
        return Parsed(path, file=YamlFile(path, parsed), rest=_rest(model, path, parsed), problems=problems)
    return Parsed(path, Document(built, path, parsed), YamlFile(path, parsed), problems=doubts)


def _rest(model: type[Record], path: str, parsed: YamlText) -> Document[Record] | None:
    found = with_stand_ins(model, parsed)
    return Document(found[0], path, parsed, found[1]) if found else None


def page_parts(text: str) -> PageParts | None:
    """The parts of a prose page; none where it has no head."""
    opening, *rest = _FENCE.split(text, 2)
    return None if opening or len(rest) != 2 else PageParts(text.find("\n") + 1, *rest)


def _parse_page(path: str, text: str) -> Parsed:
    parts = page_parts(text)
    if parts is None:
        return Parsed(path, problems=(Problem(path, 1, "", _HEADLESS),))
    head, source = parts.head, parts.source
    parsed = _parse_yaml(ProsePage, path, head, first_line=2)
    first = head.count("\n") + 3
    problems = list(parsed.problems)
    if not source.strip():
        message = "expected the page's text after the second `---`, got none: write it"
        problems.append(Problem(path, first, "", message))
    for place, message in hidden_characters(source, alphabets([source])):
        problems.append(Problem(path, first + source.count("\n", 0, place), "", message))
    body = None
    try:
        body = PageBody(PurePosixPath(path).stem, path, first, source, parse_page(source))
    except TextFaults as error:
        problems += (Problem(path, first + fault.line, "", fault.message) for fault in error.faults)
    return replace(parsed, body=body, problems=tuple(problems))
