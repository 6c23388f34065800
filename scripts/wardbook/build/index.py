"""The search index of the site that is being built: made anew only if a page that is searched has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wardbook.build.paths import Folders
from wardbook.build.store import Store
from wardbook.model.finder import Queries
from wardbook.problems import ContentError
from wardbook.read.document import Document
from wardbook.search.golden import lost_queries
from wardbook.search.index import INDEX_FOLDER, build_index, index_key
from wardbook.system.digests import digest, digest_of, file_digest
from wardbook.system.files import move, stamps
from wardbook.urls import is_whole

_INDEX: Final = "index"
_TRIED: Final = "queries"
_BELOW: Final = f"{INDEX_FOLDER}/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Search(Folders):
    """Where the parts of the search are; new files of the index are put among what is new of the site."""

    work: Path
    """A folder to work in."""
    settings: Path
    """The settings of the search, as its script reads them."""


MakeIndex = Callable[[Mapping[str, str], Search, Mapping[str, str], Store], dict[str, str]]
"""What gives the digests of the index's files by their paths in the site, from the digests of all pages by theirs, and
of all files that stand in the site. Those that are new lie in `Search.fresh`."""


def index_as_it_stands(_: Mapping[str, str], __: Search, standing: Mapping[str, str], ___: Store) -> dict[str, str]:
    """Whatever index stands in the site, for one who does not search now."""
    return {path: found for path, found in standing.items() if path.startswith(_BELOW)}


def index_up_to_date(queries: Document[Queries] | None) -> MakeIndex:
    """The index of the pages as they are now, held against the golden queries, if there are any.

    Making it raises ContentError where a golden query is lost, BuildFault and OSError.
    """

    def make(pages: Mapping[str, str], search: Search, standing: Mapping[str, str], store: Store) -> dict[str, str]:
        basis = _basis(pages)
        files = store.made(_INDEX, basis)
        if files and files.items() <= standing.items():
            _try(queries, search, search.site, files, store)
            return files
        sources = {path: search.newest(path) for path in pages if is_whole(path)}
        former = {path.removeprefix(_BELOW): search.site / path for path in standing if path.startswith(_BELOW)}
        build_index(sources, search.work / INDEX_FOLDER, search.work, former)
        files = {path: file_digest(search.work / path) for path, _ in stamps(search.work)}
        _try(queries, search, search.work, files, store)
        for path, found in files.items():
            if standing.get(path) != found:
                move(search.work / path, search.fresh / path)
        with store.together():
            store.set_made(_INDEX, basis, files)
        return files

    return make


def _try(queries: Document[Queries] | None, search: Search, site: Path, files: Mapping[str, str], store: Store) -> None:
    """Ask the index in the folder `site` the golden queries, unless it has answered them already.

    Raises ContentError with those that are lost.
    """
    if queries is None:
        return
    tried = digest(repr(queries.record), file_digest(search.settings), digest_of(files))
    if store.fact(_TRIED) == tried:
        return
    lost = list(lost_queries(queries, site / INDEX_FOLDER, search.settings))
    if lost:
        raise ContentError(lost)
    with store.together():
        store.set_fact(_TRIED, tried)


def _basis(pages: Mapping[str, str]) -> bytes:
    return digest(index_key(), digest_of({path: html for path, html in pages.items() if is_whole(path)}))
