"""The project that `wardbook init` writes: the files of the folder `starter/`, as they are."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from wardbook.authoring.schemas import SCHEMA_FOLDER, schema_files

_RENAMED: Final = {"gitignore": ".gitignore"}
"""Names that packaging tools would drop or act on, and what they become."""


def starter_files() -> dict[str, bytes]:
    """Every file of a new project by its path, the schemas among them."""
    found = _read(files("wardbook.authoring") / "starter", "")
    return found | {f"content/{SCHEMA_FOLDER}/{name}": content for name, content in schema_files().items()}


def _read(folder: Traversable, prefix: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{prefix}{_RENAMED.get(entry.name, entry.name)}"
        if entry.is_dir():
            found |= _read(entry, f"{path}/")
        else:
            found[path] = entry.read_bytes()
    return found
