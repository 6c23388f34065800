"""A picture file as it is published: of the kind that its name says, and nothing in it but the picture."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.read.media.drawing import cleaned_drawing
from wardbook.read.media.faults import FileFault
from wardbook.read.media.kinds import KIND_OF_SUFFIX, SVG, kind_of, suffix_of
from wardbook.read.media.raster import CLEANED, checked_raster


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
    content, (width, height) = cleaned_drawing(raw) if kind == SVG else checked_raster(kind, raw)
    return CleanPicture(content, width, height)


def cleaned_bytes(name: str, raw: bytes) -> bytes:
    """The picture in a file that was found to be without faults."""
    kind = KIND_OF_SUFFIX[suffix_of(name)]
    return cleaned_drawing(raw)[0] if kind == SVG else CLEANED[kind](raw)
