"""A cache of what follows from the program alone. It stands beside the modules that Python keeps compiled.

Whoever may write there may change the program as well, so what is read is trusted as the program is.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

from wardbook.system.digests import digest, program_digest
from wardbook.system.files import content_of, write_into
from wardbook.system.packaged import PACKAGE

_FOLDER: Final = PACKAGE / "__pycache__"
_DIGEST_BYTES: Final = len(digest())


def cached(name: str) -> bytes:
    """The bytes that this version of the program has kept under a name; none where they are not there or not whole."""
    raw = content_of(_FOLDER / name)
    content = raw[_DIGEST_BYTES:]
    return content if raw[:_DIGEST_BYTES] == _digest(content) else b""


def keep(name: str, content: bytes) -> None:
    """Keep bytes for later processes, where Python may keep compiled modules; elsewhere do nothing."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError):
        write_into(_FOLDER, name, _digest(content) + content)


def _digest(content: bytes) -> bytes:
    """A digest of some bytes with the program, its dependencies and the kind of Python that runs it."""
    return digest(program_digest(), str(sys.implementation.cache_tag), content)
