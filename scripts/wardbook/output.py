"""Write a tree of files so that it is exactly what was asked for, touching only what differs."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_tree(root: Path, files: Mapping[str, bytes], keep: Iterable[str] = ()) -> list[str]:
    """Make `root` hold `files` and nothing else but `keep`; return the paths that changed.

    A file that is already right keeps its time of change, so that a watching server does not
    build again for nothing. Links are replaced, never followed. Raises OSError.
    """
    wanted = {*files, *keep}
    folders = {parent.as_posix() for name in wanted for parent in Path(name).parents}
    removed = [path for path in _entries(root) if _unwanted(path, path.relative_to(root).as_posix(), wanted, folders)]
    for path in removed:
        remove(path)
    changed = {name for name, content in files.items() if _write(root / name, content)}
    return sorted(changed | {path.relative_to(root).as_posix() for path in removed})


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


def _entries(root: Path) -> list[Path]:
    """Everything below `root`, what is in a folder before the folder."""
    return sorted(root.rglob("*"), reverse=True)


def _unwanted(path: Path, name: str, files: set[str], folders: set[str]) -> bool:
    is_folder = path.is_dir() and not path.is_symlink()
    return name not in folders if is_folder else name not in files or path.is_symlink()


def _write(path: Path, content: bytes) -> bool:
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True
