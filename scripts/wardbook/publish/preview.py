"""The site of a preview: only its builds write into it, so its manifest is believed, and it is changed where it lies.

An edit then costs what it changes, while publishing looks at every file of the site.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from wardbook.publish.checksums import read_manifest, write_manifest
from wardbook.publish.swap import real_folder, spare_of
from wardbook.system.files import copy, delete, make_folder, move, plain_file, remove, scan
from wardbook.urls import MANIFEST


def is_newer(source: Path, site: Path) -> bool:
    """Whether the site at `source` was published later than a preview was built, or there is no preview yet."""
    theirs, ours = plain_file(real_folder(source) / MANIFEST), plain_file(site / MANIFEST)
    return theirs is not None and (ours is None or ours.st_mtime_ns < theirs.st_mtime_ns)


def start_with_copies(site: Path, source: Path, files: Mapping[str, str], work: Path) -> None:
    """Let a preview begin with copies of files of another site, given by path and SHA-256 in hex.

    `work` is a folder beside it that is filled meanwhile. Raises OSError.
    """
    folder = real_folder(source)
    for name in files:
        copy(folder / name, work / name)
    write_manifest(work, files)
    remove(site)
    move(work, site)


def start_with_own(site: Path) -> None:
    """Let a preview have the files that its manifest names, and the manifest name no others.

    A build that was stopped may leave more files, which are deleted, and a power cut empty ones. The rest are not
    read: they are hundreds of megabytes, and only builds write into a preview. Raises OSError.
    """
    remove(spare_of(site))  # earlier versions had one
    before, found = files_of_preview(site), scan(site).files
    files = {name: sha for name, sha in before.items() if name in found and found[name].st_size}
    delete(site, found.keys() - files.keys() - {MANIFEST})
    if files != before:
        write_manifest(site, files)


def files_of_preview(site: Path) -> dict[str, str]:
    """The files of a preview by path, with their SHA-256 in hex."""
    return read_manifest(site)


def update_preview(site: Path, before: Mapping[str, str], files: Mapping[str, str], fresh: Path) -> None:
    """Make a preview that holds some files hold exactly `files`, given by path and SHA-256 in hex.

    Those that differ lie under `fresh`. Assets come first and pages last, each whole. Until all are there the manifest
    names only those that stay, so that the next build makes up for one that was stopped. Raises OSError.
    """
    if before == files:
        return
    same = {name: sha for name, sha in files.items() if before.get(name) == sha}
    make_folder(site)
    write_manifest(site, same)
    delete(site, before.keys() - files.keys())
    for name in sorted(files.keys() - same.keys(), key=lambda name: (name.endswith(".html"), name)):
        if not plain_file(site / name):
            remove(site / name)
        move(fresh / name, site / name)
    write_manifest(site, files)


def link_folders(site: Path, source: Path, names: Iterable[str]) -> None:
    """Let folders of a preview be links to those below `source`, which may not be there yet. Raises OSError.

    The links are relative, so that they lead there also when a project is moved. Where a file system has no links,
    as many shared folders, they are copies.
    """
    beside = Path(os.path.relpath(source.resolve(), site.resolve()))
    for name in names:
        place = site / name
        if place.is_symlink() and place.readlink() == beside / name:
            continue
        remove(place)
        try:
            place.symlink_to(beside / name)
        except OSError:
            if (source / name).is_dir():
                shutil.copytree(source / name, place)
