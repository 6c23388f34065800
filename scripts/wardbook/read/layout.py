"""Which file of `content/` holds which kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final

from wardbook.model.base import Record
from wardbook.model.finder import Finder, Queries
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.source import Source
from wardbook.model.records.topic import Topic
from wardbook.model.register import Moved, Register
from wardbook.model.scales import Scales
from wardbook.model.settings import People, ProsePage, Settings, Terms

CONTENT: Final = "content"
"""The folder that people write, in a project."""

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
    "finder.yaml": Finder,
    "queries.yaml": Queries,
    "moved.yaml": Moved,
    "register.yaml": Register,
}
"""Files of `content/` that stand alone."""

QUERIES: Final = f"{CONTENT}/queries.yaml"
REGISTER: Final = f"{CONTENT}/register.yaml"
SHOWN_NOWHERE: Final = frozenset({QUERIES, REGISTER})
"""The files that stand alone and on which no page depends."""
MOVED: Final = f"{CONTENT}/moved.yaml"
"""Where it stands what became of records that are no more."""
REQUIRED: Final = ("library.yaml", "scales.yaml")
PAGES: Final = "pages"
IMAGES: Final = (".svg", ".png")
GENERATED_PAGES: Final = frozenset({"scales", "coverage", "print"})
"""Pages about the library that are made from its data; a text may link to them."""

KINDS: Final[Mapping[type[Record], str]] = {model: model.__name__.lower() for model in FOLDERS.values()} | {
    ProsePage: "page"
}
"""The kinds of records that have a page and are named by their id."""


def model_of(path: str) -> type[Record] | None:
    """The model of a content file by its path in the project, or nothing for a file of no known kind."""
    parts = PurePosixPath(path).parts[1:]
    if len(parts) == 1:
        return SINGLE.get(parts[0])
    if len(parts) != 2:
        return None
    if parts[0] == PAGES and path.endswith(".md"):
        return ProsePage
    return FOLDERS.get(parts[0]) if path.endswith(".yaml") else None


def record_in(path: str) -> tuple[str, str]:
    """The kind and the id of the record that a sound file holds; no kind for a file without a page of its own."""
    model = model_of(path)
    return KINDS.get(model, "") if model else "", PurePosixPath(path).stem


def is_image(path: str) -> bool:
    """Whether a file may be the library's logo."""
    return path.endswith(IMAGES) and path.count("/") == 1


def misplaced(path: str) -> str:
    """What to say of a file of no known kind."""
    names = [*SINGLE, *(f"{folder}/ID.yaml" for folder in FOLDERS), f"{PAGES}/ID.md"]
    close = get_close_matches(path.removeprefix(f"{CONTENT}/"), names, n=1)
    advice = f"did you mean {close[0]}?" if close else f"content/ holds {', '.join(names)}"
    return f"expected a content file, got one of no known kind: {advice}"
