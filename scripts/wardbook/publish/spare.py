"""Bring the spare of a site up to date: only what differs is moved, linked or taken away."""

from __future__ import annotations

import errno
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from wardbook.publish.checksums import MANIFEST, Memory, matches, memory_of, sound, write_manifest
from wardbook.publish.put import FILE_MODE, Rights, changed, make_folders, scan_opened, settle, settle_all
from wardbook.publish.swap import Immovable, immovable
from wardbook.system.digests import has_digest
from wardbook.system.files import clear, copy, folders_of, move, plain_file, remove

UNLINKABLE: Final = {
    errno.EACCES,
    errno.EINVAL,
    errno.EMLINK,
    errno.ENOSYS,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.EPERM,
}
"""How a system says that it makes no hard link, here or to this file: a copy does then."""


def renew(spare: Path, site: Path, files: Mapping[str, str], fresh: Path, *, memory: Memory, rights: Rights) -> Memory:
    """Make `spare` hold exactly `files`, from `fresh` and from `site`; return what may be remembered of it.

    Its list is taken away first and written last, so a spare that has one is whole. No file is
    written where it lies: its bytes may be the site's too. What is taken from `fresh` is moved.
    Raises Immovable where nothing beside the site can change places with it, SiteFault and OSError.
    """
    _make(spare, site)
    remove(spare / MANIFEST)
    settle(spare, rights.folder, rights)
    tree = scan_opened(spare)
    right = set(sound(spare, files, tree.files, memory))
    folders = folders_of(files)
    clear(spare, tree, right, folders)
    make_folders(spare, folders, tree.folders, rights)
    found = settle_all(spare, right, tree.files, rights)
    missing = files.keys() - right
    new = {name for name in missing if plain_file(fresh / name) and has_digest(fresh / name, files[name])}
    # Links come first: where none can be made across to the spare, `fresh` is still whole for the other way.
    _check_folders(site, missing - new)
    for name in sorted(missing - new):
        _link(site / name, spare / name, files[name], memory)
        found[name] = settle(spare / name, FILE_MODE, rights)
    for name in sorted(new):
        move(fresh / name, spare / name)
        found[name] = settle(spare / name, FILE_MODE, rights)
    manifest = settle(write_manifest(spare, files), FILE_MODE, rights)
    return memory_of(files, found, manifest.st_mtime_ns)


def _make(spare: Path, site: Path) -> None:
    with immovable():
        if site.exists() and site.stat().st_dev != spare.parent.stat().st_dev:
            raise Immovable
        if spare.is_symlink() or not spare.is_dir():
            spare.unlink(missing_ok=True)
        spare.mkdir(exist_ok=True)


def _check_folders(site: Path, files: Collection[str]) -> None:
    """Take no file from behind a link that lies in the place of a folder. Raises SiteFault."""
    for name in folders_of(files):
        if (site / name).is_symlink():
            raise changed(site / name)


def _link(source: Path, target: Path, wanted: str, memory: Memory) -> None:
    """Give the file with a checksum a second place, by a link or else a copy.

    Raises Immovable where a link would lead to another mount, SiteFault and OSError.
    """
    before = plain_file(source)
    if before is None:
        raise changed(source)
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno == errno.EXDEV:
            raise Immovable from error
        if error.errno not in UNLINKABLE:
            raise
        copy(source, target)
    after = target.lstat()
    # A link changes the time of the entry and nothing else of the stamp.
    same = (before.st_ino, before.st_size, before.st_mtime_ns) == (after.st_ino, after.st_size, after.st_mtime_ns)
    if not matches(target, before, wanted, memory if same else {}):
        raise changed(source)
