"""What lies in a folder, without following a link, and what of it is in the way."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final, NamedTuple

LOST_AND_FOUND: Final = "lost+found"
"""What a file system keeps at its own root; nobody's business."""


class Tree(NamedTuple):
    """What lies below a folder: plain files, folders (outer before inner), and all else, links above all."""

    files: dict[str, os.stat_result]
    folders: dict[str, os.stat_result]
    others: list[str]


def scan(root: Path, *, open_up: bool = False) -> Tree:
    """Everything below `root`, by path with forward slashes; nothing where there is no such folder.

    What may not be looked at is left out; with `open_up` closed folders are opened first, and what
    cannot be looked at even then is an error. Raises OSError.
    """
    tree = Tree({}, {}, [])
    pending = [""]
    while pending:
        prefix = pending.pop()
        for entry, status in _entries(f"{root}/{prefix}", open_up=open_up):
            path = prefix + entry.name
            if stat.S_ISREG(status.st_mode):
                tree.files[path] = status
            elif not stat.S_ISDIR(status.st_mode):
                tree.others.append(path)
            elif path != LOST_AND_FOUND:
                tree.folders[path] = _opened(root, path, status) if open_up else status
                pending.append(f"{path}/")
    return tree


def folders_of(files: Iterable[str]) -> set[str]:
    """Every folder that files lie in, but not the root."""
    found: set[str] = set()
    for name in files:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def clear(root: Path, tree: Tree, files: Collection[str], folders: Collection[str]) -> None:
    """Take away of a folder what is neither among the files nor among the folders. Raises OSError."""
    for name in (*tree.others, *(name for name in tree.files if name not in files)):
        (root / name).unlink(missing_ok=True)
    for name in reversed(tree.folders):
        if name not in folders:
            (root / name).rmdir()


def plain_file(path: Path) -> os.stat_result | None:
    """The status of a plain file, or nothing: a link, whatever it points to, is none."""
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _entries(folder: str, *, open_up: bool) -> list[tuple[os.DirEntry[str], os.stat_result]]:
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    found.append((entry, entry.stat(follow_symlinks=False)))
                except FileNotFoundError:
                    continue  # taken away since it was listed
    except (FileNotFoundError, NotADirectoryError):
        pass
    except PermissionError:
        if open_up:
            raise
    return found


def _opened(root: Path, name: str, status: os.stat_result) -> os.stat_result:
    if status.st_mode & stat.S_IRWXU == stat.S_IRWXU:
        return status
    (root / name).chmod(0o755)
    return (root / name).lstat()
