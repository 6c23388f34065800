"""A picture file as it is published: of the kind that its name says, not too large, nothing in it but the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardbook.read.media.drawing import cleaned_drawing
from wardbook.read.media.faults import FileFault
from wardbook.read.media.kinds import KIND_OF_SUFFIX, SVG, kind_of, suffix_of
from wardbook.read.media.raster import cleaned_raster

MOST_BYTES: Final = 1_000_000
"""Bytes of a picture: a phone in a basement loads that in a few seconds."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture, and its size in pixels."""

    content: bytes
    width: int
    height: int


def clean_picture(name: str, raw: bytes) -> CleanPicture:
    """The picture in a file of that name. Raises FileFault."""
    promised, kind = KIND_OF_SUFFIX[suffix_of(name)], kind_of(raw)
    if promised != kind:
        raise FileFault(
            f"expected {promised}, as the file's name says, got {kind}: save it as {promised} in a picture program"
        )
    if len(raw) > MOST_BYTES:
        raise FileFault(
            f"expected at most {MOST_BYTES:,} bytes, got {len(raw):,}: make the picture smaller, or save a photo as"
            " JPEG or WebP"
        )
    content, (width, height) = cleaned_drawing(raw) if kind == SVG else cleaned_raster(kind, raw)
    return CleanPicture(content, width, height)
