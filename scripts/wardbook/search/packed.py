"""Packed files of an index."""

from __future__ import annotations

import gzip
import json
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from wardbook.problems import BuildFault

ORDER_FILE: Final = "order.json"
"""A file beside the packed ones: the pages by the index's names for them, in the order of the index."""
_MAGIC: Final = b"pagefind_dcd"
"""The first bytes of every unpacked file."""


def read_json(path: Path) -> Any:
    """The value in a file beside the packed ones. Raises OSError, and ValueError for a damaged file."""
    return json.loads(path.read_bytes())


def unpacked(path: Path) -> bytes:
    """The content of a packed file. Raises OSError, and BuildFault for a file that is not whole."""
    raw = path.read_bytes()
    with suppress(gzip.BadGzipFile, EOFError, zlib.error):
        content = raw if raw.startswith(_MAGIC) else gzip.decompress(raw)
        if content.startswith(_MAGIC):
            return content.removeprefix(_MAGIC)
    raise BuildFault(f"The search index is not whole: `{path.name}` is damaged. Build again.")
