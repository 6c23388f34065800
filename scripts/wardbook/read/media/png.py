"""PNG without anything but the picture: what is kept is what a viewer needs to show the same colors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from zlib import crc32

from wardbook.read.media.faults import Malformed

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PIXELS: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_COLORS: Final = frozenset({b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"cICP"})
_ANIMATION: Final = b"acTL"


def cleaned_png(raw: bytes) -> bytes:
    """The bytes without texts, times, notes of cameras, and what stands after the picture. Raises Malformed."""
    kept = (chunk for name, chunk in _chunks(raw) if name in _PIXELS | _COLORS)
    return _SIGNATURE + b"".join(kept)


def is_animated_png(raw: bytes) -> bool:
    """Whether it has several pictures. Raises Malformed."""
    return any(name == _ANIMATION for name, _ in _chunks(raw))


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the end of the picture, by name."""
    place, name = len(_SIGNATURE), b""
    while name != b"IEND":
        name = raw[place + 4 : place + 8]
        end = place + 12 + int.from_bytes(raw[place : place + 4])
        checked = raw[place + 4 : end - 4]
        if end > len(raw) or int.from_bytes(raw[end - 4 : end]) != crc32(checked):
            raise Malformed
        if name[:1].isupper() and name not in _PIXELS:
            raise Malformed  # a chunk without which a viewer cannot show the picture, and that none knows
        yield name, raw[place:end]
        place = end
