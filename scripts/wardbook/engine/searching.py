"""The search index of the site that is being built: made anew only if a page that is searched has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wardbook.addresses import is_whole
from wardbook.engine.digests import digest
from wardbook.engine.store import Store
from wardbook.model.finding import Queries
from wardbook.output import file_digest, move, stamps
from wardbook.problems import ContentError
from wardbook.read.document import Document
from wardbook.search.golden import lost_queries
from wardbook.search.index import FOLDER, build_index, indexer

_INDEX: Final = "index"
_TRIED: Final = "queries"


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """Where the parts of the search are."""

    site: Path
    """The published site, which has the pages and the files of the index that have not changed."""
    fresh: Path
    """What is new of the site, by the same paths; new files of the index are put there."""
    work: Path
    """A folder to work in."""
    settings: Path
    """The settings of the search, as its script reads them."""


def remembered_index(pages: Mapping[str, str], standing: Mapping[str, str], store: Store) -> dict[str, str]:
    """The digests of the index's files, if it is of these pages and all of it stands in the site; else nothing.

    `pages` are the digests of all pages by their files.
    """
    basis, fact = _basis(pages), store.fact(_INDEX)
    files: dict[str, str] = json.loads(fact[len(basis) :]) if fact.startswith(basis) else {}
    return files if files.items() <= standing.items() else {}


def index_up_to_date(
    pages: Mapping[str, str],
    search: Search,
    queries: Document[Queries] | None,
    standing: Mapping[str, str],
    store: Store,
) -> dict[str, str]:
    """The digests of the index's files by their paths in the site; those that are new lie in `search.fresh`.

    Raises ContentError where a golden query is lost, BuildFault and OSError.
    """
    if files := remembered_index(pages, standing, store):
        try_queries(queries, search, search.site, files, store)
        return files
    whole = {path: search.fresh / path for path in pages if is_whole(path)}
    sources = {path: new if new.is_file() else search.site / path for path, new in whole.items()}
    build_index(sources, search.work / FOLDER, search.work)
    files = {path: file_digest(search.work / path) for path, _ in stamps(search.work)}
    try_queries(queries, search, search.work, files, store)
    for path, found in files.items():
        if standing.get(path) != found:
            move(search.work / path, search.fresh / path)
    store.set_fact(_INDEX, _basis(pages) + json.dumps(files).encode())
    return files


def try_queries(
    queries: Document[Queries] | None, search: Search, site: Path, files: Mapping[str, str], store: Store
) -> None:
    """Ask the index in the folder `site` the golden queries, unless it has answered them already.

    Raises ContentError with those that are lost.
    """
    if queries is None:
        return
    tried = digest(repr(queries.record), file_digest(search.settings), _digest(files))
    if store.fact(_TRIED) == tried:
        return
    lost = list(lost_queries(queries, site / FOLDER, search.settings))
    if lost:
        raise ContentError(lost)
    with store.together():
        store.set_fact(_TRIED, tried)


def _basis(pages: Mapping[str, str]) -> bytes:
    return digest(indexer(), _digest({path: html for path, html in pages.items() if is_whole(path)}))


def _digest(files: Mapping[str, str]) -> bytes:
    return digest(*(piece for path in sorted(files) for piece in (path, files[path])))
