"""Layout of `content/`: the kind of record of each file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from wardbook.kinds import APPROVAL, FILED, PlacedKind
from wardbook.model.base import Record
from wardbook.model.finder import Finder, Queries
from wardbook.model.media import MEDIA, PICTURE, MediaKind
from wardbook.model.records import KIND_OF
from wardbook.model.register import ChangeLog, Moved, Register
from wardbook.model.scales import Scales
from wardbook.model.settings import People, Settings, Terms
from wardbook.read.leftovers import copied_from

CONTENT: Final = "content"
"""The folder that people write, in a project."""

FOLDERS: Final = {kind.plural: kind for kind in (*FILED.values(), APPROVAL)}
"""Folders of `content/` with one record to a file, with the kinds of the records in them."""
HAVE_FILES: Final = (*FILED, APPROVAL.name, *MEDIA)
"""The kinds of things that have files of their own."""

SINGLE: Final[Mapping[str, type[Record]]] = {
    "library.yaml": Settings,
    "scales.yaml": Scales,
    "terms.yaml": Terms,
    "people.yaml": People,
    "finder.yaml": Finder,
    "queries.yaml": Queries,
    "moved.yaml": Moved,
    "register.yaml": Register,
    "changes.yaml": ChangeLog,
}
"""Files of `content/` that stand alone."""

LIBRARY_FILE: Final = f"{CONTENT}/library.yaml"
"""The file that makes a folder a project."""
QUERIES: Final = f"{CONTENT}/queries.yaml"
REGISTER: Final = f"{CONTENT}/register.yaml"
CHANGES: Final = f"{CONTENT}/changes.yaml"
"""The log of published changes."""
SHOWN_APART: Final = frozenset({QUERIES, REGISTER, CHANGES})
"""The files that stand alone and of which a page depends on its own part at most."""
MOVED: Final = f"{CONTENT}/moved.yaml"
"""The file of records that were moved or withdrawn."""
REQUIRED: Final = ("library.yaml", "scales.yaml")
IMAGES: Final = (".svg", ".png")
GENERATED_PAGES: Final = frozenset({"changes", "claims", "coverage", "print", "safety", "scales", "this-copy"})
"""Pages about the library that are made from its data; a text may link to them."""

IN_MEDIA_FOLDERS: Final = {kind.folder: kind for kind in MEDIA.values()}
"""Folders of `content/` with pictures or documents in them, with their kinds."""

_MODEL_IN: Final = {kind: model for model, kind in KIND_OF.items()}
"""The model of each kind of record that has files."""
_SINGLE_OF: Final[Mapping[str, str]] = {
    "person": "people.yaml",
    "scale": "scales.yaml",
    "category": "scales.yaml",
    "strength": "scales.yaml",
    "band": "scales.yaml",
    "presentation": "finder.yaml",
    "stage": "finder.yaml",
    "modality": "finder.yaml",
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
    return _MODEL_IN[kind.name] if kind and path.endswith(kind.suffix) else None


@lru_cache(maxsize=16_384)
def record_in(path: str) -> tuple[str, str]:
    """The kind and the id of the record that a sound file holds; no kind for a file that stands alone.

    A picture or document has its name for an id.
    """
    kind, name = media_in(path)
    if kind:
        return kind.name, name
    model = model_of(path)
    return KIND_OF.get(model, "") if model else "", PurePosixPath(path).stem


def media_in(path: str) -> tuple[MediaKind | None, str]:
    """The kind and the name of a picture or document that records can name; no kind for any other file."""
    kind, name = _media_folder(path)
    return (kind, name) if kind and re.fullmatch(kind.form, name) else (None, name)


def _media_folder(path: str) -> tuple[MediaKind | None, str]:
    folder, _, name = path.removeprefix(f"{CONTENT}/").partition("/")
    return IN_MEDIA_FOLDERS.get(folder), name


def file_of(kind: str, id: str) -> str:
    """The path in the project of the file in which a record of a kind is written."""
    if kind in _SINGLE_OF:
        return f"{CONTENT}/{_SINGLE_OF[kind]}"
    return f"{CONTENT}/{FILED[kind].plural}/{id}{FILED[kind].suffix}"


def approvals_of(kind: str, id: str) -> str:
    """The path in the project of the file with the approvals of a record."""
    return f"{CONTENT}/{APPROVAL.plural}/{kind}-{id}{APPROVAL.suffix}"


def picture_at(name: str) -> str:
    """The path in the project of a picture."""
    return f"{CONTENT}/{PICTURE.folder}/{name}"


def names_beside(path: str) -> Iterator[str]:
    """The paths of files that belong to the same record as a file: those of its name in its folder."""
    parts = PurePosixPath(path).parts[1:]
    kind = FOLDERS.get(parts[0]) if len(parts) == 2 else None
    if isinstance(kind, PlacedKind) and path.endswith((kind.suffix, *kind.beside)):
        stem = PurePosixPath(path).with_suffix("")
        yield from (name for suffix in (kind.suffix, *kind.beside) if (name := f"{stem}{suffix}") != path)


def is_beside(path: str) -> bool:
    """Whether a file stands beside a record and holds a part of it."""
    kind = FOLDERS.get(PurePosixPath(path).parent.name)
    is_there = isinstance(kind, PlacedKind) and path.count("/") == 2 and path.endswith(kind.beside)
    return is_there and not copied_from(PurePosixPath(path).name)


def is_image(path: str) -> bool:
    """Whether a file may be the library's logo."""
    return path.endswith(IMAGES) and path.count("/") == 1 and not copied_from(PurePosixPath(path).name)


def paths_of(files: Iterable[str]) -> dict[str, dict[str, str]]:
    """The files of the records by kind and id."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in HAVE_FILES}
    for kind, id, path in sorted((*record_in(path), path) for path in files):
        if kind:
            found[kind][id] = path
    return found
