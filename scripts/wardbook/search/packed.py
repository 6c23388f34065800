"""The files of an index as they are packed."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Final

_MAGIC: Final = b"pagefind_dcd"
"""What every unpacked file begins with."""


def unpacked(path: Path) -> bytes:
    """What a file of an index holds. Raises OSError, also for a damaged file."""
    raw = path.read_bytes()
    return (raw if raw.startswith(_MAGIC) else gzip.decompress(raw)).removeprefix(_MAGIC)
