"""The search index of the site that is being built: made anew only if a page that is searched has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wardbook import urls
from wardbook.build.cache import Cache, Finished
from wardbook.build.pages import are_published
from wardbook.build.paths import BuildPaths
from wardbook.model.finder import Queries
from wardbook.problems import ContentError
from wardbook.read.document import Document
from wardbook.search.golden import SEARCH_SETTINGS, lost_queries
from wardbook.search.index import INDEX_FOLDER, build_index, index_key
from wardbook.system.digests import digest, digest_of, file_digest
from wardbook.system.files import link, stamps
from wardbook.urls import may_be_searched

_BELOW: Final = f"{INDEX_FOLDER}/"


def published_index(published: Mapping[str, str]) -> dict[str, str]:
    """The files of the index that stands in the site, for one who does not search now."""
    return {path: found for path, found in published.items() if path.startswith(_BELOW)}


def index_pages(
    paths: BuildPaths, pages: Mapping[str, str], published: Mapping[str, str], cache: Cache
) -> dict[str, str]:
    """The SHA-256 of the files of an index of all pages, by their path in the site; new ones lie in `paths.fresh`.

    `pages` and `published` are the pages of the site and the files that are published, in the same form. Raises
    BuildFault and OSError.
    """
    searched = {path: html for path, html in pages.items() if may_be_searched(path)}
    inputs = {"indexer": digest(index_key()), "pages": digest_of(searched)}

    def run() -> Finished:
        return Finished("index", inputs, json.dumps(_made(paths, searched, published)).encode())

    return cache.result("index", inputs, run, json.loads, are_published(published))


def _made(paths: BuildPaths, searched: Mapping[str, str], published: Mapping[str, str]) -> dict[str, str]:
    former = {path.removeprefix(_BELOW): paths.site / path for path in published_index(published)}
    build_index({path: paths.newest(path) for path in searched}, paths.index / INDEX_FOLDER, paths.index, former)
    files = {path: file_digest(paths.index / path) for path, _ in stamps(paths.index)}
    for path, found in files.items():
        if published.get(path) != found:
            link(paths.index / path, paths.fresh / path)
    return files


def ask_golden_queries(
    paths: BuildPaths, queries: Document[Queries] | None, index: Mapping[str, str], cache: Cache
) -> None:
    """Ask the index with these files the golden queries, unless it has answered them already.

    Raises ContentError with those that are lost, and OSError.
    """
    if queries is None:
        return
    inputs = {
        "queries": digest(repr(queries.record)),
        "settings": digest(file_digest(paths.rendered / SEARCH_SETTINGS)),
        "publications": digest(file_digest(paths.rendered / urls.PUBLICATIONS)),
        "index": digest_of(index),
    }

    def run() -> Finished:
        if lost := list(lost_queries(queries, _whole_index(paths), paths.rendered)):
            raise ContentError(lost)
        return Finished("queries", inputs, b"")

    cache.result("queries", inputs, run, bytes)


def _whole_index(paths: BuildPaths) -> Path:
    """The folder of the whole index: of that which was made in this build, or else of the published one."""
    made = paths.index / INDEX_FOLDER
    return made if made.is_dir() else paths.site / INDEX_FOLDER
