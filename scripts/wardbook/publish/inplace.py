"""Replace a site file by file, where its folder cannot change places with another one."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from wardbook.publish.checksums import Checksums, changed_file, checksums_of, intact, write_manifest
from wardbook.publish.rights import (
    FILE_MODE,
    Rights,
    make_folders,
    scan_opened,
    set_all_rights,
    set_rights,
)
from wardbook.publish.swap import flush
from wardbook.system.digests import has_digest
from wardbook.system.files import Tree, clear, folders_of, move, plain_file, remove, scan
from wardbook.urls import MANIFEST

STAGE: Final = ".wardbook-new"
"""The folder in a site where new files wait until all of them are there."""


def replace_files(
    site: Path, files: Mapping[str, str], sources: Sequence[Path], known: Checksums, rights: Rights
) -> Checksums:
    """Make `site` hold exactly `files`, those it lacks from the first of `sources` that has them.

    Each file is whole at every moment, the old or the new one; all of them together are not: for
    as long as the renames take, a new page may stand beside an old one. All new bytes are on the
    site's file system before the first rename, so a full disk changes nothing. First comes the
    manifest, then assets, then pages; other files are deleted last. The next call completes one
    that was interrupted. Returns the checksums. Raises SiteFault and OSError.
    """
    site.mkdir(exist_ok=True)
    set_rights(site, rights.folder, rights)
    stage = site / STAGE
    remove(stage)
    tree = scan_opened(site)
    unchanged = set(intact(site, files, tree.files, known))
    missing = sorted(files.keys() - unchanged, key=lambda name: (name.endswith(".html"), name))
    waiting = {name: stage / str(number) for number, name in enumerate(missing)}
    folders = folders_of(files)
    all_files = {*files, MANIFEST}
    stage.mkdir(mode=0o700)
    try:
        for name, place in waiting.items():
            _stage(name, files[name], sources, place)
            set_rights(place, FILE_MODE, rights)
        manifest = set_rights(write_manifest(stage, files), FILE_MODE, rights)
        flush(stage)
        _clear_way(site, tree, all_files, folders)
        (stage / MANIFEST).replace(site / MANIFEST)
        make_folders(site, folders, tree.folders, rights)
        set_all_rights(site, unchanged, tree.files, rights)
        for name, place in waiting.items():
            place.replace(site / name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    now = scan(site)
    clear(site, now, all_files, folders)
    return checksums_of(files, {name: now.files[name] for name in files}, manifest.st_mtime_ns)


def _stage(name: str, wanted: str, sources: Sequence[Path], place: Path) -> None:
    for source in sources:
        if plain_file(source / name) and has_digest(source / name, wanted):
            move(source / name, place)
            return
    raise changed_file(sources[0] / name)


def _clear_way(site: Path, tree: Tree, files: Collection[str], folders: Collection[str]) -> None:
    """Delete files in the place of folders, and folders in the place of files."""
    for name in (*tree.others, *tree.files):
        if name in folders:
            (site / name).unlink()
    for name in tree.folders:
        if name in files:
            shutil.rmtree(site / name)
