"""Files and folders: the only writer, walker and mover of them. Paths below a folder have forward slashes."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from errno import ENOSPC, EXDEV
from pathlib import Path
from typing import Final, NamedTuple

from wardbook.system.links import refuse_link

LOST_AND_FOUND: Final = "lost+found"
"""A folder that a file system keeps at its own root; nothing here reads or deletes it."""
MIN_FREE: Final = 2**18
"""Free bytes below which a disk may be full: more than the last file of an index has."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """(size, mtime): changes when the file does."""

    size: int
    """In bytes."""
    changed: int
    """The time of its last change, in nanoseconds since 1970."""


class Tree(NamedTuple):
    """A folder's contents by path: plain files, folders (outer before inner), and all else, links above all."""

    files: dict[str, os.stat_result]
    folders: dict[str, os.stat_result]
    others: list[str]


def write_tree(root: Path, files: Mapping[str, bytes], keep: Iterable[str] = ()) -> list[str]:
    """Make `root` hold `files` and nothing else but `keep`; return the paths that changed.

    A file that is already right keeps its time of change, so that a watching server does not
    build again for nothing. Links are replaced, never followed. Raises LinkFault and OSError.
    """
    refuse_link(root)
    removed = prune(root, {*files, *keep})
    changed = {name for name, content in files.items() if write_if_changed(root, name, content)}
    return sorted(changed | set(removed))


def write_if_changed(root: Path, name: str, content: bytes) -> bool:
    """Make the file `name` below `root` hold `content`; return whether it had to be written. Raises OSError."""
    place = os.fspath(root)
    for part in name.split("/")[:-1]:
        place = f"{place}/{part}"
        folder = _status(place)
        if folder is None:
            break  # nothing is below
        if not stat.S_ISDIR(folder.st_mode):
            remove(Path(place))
    path = root / name
    status = _status(path)
    if status and not stat.S_ISREG(status.st_mode):
        remove(path)
    elif status and status.st_size == len(content) and path.read_bytes() == content:
        return False
    write_into(root, name, content)
    return True


def _status(path: str | Path) -> os.stat_result | None:
    """The status of what is at a path, of a link its own; none where nothing is. Raises OSError."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_into(folder: Path, name: str, content: bytes) -> None:
    """Write a file into a folder that may hold others; nothing else there is taken away. Raises OSError."""
    path = folder / name
    _in_its_folder(path, lambda: path.write_bytes(content))


def _in_its_folder(path: Path, make: Callable[[], object]) -> None:
    """Make a file; its folder is there, but for the first file in it. Raises OSError."""
    try:
        make()
    except (FileNotFoundError, NotADirectoryError):
        make_folder(path.parent)
        make()


def create(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet. Raises FileExistsError and other OSErrors."""
    make_folder(path.parent)
    with path.open("xb") as file:
        file.write(content)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file, whole or not at all, or write one that is not there yet. Raises OSError."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    with discard_on_error(new):
        create(new, content)
    new.replace(path)


@contextmanager
def discard_on_error(path: Path) -> Iterator[None]:
    """Delete what was written of a file when it could not be finished: a full disk needs the room.

    Raises OSError that names the file, as errors of writing to an open file name none.
    """
    try:
        yield
    except OSError as error:
        path.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, unless it is there. Raises OSError."""
    path.mkdir(parents=True, exist_ok=True)


def link(source: Path, target: Path) -> None:
    """Make `target` the same file as `source`, or a copy where there are no links. Raises OSError."""
    try:
        _in_its_folder(target, lambda: os.link(source, target))
    except OSError:
        copy(source, target)


def copy(source: Path, target: Path) -> None:
    """Copy a file, whole or not at all; the copy is a file of its own. Raises OSError that names the copy."""
    with discard_on_error(target):
        _in_its_folder(target, lambda: shutil.copyfile(source, target))


def move(source: Path, target: Path) -> None:
    """Move a file, from another file system too. Raises OSError."""
    try:
        _in_its_folder(target, lambda: source.replace(target))
    except OSError as error:
        if error.errno != EXDEV:
            raise
        copy(source, target)
        source.unlink()


def remove(path: Path) -> None:
    """Delete a file, a link or a folder with all that is in it; it may be gone already. Raises OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def delete(root: Path, names: Iterable[str]) -> None:
    """Delete files and links below `root`, as far as they are there, and emptied folders. Raises OSError."""
    for name in names:
        # Where a file was, there may be a folder by now, and the other way round.
        if (root / name).is_symlink() or (root / name).is_file():
            (root / name).unlink()
        for folder in Path(name).parents[:-1]:
            if not (root / folder).is_dir() or any((root / folder).iterdir()):
                break
            (root / folder).rmdir()


def prune(root: Path, wanted: Container[str]) -> list[str]:
    """Delete all below `root` but wanted files and their folders; return the paths of deleted files and links.

    A wanted name that is a link is deleted too. Raises OSError.
    """
    tree = scan(root)
    kept = {name for name in tree.files if name in wanted}
    clear(root, tree, kept, folders_of(kept))
    return [*tree.others, *(name for name in tree.files if name not in kept)]


def clear(root: Path, tree: Tree, files: Collection[str], folders: Collection[str]) -> None:
    """Delete all of a scanned folder but `files` and `folders`. Raises OSError."""
    for name in (*tree.others, *(name for name in tree.files if name not in files)):
        (root / name).unlink(missing_ok=True)
    for name in reversed(tree.folders):
        if name not in folders:
            (root / name).rmdir()


def scan(root: Path) -> Tree:
    """Contents of a folder, as `walk` finds them. Raises OSError."""
    return tree_of(walk(root))


def tree_of(entries: Iterable[tuple[str, os.stat_result]]) -> Tree:
    """Sort entries into files, folders and others."""
    tree = Tree({}, {}, [])
    for path, status in entries:
        if stat.S_ISREG(status.st_mode):
            tree.files[path] = status
        elif stat.S_ISDIR(status.st_mode):
            tree.folders[path] = status
        else:
            tree.others.append(path)
    return tree


def walk(root: Path, onerror: Callable[[OSError], None] | None = None) -> Iterator[tuple[str, os.stat_result]]:
    """Everything below `root` by path, a folder before what is in it; nothing where there is no such folder.

    The status of a link is its own. An entry that is deleted meanwhile is left out, and so is all in a folder that
    may not be read; `onerror` is called with the error then, as by `os.walk`. Raises OSError.
    """
    pending = [""]
    while pending:
        prefix = pending.pop()
        for name, status in _entries(f"{root}/{prefix}", onerror):
            path = prefix + name
            if stat.S_ISDIR(status.st_mode):
                if path == LOST_AND_FOUND:
                    continue
                pending.append(f"{path}/")
            yield path, status


def _entries(folder: str, onerror: Callable[[OSError], None] | None) -> list[tuple[str, os.stat_result]]:
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    found.append((entry.name, entry.stat(follow_symlinks=False)))
                except FileNotFoundError:
                    continue  # deleted since it was listed
    except (FileNotFoundError, NotADirectoryError):
        pass
    except PermissionError as error:
        if onerror:
            onerror(error)
    return found


def folders_of(files: Iterable[str]) -> set[str]:
    """Every folder that files lie in, but not the root."""
    found: set[str] = set()
    for name in files:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def plain_file(path: Path) -> os.stat_result | None:
    """The status of a plain file, or nothing: a link, whatever it points to, is none."""
    status = _status(path)
    return status if status and stat.S_ISREG(status.st_mode) else None


def stamp(path: Path) -> Stamp:
    """The stamp of a file. Raises OSError."""
    return _stamp(path.lstat())


def stamps(root: Path) -> Iterator[tuple[str, Stamp | None]]:
    """Every file below `root` by its path with its stamp; a link, a pipe and the like have none."""
    for path, status in walk(root):
        if not stat.S_ISDIR(status.st_mode):
            yield path, _stamp(status) if stat.S_ISREG(status.st_mode) else None


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns)


def content_of(path: Path) -> bytes:
    """The bytes of a file; none if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def refuse_full_disk(folder: Path) -> None:
    """Raise OSError where a program may have filled the disk without a word."""
    if shutil.disk_usage(folder).free < MIN_FREE:
        raise OSError(ENOSPC, os.strerror(ENOSPC), str(folder))
