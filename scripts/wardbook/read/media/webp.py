"""WebP without anything but the picture. The compressed picture stays as it is, so that no pixel changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardbook.read.media.faults import Malformed

_HEADER: Final = 12
_KEPT: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
"""The picture, its transparency and its colors."""
_EXTENDED: Final = b"VP8X"
_ANIMATION: Final = b"ANIM"
_NOTES: Final = 0x08 | 0x04
"""The flags that announce notes of cameras and programs."""


def cleaned_webp(raw: bytes) -> bytes:
    """The bytes without notes of cameras and programs, and what stands after the picture. Raises Malformed."""
    chunks = (_without_flags(name, chunk) for name, chunk in _chunks(raw) if name in _KEPT)
    content = b"WEBP" + b"".join(chunks)
    return b"RIFF" + len(content).to_bytes(4, "little") + content


def is_animated_webp(raw: bytes) -> bool:
    """Whether it has several pictures. Raises Malformed."""
    return any(name == _ANIMATION for name, _ in _chunks(raw))


def _without_flags(name: bytes, chunk: bytes) -> bytes:
    return chunk[:8] + bytes([chunk[8] & ~_NOTES]) + chunk[9:] if name == _EXTENDED else chunk


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks by name, each with the byte that makes its length even."""
    end = 8 + int.from_bytes(raw[4:8], "little")
    if end > len(raw):
        raise Malformed
    place = _HEADER
    while place < end:
        size = int.from_bytes(raw[place + 4 : place + 8], "little")
        following = place + 8 + size + size % 2
        if following > end or (size == 0 and raw.startswith(_EXTENDED, place)):
            raise Malformed
        yield raw[place : place + 4], raw[place:following]
        place = following
