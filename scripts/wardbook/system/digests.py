"""Digests by which the engine knows whether something is as it was."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from wardbook.system.packaged import PACKAGE

LIBRARIES: Final = ("fonttools", "jinja2", "markupsafe", "markdown-it-py", "pydantic", "pyyaml", "segno", "typst")
"""What decides, beside our own code, what is made of a content file."""


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
            for path in sorted(_files(folder))
            if path.name.endswith(suffix) and path.is_file()
            for piece in (path.relative_to(folder).as_posix(), path.read_bytes())
        )
    )


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, those behind links to folders among them, as templates are found there too."""
    return (Path(here) / name for here, _, names in os.walk(folder, followlinks=True) for name in names)


@cache
def program_digest() -> bytes:
    """A digest of this program, of what it stands on, and of Python."""
    versions = (f"{name} {version(name)}" for name in LIBRARIES)
    return digest(tree_digest([PACKAGE], ".py"), platform.python_version(), *versions)
