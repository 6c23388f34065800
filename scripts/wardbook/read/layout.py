"""Layout of `content/`: the kind of record of each file."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final

from wardbook.kinds import KINDS
from wardbook.model.base import Record
from wardbook.model.finder import Finder, Queries
from wardbook.model.records import KIND_OF, MODEL_OF
from wardbook.model.register import Moved, Register
from wardbook.model.scales import Scales
from wardbook.model.settings import People, Settings, Terms
from wardbook.read.leftovers import copied_from

CONTENT: Final = "content"
"""The folder that people write, in a project."""

FOLDERS: Final = {kind.plural: kind for kind in KINDS.values()}
"""Folders of `content/` with one record to a file, with the kinds of the records in them."""

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
"""The file of records that were moved or withdrawn."""
REQUIRED: Final = ("library.yaml", "scales.yaml")
IMAGES: Final = (".svg", ".png")
GENERATED_PAGES: Final = frozenset({"scales", "coverage", "print"})
"""Pages about the library that are made from its data; a text may link to them."""

_SINGLE_OF: Final[Mapping[str, str]] = {
    "person": "people.yaml",
    "category": "scales.yaml",
    "strength": "scales.yaml",
    "band": "scales.yaml",
    "presentation": "finder.yaml",
}
"""The single files in which records without a page stand."""


def model_of(path: str) -> type[Record] | None:
    """The model of a content file by its path in the project, or nothing for a file of no known kind."""
    parts = PurePosixPath(path).parts[1:]
    if copied_from(parts[-1] if parts else ""):
        return None
    if len(parts) == 1:
        return SINGLE.get(parts[0])
    if len(parts) != 2:
        return None
    kind = FOLDERS.get(parts[0])
    return MODEL_OF[kind.name] if kind and path.endswith(kind.suffix) else None


def record_in(path: str) -> tuple[str, str]:
    """The kind and the id of the record that a sound file holds; no kind for a file without a page of its own."""
    model = model_of(path)
    return KIND_OF.get(model, "") if model else "", PurePosixPath(path).stem


def file_of(kind: str, id: str) -> str:
    """The path in the project of the file in which a record of a kind is written."""
    if kind in _SINGLE_OF:
        return f"{CONTENT}/{_SINGLE_OF[kind]}"
    return f"{CONTENT}/{KINDS[kind].plural}/{id}{KINDS[kind].suffix}"


def is_image(path: str) -> bool:
    """Whether a file may be the library's logo."""
    return path.endswith(IMAGES) and path.count("/") == 1


def misplaced(path: str) -> str:
    """The message for a file of no known kind."""
    if original := copied_from(PurePosixPath(path).name):
        return (
            f"expected one file for each record, got what looks like a copy of `{original}`:"
            " take over what is new in it and delete it, or give it a name of its own"
        )
    names = [*SINGLE, *(f"{folder}/ID{kind.suffix}" for folder, kind in FOLDERS.items())]
    close = get_close_matches(path.removeprefix(f"{CONTENT}/"), names, n=1)
    advice = f"did you mean {close[0]}?" if close else f"content/ holds {', '.join(names)}"
    return f"expected a content file, got one of no known kind: {advice}"
