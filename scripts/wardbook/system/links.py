"""Links to folders: refused where the program writes and deletes, followed where it looks for files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from wardbook.problems import UserError


class LinkFault(UserError):
    """A folder whose files are written and deleted by the program is a link; the message says so."""


def refuse_link(folder: Path) -> None:
    """Raise LinkFault for a link in the place of a folder that is written: what it leads to may be anybody's."""
    if folder.is_symlink():
        raise LinkFault(
            f"{folder}: expected a folder, got a link: what lies there is written and deleted by Wardbook alone;"
            " delete the link."
        )


def refuse_links(folder: Path) -> None:
    """Raise LinkFault where such a folder, or something that lies directly in it, is a link."""
    refuse_link(folder)
    with suppress(FileNotFoundError, NotADirectoryError):
        for path in folder.iterdir():
            refuse_link(path)


def names_below(folder: Path, suffix: str = "") -> list[str]:
    """Every file below a folder by path, sorted, or those that end in `suffix`; links are followed.

    Templates are found behind links to folders too, and so are fonts; a link to a folder around it is passed over.
    """
    paths = (path for path in _behind_links(folder) if path.name.endswith(suffix))
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def _behind_links(folder: Path, around: frozenset[str] = frozenset()) -> Iterator[Path]:
    """Every file below a folder, given the real paths of the folders around it; none of one that may not be read."""
    real = os.path.realpath(folder)
    if real in around:
        return
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    for path in entries:
        if path.is_dir():
            yield from _behind_links(path, around | {real})
        elif path.is_file():
            yield path
