"""Write a tree of files so that it is exactly what was asked for, touching only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path


def write_tree(root: Path, files: Mapping[str, bytes], keep: Iterable[str] = ()) -> list[str]:
    """Make `root` hold `files` and nothing else but `keep`; return the paths that changed.

    A file that is already right keeps its time of change, so that a watching server does not
    build again for nothing.
    """
    changed = [name for name, content in files.items() if _write(root / name, content)]
    wanted = {*files, *keep}
    for path in sorted(root.rglob("*"), reverse=True):
        name = path.relative_to(root).as_posix()
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif name not in wanted:
            path.unlink()
            changed.append(name)
    return sorted(changed)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet. Raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)


def _write(path: Path, content: bytes) -> bool:
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True
