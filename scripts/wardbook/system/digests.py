"""Digests of files, folders, values and the program: equal as long as nothing of them has changed."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from wardbook.system.links import names_below
from wardbook.system.packaged import PACKAGE

DEPENDENCIES: Final = (
    "fonttools",
    "jinja2",
    "markupsafe",
    "markdown-it-py",
    "pillow",
    "pydantic",
    "pyyaml",
    "segno",
    "typst",
)
"""Distributions that decide, beside our own code, how content is read and rendered."""


def digest(*parts: bytes | str) -> bytes:
    """A digest of the parts in their order, 16 bytes; where one part ends and the next begins counts."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        state.update(len(raw).to_bytes(8, "big"))
        state.update(raw)
    return state.digest()


def digest_of(parts: Mapping[str, bytes | str]) -> bytes:
    """A digest of named parts, whatever their order."""
    return digest(*(piece for name in sorted(parts) for piece in (name, parts[name])))


def tree_digest(folders: Iterable[Path], suffix: str = "") -> bytes:
    """A digest of every file in the folders, or of those that end in `suffix`."""
    return digest(
        *(
            piece
            for folder in folders
            for name in names_below(folder, suffix)
            for piece in (name, (folder / name).read_bytes())
        )
    )


def file_digest(path: Path) -> str:
    """The SHA-256 of a file in hex. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def has_digest(path: Path, digest: str) -> bool:
    """Whether a file can be read and has this SHA-256, in hex."""
    try:
        return file_digest(path) == digest
    except OSError:
        return False


@cache
def program_digest() -> bytes:
    """A digest of this program, of its dependencies, and of Python."""
    versions = (f"{name} {version(name)}" for name in DEPENDENCIES)
    return digest(tree_digest([PACKAGE], ".py"), platform.python_version(), *versions)
