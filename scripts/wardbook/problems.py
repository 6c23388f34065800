"""Faults as data, and their reports as text, as annotations for GitHub and as JSON. Nothing is printed here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from wardbook.kinds import KINDS


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in the content.

    `path` is relative to the project, with forward slashes; `line` counts from 1; `where` is the
    field's path in the file, empty where the fault is the file's.
    """

    path: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        where = f" {self.where}:" if self.where else ""
        return visible(f"{self.path}:{self.line}:{where} {self.message}")


def visible(text: str) -> str:
    """The text on one line, with what cannot be seen written by its number, so that no value acts on a terminal."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04X}" for char in text)


class ContentError(Exception):
    """All faults of a run, sorted, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class UserError(Exception):
    """The program cannot go on for a reason outside the content; the message says why and what to do."""


class BuildFault(UserError):
    """The site cannot be built; the message is what the builder said."""


def as_text(problems: Sequence[Problem]) -> str:
    """A line for each fault: `path:line: where: expected, got, what to do`."""
    return "".join(f"{problem}\n" for problem in problems)


def as_github(problems: Sequence[Problem]) -> str:
    """A workflow command for each fault, which GitHub shows beside the line of the file."""
    return "".join(f"::error {_properties(problem)}::{_data(problem.message)}\n" for problem in problems)


def as_gitlab(problems: Sequence[Problem]) -> str:
    """A report of GitLab's Code Quality, which a merge request shows beside the lines."""
    return as_document([_finding(problem) for problem in problems])


def _finding(problem: Problem) -> dict[str, object]:
    words = f"{problem.where}: {problem.message}" if problem.where else problem.message
    # GitLab takes a fault with the same fingerprint for the same one, also after lines were added above it.
    fingerprint = sha256("\0".join((problem.path, problem.where, problem.message)).encode()).hexdigest()
    return {
        "description": words,
        "check_name": "wardbook",
        "fingerprint": fingerprint,
        "severity": "major",
        "location": {"path": problem.path, "lines": {"begin": problem.line}},
    }


def as_json(problems: Sequence[Problem]) -> str:
    """One JSON document with all faults: `{"faults": [{"path", "line", "where", "message"}], "count"}`."""
    faults = [
        {"path": problem.path, "line": problem.line, "where": problem.where, "message": problem.message}
        for problem in problems
    ]
    return as_document({"faults": faults, "count": len(faults)})


def as_document(value: object) -> str:
    """A value as a JSON document: whole, whatever it holds, and what cannot be seen is escaped."""
    document = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in document) + "\n"


FORMATS: Final[Mapping[str, Callable[[Sequence[Problem]], str]]] = {
    "text": as_text,
    "github": as_github,
    "gitlab": as_gitlab,
    "json": as_json,
}
"""The forms of a report, by the names that the command line takes."""


def _properties(problem: Problem) -> str:
    pairs = {"file": problem.path, "line": str(problem.line), "title": problem.where}
    return ",".join(f"{name}={_property(value)}" for name, value in pairs.items() if value)


def _data(text: str) -> str:
    """A text as GitHub reads it after the colons; a line end or a percent sign would end it or change it."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def counted(counts: Mapping[str, int]) -> str:
    """The number of records of each kind, in words."""
    kinds = sorted((kind for kind in KINDS.values() if kind.counted), key=lambda kind: kind.counted)
    return ", ".join(number(counts[kind.name], kind.name) for kind in kinds)


def summary(problems: Sequence[Problem]) -> str:
    """The number of faults, in words."""
    files = len({problem.path for problem in problems})
    return f"{number(len(problems), 'fault')} in {number(files, 'file')}."


def number(count: int, noun: str) -> str:
    """A number of things, in words."""
    several = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{count} {noun if count == 1 else several}"
