"""JPEG without anything but the picture. The compressed picture stays as it is, so that no pixel changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wardbook.read.media.faults import Malformed

_START: Final = b"\xff\xd8"
_END: Final = b"\xff\xd9"
_SCAN: Final = 0xDA
_JFIF: Final = 0xE0
_PROFILE: Final = 0xE2
_ADOBE: Final = 0xEE
_TABLES: Final = frozenset({0xC4, 0xDB, 0xDD})
"""Huffman tables, quantization tables, and how often a scan starts anew."""
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Frames that every browser shows; there are others, of ten kinds."""
_NOTES: Final = frozenset({*range(0xE0, 0xF0), 0xFE})
"""Segments of programs, and comments."""
_NEXT_MARKER: Final = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
"""The end of a scan: a marker that neither stands for a byte nor for a new start."""
_JFIF_HEADER: Final = b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
"""The header without a preview, which may show what was cut away from the picture."""


def cleaned_jpeg(raw: bytes) -> bytes:
    """The bytes without notes of cameras and programs, comments, previews, and what stands after the picture.

    Raises Malformed.
    """
    return b"".join((_START, *_kept(raw), _END))


def _kept(raw: bytes) -> Iterator[bytes]:
    for marker, segment in _segments(raw):
        if marker == _JFIF and segment[4:9] == b"JFIF\0":
            yield _JFIF_HEADER
        elif marker not in _NOTES or _tells_colors(marker, segment):
            yield segment


def _tells_colors(marker: int, segment: bytes) -> bool:
    """Whether a viewer needs a note to show the same colors."""
    profile = marker == _PROFILE and segment[4:16] == b"ICC_PROFILE\0"
    return profile or (marker == _ADOBE and segment[4:9] == b"Adobe")


def _segments(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments between the start and the end of the picture, by marker; a scan is part of its segment."""
    place = len(_START)
    while not raw.startswith(_END, place):
        while raw.startswith(b"\xff\xff", place):
            place += 1
        if raw[place : place + 1] != b"\xff" or place + 4 > len(raw):
            raise Malformed
        marker = raw[place + 1]
        if marker not in _TABLES | _FRAMES | _NOTES and marker != _SCAN:
            raise Malformed
        end = place + 2 + int.from_bytes(raw[place + 2 : place + 4])
        if marker == _SCAN:
            found = _NEXT_MARKER.search(raw, end)
            end = found.end() - 2 if found else len(raw)
        if end > len(raw):
            raise Malformed
        yield marker, raw[place:end]
        place = end
