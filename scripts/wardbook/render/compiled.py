"""Compiled templates, which one process can hand to another of the same program."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """The compiled templates of environments with the same settings, by path. An edited template is compiled anew."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType | None]] = {}
        self.are_saved = True
        """Whether nothing was compiled since the last time that `dumped` was called."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The key of a template: its path."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code if its source is the same still."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._codes[bucket.key] = bucket.checksum, bucket.code
        self.are_saved = False

    def dumped(self, folders: Iterable[Path]) -> bytes:
        """The code of all templates below some folders, for `load`."""
        prefixes = tuple(f"{folder}/" for folder in folders)
        self.are_saved = True
        return marshal.dumps({path: code for path, code in self._codes.items() if path.startswith(prefixes)})

    def load(self, raw: bytes) -> None:
        """Add what `dumped` gave in another process of the same program, if anything."""
        if raw:
            self._codes = marshal.loads(raw) | self._codes  # noqa: S302 - trusted as the program is
