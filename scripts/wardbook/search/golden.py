"""Golden queries: queries that the index of a built site must answer with their page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wardbook import urls
from wardbook.kinds import REVIEWED, SOURCE
from wardbook.model.finder import Queries, Query
from wardbook.problems import Problem
from wardbook.read.document import Document
from wardbook.search.packed import read_json
from wardbook.search.publications import publications
from wardbook.search.words import WORDS_FILE
from wardbook.text.numbers import parted

if TYPE_CHECKING:
    from wardbook.search.query import IndexReader

SEARCH_SETTINGS: Final = "assets/search.json"
"""The settings of the site's search, which its script reads too."""


def lost_queries(queries: Document[Queries], index: Path, rendered: Path) -> Iterator[Problem]:
    """The golden queries that do not bring up their page any more; `rendered` has the site's files. Raises OSError.

    A query with `instead` must find no page, and what is looked for instead must have only words that the site
    has; that it is taken for them is for a browser to show.
    """
    from wardbook.search.query import IndexReader  # loads a machine for WebAssembly, which few commands need

    finder = IndexReader(index, read_json(rendered / SEARCH_SETTINGS)["ranking"])
    known = set(read_json(index / WORDS_FILE)["words"])
    for number, query in enumerate(queries.record.queries):
        message = _found_as_typed(query, known, finder) or _misplaced(query, _found(query, finder, rendered), rendered)
        if message:
            yield queries.problem(("queries", number, "query"), message)


def _found(query: Query, finder: IndexReader, rendered: Path) -> list[str]:
    """The addresses of what is found, of the kind that the query is to find."""
    typed = query.instead or query.query
    return publications(rendered / urls.PUBLICATIONS, typed) if query.finds.kind == SOURCE else finder.find(typed)


def _found_as_typed(query: Query, known: set[str], finder: IndexReader) -> str:
    if query.instead is None:
        return ""
    missing = [word for word in query.instead.casefold().split() if len(word) > 2 and word not in known]
    if missing:
        return f"expected the site to have the words of `{query.instead}`, got no page with `{missing[0]}`"
    typed, _ = parted(query.query)
    has_words = all(any(word.startswith(one) for word in known) for one in typed.casefold().split())
    if has_words and finder.find(query.query):
        return f"expected a query that no page has, got pages for `{query.query}`: take `instead` out"
    return ""


def _misplaced(query: Query, found: list[str], rendered: Path) -> str:
    if query.finds.kind in REVIEWED and _is_left_out(urls.page_of(query.finds.kind, query.finds.id), rendered):
        return _LEFT_OUT.format(query.finds.kind, query.finds.id)
    typed = query.instead or query.query
    page = urls.url(urls.page_of(query.finds.kind, query.finds.id))
    place = found.index(page) + 1 if page in found else 0
    if 0 < place <= query.within:
        return ""
    top = f"; the first is {found[0]}" if found else ""
    got = f"it at place {place} of {len(found)}" if place else f"{len(found)} pages without it"
    hint = _UNPARTED_HINT if _UNPARTED.search(typed) else ""
    return f"expected {page} among the first {query.within} pages that `{typed}` finds, got {got}{top}{hint}"


def _is_left_out(page: str, rendered: Path) -> bool:
    """Whether the index leaves out the page of a record, as Markdown of `site_src/` or as HTML of a site."""
    written, built = rendered / page, rendered / urls.address(page) / "index.html"
    if written.is_file():
        return "\nfound:\n" not in written.read_text(encoding="utf-8").partition("\n---\n")[0]
    return built.is_file() and "data-pagefind-body" not in built.read_text(encoding="utf-8")


_LEFT_OUT: Final = (
    "expected a page that the search has, got the {} `{}`, a draft, which it leaves out:"
    " write `drafts_in_search: true` in library.yaml, or take the query out until the page is reviewed"
)
_UNPARTED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Letters of scripts that write no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_UNPARTED_HINT: Final = "; in this script the index finds only what a line or a phrase begins with"
