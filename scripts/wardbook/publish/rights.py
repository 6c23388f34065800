"""Rights of a published site: modes, owner and group of its files and folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from wardbook.system.files import Tree, tree_of, walk

FILE_MODE: Final = 0o644
FOLDER_MODE: Final = 0o755


class Rights(NamedTuple):
    """The mode of a site's folders, and the owner and group of all in it; -1 leaves them as the system sets them."""

    folder: int
    user: int
    group: int


def rights_of(site: Path) -> Rights:
    """Rights after a site's own folder: its group and set-group-ID bit, and its owner where root publishes."""
    try:
        status = site.stat()
    except FileNotFoundError:
        return Rights(FOLDER_MODE, -1, -1)
    if not hasattr(os, "geteuid"):
        return Rights(FOLDER_MODE, -1, -1)
    user = status.st_uid if os.geteuid() == 0 else -1
    return Rights(FOLDER_MODE | status.st_mode & stat.S_ISGID, user, status.st_gid)


def set_rights(path: Path, mode: int, rights: Rights) -> os.stat_result:
    """Give a file or folder its rights, whatever the umask; return its status then. Raises OSError.

    The owner and group are given as far as the system allows.
    """
    status = path.lstat()
    if has_rights(status, mode, rights):
        return status
    if not has_rights(status, stat.S_IMODE(status.st_mode), rights):
        with suppress(OSError):
            os.chown(path, rights.user, rights.group, follow_symlinks=False)
    path.chmod(mode)  # after the owner, whose change may take bits away
    return path.lstat()


def has_rights(status: os.stat_result, mode: int, rights: Rights) -> bool:
    """Whether a file or folder has its rights already."""
    return (
        stat.S_IMODE(status.st_mode) == mode
        and rights.user in {-1, status.st_uid}
        and rights.group in {-1, status.st_gid}
    )


def set_all_rights(
    root: Path, names: Iterable[str], found: Mapping[str, os.stat_result], rights: Rights
) -> dict[str, os.stat_result]:
    """Give files below `root` their rights, where they were found without; return their status then. Raises OSError."""
    return {
        name: found[name] if has_rights(found[name], FILE_MODE, rights) else set_rights(root / name, FILE_MODE, rights)
        for name in names
    }


def make_folders(root: Path, names: Iterable[str], there: Mapping[str, os.stat_result], rights: Rights) -> None:
    """Make folders below `root`, or give those that are there their rights. Raises OSError."""
    for name in sorted(names):
        if name not in there:
            (root / name).mkdir()
        elif has_rights(there[name], rights.folder, rights):
            continue
        set_rights(root / name, rights.folder, rights)


def scan_opened(root: Path) -> Tree:
    """Contents of a folder, after closed folders in it were opened. Raises OSError for one that stays closed."""

    def opened() -> Iterator[tuple[str, os.stat_result]]:
        for path, status in walk(root, onerror=_refuse):
            closed = stat.S_ISDIR(status.st_mode) and status.st_mode & stat.S_IRWXU != stat.S_IRWXU
            if closed:
                (root / path).chmod(FOLDER_MODE)
            yield path, (root / path).lstat() if closed else status

    return tree_of(opened())


def _refuse(error: OSError) -> None:
    raise error
