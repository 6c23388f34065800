"""Write files so that a tree is exactly what was asked for, touching only what differs."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a file is seen to be the one that was written."""

    size: int
    """In bytes."""
    changed: int
    """The time of its last change, in nanoseconds since 1970."""


def write_tree(root: Path, files: Mapping[str, bytes], keep: Iterable[str] = ()) -> list[str]:
    """Make `root` hold `files` and nothing else but `keep`; return the paths that changed.

    A file that is already right keeps its time of change, so that a watching server does not
    build again for nothing. Links are replaced, never followed. Raises OSError.
    """
    removed = prune(root, {*files, *keep})
    changed = {name for name, content in files.items() if write_file(root, name, content)}
    return sorted(changed | set(removed))


def write_file(root: Path, name: str, content: bytes) -> bool:
    """Make the file `name` below `root` hold `content`; return whether it had to be written. Raises OSError."""
    path = root / name
    for folder in reversed(Path(name).parents[:-1]):
        if (root / folder).is_symlink() or (root / folder).is_file():
            remove(root / folder)
    if path.is_symlink() or path.is_dir():
        remove(path)
    elif path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def content_of(path: Path) -> bytes:
    """What a file holds; nothing if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def put_file(folder: Path, name: str, content: bytes) -> None:
    """Write a file into a folder that is not ours: nothing else there is taken away. Raises OSError."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet. Raises FileExistsError and other OSErrors."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)


def remove(path: Path) -> None:
    """Take away a file, a link or a folder with all that is in it; it may be gone already."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def prune(root: Path, wanted: Container[str]) -> list[str]:
    """Take away everything below `root` that is no wanted file, and folders without any; return what was a file."""
    removed = []
    for folder, folders, files in os.walk(root, topdown=False):
        below = Path(folder).relative_to(root).as_posix()
        prefix = "" if below == "." else f"{below}/"
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in [*files, *links]:
            if f"{prefix}{name}" not in wanted or (Path(folder) / name).is_symlink():
                remove(Path(folder) / name)
                removed.append(f"{prefix}{name}")
        if prefix and not any(Path(folder).iterdir()):
            Path(folder).rmdir()
    return removed


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, unless it is there. Raises OSError."""
    path.mkdir(parents=True, exist_ok=True)


def link(source: Path, target: Path) -> None:
    """Make `target` the same file as `source`, or a copy where there are no links. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def copy(source: Path, target: Path) -> None:
    """Make `target` a file of its own that holds what `source` does. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def move(source: Path, target: Path) -> None:
    """Move a file within a file system. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file in hex. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


ROOM: Final = 2**18
"""Bytes that are free on a disk on which the last file was written whole; more than that file has."""


def refuse_full_disk(folder: Path) -> None:
    """Raise OSError where a program may have filled the disk without a word."""
    if shutil.disk_usage(folder).free < ROOM:
        raise OSError(ENOSPC, os.strerror(ENOSPC), str(folder))


def take_away(root: Path, names: Iterable[str]) -> None:
    """Take away files and links below `root`, as far as they are there, and emptied folders. Raises OSError."""
    for name in names:
        # Where a file was, there may be a folder by now, and the other way round.
        if (root / name).is_symlink() or (root / name).is_file():
            (root / name).unlink()
        for folder in Path(name).parents[:-1]:
            if not (root / folder).is_dir() or any((root / folder).iterdir()):
                break
            (root / folder).rmdir()


def stamp(path: Path) -> Stamp:
    """The stamp of a file. Raises OSError."""
    status = path.stat(follow_symlinks=False)
    return Stamp(status.st_size, status.st_mtime_ns)


def stamps(root: Path, prefix: str = "") -> Iterator[tuple[str, Stamp | None]]:
    """Every file below `root` by its path with its stamp; what is neither file nor folder has none."""
    if not root.is_dir():
        return
    with os.scandir(root) as entries:
        for entry in entries:
            name = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from stamps(root / entry.name, f"{name}/")
            elif entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                yield name, Stamp(status.st_size, status.st_mtime_ns)
            else:
                yield name, None
