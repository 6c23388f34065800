"""Parsing of one content file: from its bytes to a record, or to its faults. No file is opened here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final, Generic, TypeVar

from wardbook.model.base import Record
from wardbook.model.settings import ProsePage
from wardbook.model.traverse import Leaf, Loc, leaves, references_among
from wardbook.problems import Problem
from wardbook.read.conflicts import conflicts_in
from wardbook.read.files import decode
from wardbook.read.layout import CONTENT, is_image, misplaced, model_of
from wardbook.read.validate import as_record, where
from wardbook.read.yaml import YamlFault, YamlText, parse_yaml
from wardbook.text.characters import alphabets, hidden_characters
from wardbook.text.parse import parse_page
from wardbook.text.subset import TextFaults
from wardbook.text.tree import RichText

R_co = TypeVar("R_co", bound=Record, covariant=True)

_FENCE: Final = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True)
class Document(Generic[R_co]):
    """A record with the file it came from."""

    record: R_co
    path: str
    text: YamlText

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
        return Problem(self.path, self.text.line_of(here), where(here), message)


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


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed file: its record and text as far as they are sound, and every fault in it."""

    path: str
    document: Document[Record] | None = None
    file: YamlFile | None = None
    body: PageBody | None = None
    problems: tuple[Problem, ...] = ()


def parse(path: str, raw: bytes | Problem) -> Parsed:
    """Parse a file by its path in the project; `raw` may be the fault of one that cannot be read."""
    if is_image(path):
        return Parsed(path)
    model = model_of(path)
    if model is None:
        # What cannot be had may be content/ itself.
        fault = raw if path == CONTENT and isinstance(raw, Problem) else Problem(path, 1, "", misplaced(path))
        return Parsed(path, problems=(fault,))
    text = raw if isinstance(raw, Problem) else decode(path, raw)
    if isinstance(text, Problem):
        return Parsed(path, problems=(text,))
    if conflicts := tuple(conflicts_in(path, text)):
        return Parsed(path, problems=conflicts)  # all other faults may be theirs
    return _parse_page(path, text) if model is ProsePage else _parse_yaml(model, path, text, first_line=1)


def _parse_yaml(model: type[Record], path: str, text: str, *, first_line: int) -> Parsed:
    try:
        parsed = parse_yaml(text, first_line)
    except YamlFault as fault:
        return Parsed(path, problems=(Problem(path, fault.line, "", fault.message),))
    doubts = tuple(Problem(path, line, "", message) for line, message in parsed.doubts)
    built = as_record(model, path, parsed)
    if isinstance(built, list):
        return Parsed(path, file=YamlFile(path, parsed), problems=(*doubts, *built))
    return Parsed(path, Document(built, path, parsed), YamlFile(path, parsed), problems=doubts)


def _parse_page(path: str, text: str) -> Parsed:
    opening, *rest = _FENCE.split(text, 2)
    if opening or len(rest) != 2:
        message = "expected the page's fields between two lines of `---`, got none: write them above the text"
        fault = Problem(path, 1, "", message)
        return Parsed(path, problems=(fault,))
    head, source = rest
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
