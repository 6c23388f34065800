"""The search index of a whole site from the entries of its pages, which are found page by page.

The builder's search plugin writes an index of the pages that it has built. Its entries are kept
with each page, and the index of all pages is put together from them, in the builder's own order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from wardbook.addresses import address

INDEX: Final = "search/search_index.json"


def entries_by_page(index: bytes, pages: Iterable[str]) -> dict[str, bytes]:
    """For each page of a part, by its path in `site_src/`, its entries as JSON without the brackets."""
    by_address: dict[str, list[Any]] = {}
    for entry in json.loads(index)["docs"]:
        by_address.setdefault(entry["location"].partition("#")[0].strip("/."), []).append(entry)
    return {page: b",".join(_json(entry) for entry in by_address.get(address(page), [])) for page in pages}


def merged(index: bytes, entries: Iterable[bytes]) -> bytes:
    """The index of the whole site: the settings of a part's index, and the entries of all pages in their order."""
    settings = _json(json.loads(index)["config"])
    return b'{"config":%b,"docs":[%b]}' % (settings, b",".join(filter(None, entries)))


def order(page: str) -> tuple[tuple[int, str], ...]:
    """By this the builder orders pages: a folder's index, its other pages, then the folders in it."""
    *folders, name = page.split("/")
    return (*((2, folder) for folder in folders), (0 if name == "index.md" else 1, name))


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
