"""Media types of the files of a site; some servers do not know all of them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Final

CHARSET: Final = "utf-8"
"""The encoding of all text."""
BINARY: Final = "application/octet-stream"
"""The type of files that only the search reads, and of a file without a suffix."""

TYPES: Final[Mapping[str, str]] = {
    "css": "text/css",
    "gif": "image/gif",
    "htm": "text/html",
    "html": "text/html",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "mjs": "text/javascript",
    "pagefind": BINARY,
    "pdf": "application/pdf",
    "pf_filter": BINARY,
    "pf_fragment": BINARY,
    "pf_index": BINARY,
    "pf_meta": BINARY,
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""The types, by suffix."""

BY_TYPE: Final = tuple(
    (type, tuple(suffixes)) for type, suffixes in groupby(sorted(TYPES, key=TYPES.__getitem__), TYPES.__getitem__)
)
"""Every type with its suffixes."""

PACKED: Final = tuple(
    sorted({type for type in TYPES.values() if type.startswith("text/") or type.endswith(("json", "xml"))})
)
"""Types that are worth compressing."""


def suffix(path: str) -> str:
    """The suffix of a file, without its dot; empty if it has none."""
    return path.rpartition("/")[2].rpartition(".")[2] if "." in path.rpartition("/")[2] else ""
