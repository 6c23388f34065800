"""The spare, a standby tree beside a site: brought up to date by moving, linking and deleting only what differs."""

from __future__ import annotations

import errno
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from wardbook.publish.checksums import Checksums, SiteFault, changed_file, checksums_of, intact, matches, write_manifest
from wardbook.publish.rights import (
    FILE_MODE,
    Rights,
    make_folders,
    scan_opened,
    set_all_rights,
    set_rights,
)
from wardbook.publish.swap import Immovable, raising_immovable
from wardbook.system.digests import has_digest
from wardbook.system.failures import owner_advice
from wardbook.system.files import clear, copy, folders_of, move, plain_file, remove
from wardbook.urls import MANIFEST

NO_LINK: Final = {
    errno.EACCES,
    errno.EINVAL,
    errno.EMLINK,
    errno.ENOSYS,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.EPERM,
}
"""Errors of a system that makes no hard link, here or to this file; a copy does then."""


def update_spare(
    spare: Path, site: Path, files: Mapping[str, str], fresh: Path, *, known: Checksums, rights: Rights
) -> Checksums:
    """Make `spare` hold exactly `files`, from `fresh` and from `site`; return its checksums.

    Its manifest is deleted first and written last, so a spare that has one is whole. No file is
    written where it lies: its bytes may be the site's too. Files of `fresh` are moved.
    Raises Immovable where nothing beside the site can change places with it, SiteFault and OSError.
    """
    _make(spare, site)
    remove(spare / MANIFEST)
    set_rights(spare, rights.folder, rights)
    tree = scan_opened(spare)
    unchanged = set(intact(spare, files, tree.files, known))
    folders = folders_of(files)
    clear(spare, tree, unchanged, folders)
    make_folders(spare, folders, tree.folders, rights)
    found = set_all_rights(spare, unchanged, tree.files, rights)
    missing = files.keys() - unchanged
    new = {name for name in missing if plain_file(fresh / name) and has_digest(fresh / name, files[name])}
    # Links come first: where none can be made across to the spare, `fresh` is still whole for the other way.
    _check_folders(site, missing - new)
    for name in sorted(missing - new):
        _link(site, spare, name, files[name], known)
        found[name] = set_rights(spare / name, FILE_MODE, rights)
    for name in sorted(new):
        move(fresh / name, spare / name)
        found[name] = set_rights(spare / name, FILE_MODE, rights)
    manifest = set_rights(write_manifest(spare, files), FILE_MODE, rights)
    return checksums_of(files, found, manifest.st_mtime_ns)


def _make(spare: Path, site: Path) -> None:
    with raising_immovable():
        if site.exists() and site.stat().st_dev != spare.parent.stat().st_dev:
            raise Immovable
        if spare.is_symlink() or not spare.is_dir():
            spare.unlink(missing_ok=True)
        # A folder of another user that came here empty is of no use.
        with suppress(OSError):
            spare.rmdir()
        spare.mkdir(exist_ok=True)
    _refuse_owner(site, spare)


def _refuse_owner(site: Path, spare: Path) -> None:
    """Raise SiteFault for a site of another user: it would become a spare that nobody here can bring up to date."""
    if not site.exists() or site.stat().st_uid == spare.stat().st_uid or not any(site.iterdir()):
        return
    if advice := owner_advice(site):
        raise SiteFault(f"{site}: expected a site of the user who builds, got one of another{advice}.")


def _check_folders(site: Path, files: Collection[str]) -> None:
    """Raise SiteFault for a link in the place of a folder: no file is taken from behind it."""
    for name in folders_of(files):
        if (site / name).is_symlink():
            raise changed_file(site / name)


def _link(site: Path, spare: Path, name: str, wanted: str, known: Checksums) -> None:
    """Link a file of the spare to that of the site, which has the SHA-256 `wanted`, or else copy it.

    Raises Immovable where a link would lead to another mount, SiteFault and OSError.
    """
    source, target = site / name, spare / name
    before = plain_file(source)
    if before is None:
        raise changed_file(source)
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno == errno.EXDEV:
            raise Immovable from error
        if error.errno not in NO_LINK:
            raise
        copy(source, target)
    after = target.lstat()
    # A link changes the time of the entry and nothing else of the key.
    same = (before.st_ino, before.st_size, before.st_mtime_ns) == (after.st_ino, after.st_size, after.st_mtime_ns)
    if not matches(spare, name, before, wanted, known if same else {}):
        raise changed_file(source)
