"""The index of a built site's pages, which a browser searches without a server's help."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

from wardbook.problems import BuildFault
from wardbook.search.packed import ORDER_FILE, unpacked
from wardbook.search.words import WORDS_FILE, words_json
from wardbook.system.files import link, refuse_full_disk, remove, stamps, write_if_changed
from wardbook.system.processes import Command, ModuleFault, run

INDEX_FOLDER: Final = "pagefind"
"""The folder of a site that holds the index."""
IGNORED: Final = (
    ".headerlink, .wb-note, .wb-sr",  # signs, numbers of references, words for those who do not see a drawing
    ".wb-tabs, .wb-status, .wb-mark, .wb-flag, .wb-review, .wb-disclaimer, .wb-facts dt",  # the same on every page
    ".wb-criteria__rule",  # how criteria combine; who types ALL means no such "all"
    ".wb-dose, .wb-ratings__dose",  # figures that stand beside their words
    ".wb-row--listed, .wb-ratings .wb-chip",  # studies that are only listed have pages with all their ratings
    ".wb-routes, .wb-siblings, .wb-related, .wb-rated-in, .wb-exclusion--elsewhere",  # of other pages
    ".wb-red-flags, .wb-answer__way",  # ways to what stands below
    ".wb-ratings thead, .wb-regimen thead, .wb-bars-note",  # how a table is read
    ".wb-compare, .wb-levels",  # the levels of all procedures, each of which has a page
    ".wb-references, .wb-abbreviations",  # publications and abbreviations have lists of their own
)
"""Elements whose words nobody looks for on this page; without them the index is made in half the time."""
_NAMED_BY_CONTENT: Final = ("fragment/", "index/")
_UNUSED: Final = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
"""Interfaces that come with every index and of which the site uses none."""


def index_key() -> str:
    """Version of the indexer and its settings: changes when the same pages give another index."""
    return repr((version("pagefind"), IGNORED, ORDER_FILE))


def build_index(pages: Mapping[str, Path], target: Path, work: Path, former: Mapping[str, Path]) -> None:
    """Make the index of pages, given by their path in the site, in the folder `target`.

    `work` is a folder in which the pages are linked meanwhile. Parts of a former index about the same pages
    are taken from there, which saves a third of the time: its files are named after their content, and the
    indexer writes none that is there. `former` are its whole files by their path in it. Raises BuildFault,
    WorkerFault and OSError.
    """
    linked = work / "searched"
    for path, file in former.items():
        if path.startswith(_NAMED_BY_CONTENT):
            link(file, target / path)
    remove(linked)
    for path in sorted(pages):  # the indexer numbers pages as their folder lists them
        link(pages[path], linked / path)
    arguments = ["--silent", "--exclude-selectors", ", ".join(IGNORED), "--site", str(linked)]
    try:
        run([Command("pagefind", [*arguments, "--output-path", str(target)])])
    except ModuleFault as fault:
        raise BuildFault(f"The search index could not be made: {fault}") from None
    refuse_full_disk(target)
    listed = b"".join(unpacked(target / path) for path, _ in stamps(target) if path.endswith(".pf_meta"))
    for path, _ in list(stamps(target)):
        left_over = path.startswith(_NAMED_BY_CONTENT) and Path(path).stem.encode() not in listed
        if left_over or path.startswith(_UNUSED):
            remove(target / path)
        elif path.startswith("index/"):
            unpacked(target / path)
    write_if_changed(target, WORDS_FILE, words_json(target))
    write_if_changed(target, ORDER_FILE, _order(listed, {Path(path).stem for path, _ in stamps(target / "fragment")}))
    remove(linked)


def _order(listed: bytes, fragments: Iterable[str]) -> bytes:
    """The pages as the index lists them."""
    return json.dumps(sorted(fragments, key=lambda name: listed.index(name.encode())), separators=(",", ":")).encode()
