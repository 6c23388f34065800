"""Pictures made of pixels: decoded before and after they are cleaned, so that no pixel can change unseen."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Final

from wardbook.read.media.faults import FileFault, Malformed
from wardbook.read.media.jpeg import cleaned_jpeg
from wardbook.read.media.kinds import JPEG, PNG, WEBP
from wardbook.read.media.png import cleaned_png, is_animated_png
from wardbook.read.media.webp import cleaned_webp, is_animated_webp

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MOST_PIXELS: Final = 4_000
"""Pixels of a side: more than any screen shows, and few enough to be decoded in little memory."""

CLEANED: Final[Mapping[str, Callable[[bytes], bytes]]] = {PNG: cleaned_png, JPEG: cleaned_jpeg, WEBP: cleaned_webp}
"""The function that cleans a picture, by its kind. Raises Malformed."""
_ANIMATED: Final[Mapping[str, Callable[[bytes], bool]]] = {PNG: is_animated_png, WEBP: is_animated_webp}
_ORIENTATION: Final = 274
"""The number of the note that says how a picture is to be turned."""
_UPRIGHT: Final = (0, 1)
_INKS: Final = "CMYK"


def checked_raster(kind: str, raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """A picture without anything but its pixels, and its width and height. Raises FileFault."""
    try:
        # Pillow warns of notes that it cannot read; they are taken out.
        with warnings.catch_warnings(action="ignore"):
            return _cleaned(kind, raw)
    except FileFault:
        raise
    except Exception as error:  # Pillow and its decoders raise whatever comes, as IndexError and SyntaxError
        raise FileFault(
            f"expected a whole {kind} picture, got one that breaks off or is damaged: open it in a picture program"
            " and save it anew, or fetch it again"
        ) from error


def _cleaned(kind: str, raw: bytes) -> tuple[bytes, tuple[int, int]]:
    size = _size(kind, raw)
    cleaned = CLEANED[kind](raw)
    if _pixels(kind, raw) != _pixels(kind, cleaned):
        raise Malformed
    return cleaned, size


def _size(kind: str, raw: bytes) -> tuple[int, int]:
    """The width and the height of a picture that a page can show. Raises FileFault."""
    picture = _opened(kind, raw)
    if fault := _fault(kind, raw, picture):
        raise FileFault(fault)
    return picture.size


def _fault(kind: str, raw: bytes, picture: ImageFile) -> str:
    if max(picture.size) > MOST_PIXELS:
        width, height = picture.size
        return (
            f"expected at most {MOST_PIXELS:,} pixels on each side, got {width:,} by {height:,}:"
            " cut out what matters, or make it smaller"
        )
    if kind in _ANIMATED and _ANIMATED[kind](raw):
        return "expected a picture that stands still, got an animation: take one picture of it"
    if picture.mode == _INKS:
        return "expected colors for screens (RGB), got colors for a press (CMYK): save it as RGB"
    if picture.getexif().get(_ORIENTATION, 1) not in _UPRIGHT:
        # To take the note out would turn or mirror the picture, and left and right matter.
        return (
            "expected a picture that stands upright, got one that only a note of the camera turns or mirrors:"
            " open it in a picture program, turn it, and save it without the note"
        )
    return ""


def _opened(kind: str, raw: bytes) -> ImageFile:
    """A picture of a kind, not decoded yet; no other decoder is tried."""
    from PIL.JpegImagePlugin import JpegImageFile  # takes time to load, and few runs see a new picture
    from PIL.PngImagePlugin import PngImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    of_kind: Mapping[str, type[ImageFile]] = {PNG: PngImageFile, JPEG: JpegImageFile, WEBP: WebPImageFile}
    return of_kind[kind](BytesIO(raw))


def _pixels(kind: str, raw: bytes) -> bytes:
    """A digest of the pixels, as two decoded pictures would take twice the memory."""
    return sha256(_opened(kind, raw).convert("RGBA").tobytes()).digest()
