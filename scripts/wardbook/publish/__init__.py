"""Publish a site: in one step, at a cost that depends on what changed and not on the site's size.

Beside the site is its spare, a hidden standby tree that holds the generation before. The spare is
brought up to date, unchanged files as hard links, and then exchanged with the site. Every site has
a manifest of its files: `sha256sum --check --quiet SHA256SUMS` in its folder says whether it is
whole. One publishing runs at a time: see `wardbook.system.lock`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from wardbook.publish.checksums import SiteFault, intact, read_checksums, read_manifest, write_checksums
from wardbook.publish.inplace import STAGE, replace_files
from wardbook.publish.rights import rights_of
from wardbook.publish.spare import update_spare
from wardbook.publish.swap import Immovable, exchange, flush, real_folder, recover, spare_of
from wardbook.system.files import LOST_AND_FOUND, plain_file, scan
from wardbook.urls import MANIFEST

__all__ = [
    "MANIFEST",
    "PublishedFiles",
    "SiteFault",
    "publish",
    "published",
    "recover",
    "refuse_foreign",
    "spare_of",
]

HOME_PAGE: Final = "index.html"
"""The page that every site has."""
SIGNATURE: Final = (HOME_PAGE, "404.html", "assets/wardbook.css")
"""The files by which a build without a list is known."""
HISTORIES: Final = {".git", ".hg", ".svn"}
"""Folders of version histories: a folder with one of them is more than a site that can be built again."""


def publish(site: Path, files: Mapping[str, str], fresh: Path, state: Path) -> None:
    """Make `site` hold exactly `files`, given by path and SHA-256 in hex, and its manifest; all in one step.

    New files lie under `fresh` at the same path and are moved out of it, but for those that the
    spare has already; all others are in the site, as `published` said. `state` is a folder for
    checksums that are known from one time to the next; without it all is read again. A reader
    finds the old site or the new one, and after an end at any moment, by an error or a kill, the
    one or the other stands whole; the next publishing repairs what is left beside it.

    A link to a folder stays, and the folder is published. A mount point, and a folder beside which
    nothing may be written, cannot change places: there `replace_files` says what is guaranteed.
    Files come out with mode 644 and folders with 755, in the group of the site's own folder, with its
    set-group-ID bit, and where root publishes with its owner.

    A folder in the site's place is replaced if it is empty or was built by Wardbook: with a manifest
    that names index.html, or with the files of SIGNATURE. Any other is refused, as is one with a
    version history of its own, so that a wrong path in the settings costs no one their files.
    Files that were added to a site are in the spare until the publishing after.

    Raises SiteFault, OSError where the disk is at fault, ValueError where `files` makes no site.
    """
    _check(files)
    recover(site)
    folder, spare = real_folder(site), spare_of(site)
    refuse_foreign(folder)
    rights = rights_of(folder)
    now, before = read_checksums(state)
    try:
        new = update_spare(spare, folder, files, fresh, known=before | now, rights=rights)
        write_checksums(state, new, now)
        flush(spare)
        exchange(folder, spare)
    except Immovable:
        write_checksums(state, replace_files(folder, files, (fresh, spare), before | now, rights), {})
        shutil.rmtree(spare, ignore_errors=True)


class PublishedFiles(NamedTuple):
    """Files in a site's folder that are as they were published."""

    files: dict[str, str]
    """SHA-256 in hex by path."""
    alone: bool
    """Whether there are no other files in the folder."""


def published(site: Path, state: Path) -> PublishedFiles:
    """Files of `site` that are as they were published.

    A file that was edited since, or lies behind a link, is left out; without a manifest all are. Files
    whose checksums are known under `state` are not read again. Raises OSError.
    """
    folder = real_folder(site)
    now, before = read_checksums(state)
    manifest, tree = read_manifest(folder), scan(folder)
    files = {name: manifest[name] for name in intact(folder, manifest, tree.files, before | now)}
    return PublishedFiles(files, tree.files.keys() == files.keys() | {MANIFEST} and not tree.others)


def _check(files: Iterable[str]) -> None:
    if HOME_PAGE not in files:
        raise ValueError(f"expected a site with {HOME_PAGE}, got one without")
    for name in files:
        parts = name.split("/")
        if not {"", ".", ".."}.isdisjoint(parts) or parts[0] in {MANIFEST, STAGE, LOST_AND_FOUND} or "\0" in name:
            raise ValueError(f"expected a path in the site, got {name!r}")


def refuse_foreign(folder: Path) -> None:
    """Raise SiteFault for a folder that is neither empty nor a site that Wardbook built."""
    try:
        names = {path.name for path in folder.iterdir()} - {LOST_AND_FOUND, STAGE}
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise SiteFault(f"{folder}: expected a folder for the site, got a file: move it elsewhere.") from None
    if histories := names & HISTORIES:
        raise SiteFault(
            f"{folder}: expected a folder for the site alone, got one with a history, `{min(histories)}`:"
            " publish into another folder and copy the site from there."
        )
    if names and HOME_PAGE not in read_manifest(folder) and not all(plain_file(folder / name) for name in SIGNATURE):
        raise SiteFault(
            f"{folder}: expected a site that Wardbook built, or an empty folder, got one with other files,"
            f" such as `{min(names)}`: move them elsewhere."
        )
