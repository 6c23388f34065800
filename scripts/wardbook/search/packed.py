"""The files of an index as they are packed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any, Final

_MAGIC: Final = b"pagefind_dcd"
"""What every unpacked file begins with."""


def read_json(path: Path) -> Any:
    """What a file beside the packed ones holds. Raises OSError, and ValueError for a damaged file."""
    return json.loads(path.read_bytes())


def unpacked(path: Path) -> bytes:
    """What a file of an index holds. Raises OSError, also for a damaged file."""
    raw = path.read_bytes()
    return (raw if raw.startswith(_MAGIC) else gzip.decompress(raw)).removeprefix(_MAGIC)
