"""Replace a site file by file, where its folder cannot change places with another one."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from wardbook.publish.checksums import MANIFEST, Memory, memory_of, sound, write_manifest
from wardbook.publish.put import FILE_MODE, Rights, changed, make_folders, scan_opened, settle, settle_all
from wardbook.publish.swap import flush
from wardbook.system.digests import has_digest
from wardbook.system.files import Tree, clear, folders_of, move, plain_file, remove, scan

STAGE: Final = ".wardbook-new"
"""The folder in a site where new files wait until all of them are there."""


def replace_files(
    site: Path, files: Mapping[str, str], sources: Sequence[Path], memory: Memory, rights: Rights
) -> Memory:
    """Make `site` hold exactly `files`, those it lacks from the first of `sources` that has them.

    Each file is whole at every moment, the old or the new one; all of them together are not: for
    as long as the renames take, a new page may stand beside an old one. All new bytes are on the
    site's file system before the first rename, so a full disk changes nothing. First comes the
    list, then assets, then pages, then what goes. What was interrupted the next call completes.
    Returns what may be remembered. Raises SiteFault and OSError.
    """
    site.mkdir(exist_ok=True)
    settle(site, rights.folder, rights)
    stage = site / STAGE
    remove(stage)
    tree = scan_opened(site)
    right = set(sound(site, files, tree.files, memory))
    missing = sorted(files.keys() - right, key=lambda name: (name.endswith(".html"), name))
    waiting = {name: stage / str(number) for number, name in enumerate(missing)}
    folders = folders_of(files)
    all_files = {*files, MANIFEST}
    stage.mkdir(mode=0o700)
    try:
        for name, place in waiting.items():
            _stage(name, files[name], sources, place)
            settle(place, FILE_MODE, rights)
        manifest = settle(write_manifest(stage, files), FILE_MODE, rights)
        flush(stage)
        _make_way(site, tree, all_files, folders)
        (stage / MANIFEST).replace(site / MANIFEST)
        make_folders(site, folders, tree.folders, rights)
        settle_all(site, right, tree.files, rights)
        for name, place in waiting.items():
            place.replace(site / name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    now = scan(site)
    clear(site, now, all_files, folders)
    return memory_of(files, {name: now.files[name] for name in files}, manifest.st_mtime_ns)


def _stage(name: str, wanted: str, sources: Sequence[Path], place: Path) -> None:
    for source in sources:
        if plain_file(source / name) and has_digest(source / name, wanted):
            move(source / name, place)
            return
    raise changed(sources[0] / name)


def _make_way(site: Path, tree: Tree, files: Collection[str], folders: Collection[str]) -> None:
    """Take away what lies where a folder is wanted and is none, and folders where a file is wanted."""
    for name in (*tree.others, *tree.files):
        if name in folders:
            (site / name).unlink()
    for name in tree.folders:
        if name in files:
            shutil.rmtree(site / name)
