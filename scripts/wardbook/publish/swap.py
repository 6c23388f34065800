"""The exchange of two folders in one step, so that a reader finds the one or the other, never a half."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wardbook.urls import MANIFEST

IMMOVABLE: Final = {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS}
"""Errors for a folder that cannot be moved: it is a mount point, or nothing may be written beside it."""
NO_EXCHANGE: Final = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
"""Errors of a system that cannot exchange folders."""

_AT_FDCWD: Final = -100
_EXCHANGE: Final = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS alike


class Immovable(Exception):
    """The site's folder cannot change places with another one."""


def real_folder(site: Path) -> Path:
    """The folder at a site's path; where that is a link, the folder it points to, there or not."""
    return Path(os.path.realpath(site))


def spare_of(site: Path) -> Path:
    """The standby tree of a site: a hidden folder beside it that holds the generation before."""
    folder = real_folder(site)
    return folder.with_name(f".{folder.name}-spare")


def recover(site: Path) -> None:
    """Complete or undo an exchange that ended between two renames: the site is in its place again, old or new, whole.

    Call it before anything looks at the site, by the one build that runs. Raises OSError.
    """
    folder, spare = real_folder(site), spare_of(site)
    retired = _retired(folder)
    if not os.path.lexists(retired):
        return
    if not os.path.lexists(folder):
        # A spare with its manifest is whole, and was about to come.
        (spare if (spare / MANIFEST).is_file() else retired).rename(folder)
    if os.path.lexists(retired):
        if os.path.lexists(spare):
            shutil.rmtree(retired)
        else:
            retired.rename(spare)


def exchange(folder: Path, spare: Path) -> None:
    """Put the spare in the folder's place and the folder in the spare's; a folder that is missing is only replaced.

    One step where the system can; else three renames, and `recover` for an end between them.
    Raises Immovable, and OSError where both are as they were.
    """
    with raising_immovable():
        if not os.path.lexists(folder):
            spare.rename(folder)
        elif not _exchanged(folder, spare):
            exchange_by_renames(folder, spare)


def exchange_by_renames(folder: Path, spare: Path) -> None:
    """Exchange two folders where the system cannot do it in one step; for a moment there is none. Raises OSError."""
    retired = _retired(folder)
    folder.rename(retired)
    try:
        spare.rename(folder)
    except OSError:
        retired.rename(folder)
        raise
    retired.rename(spare)


@contextmanager
def raising_immovable() -> Iterator[None]:
    """Raise Immovable for errors of folders that cannot be moved, and all others as they are."""
    try:
        yield
    except OSError as error:
        if error.errno in IMMOVABLE:
            raise Immovable from error
        raise


def flush(folder: Path) -> None:
    """Write all buffers of a folder's file system to its disk, where the system can, so that a power cut loses nothing.

    Raises OSError where something could not be written.
    """
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if library.syncfs(descriptor):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(descriptor)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False where the system cannot."""
    if sys.platform not in {"linux", "darwin"}:
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, _EXCHANGE)
    else:
        return False
    code = ctypes.get_errno()
    if failed and code not in NO_EXCHANGE:
        raise OSError(code, os.strerror(code), str(one), None, str(other))
    return not failed


def _retired(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-retired")
