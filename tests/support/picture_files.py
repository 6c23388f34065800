"""Picture files as cameras and programs write them, made in memory."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

SECRET = "Bruno Bear, born 1 May"
"""Words that no published file may have."""
ORIENTATION = 274
MAKER = 271


def pixels(width: int = 24, height: int = 16, mode: str = "RGB") -> Image.Image:
    """A picture of which no two rows are alike."""
    picture = Image.new("RGBA", (width, height))
    places = ((x, y) for y in range(height) for x in range(width))
    picture.putdata([(x * 9 % 256, y * 15 % 256, x * y % 256, 90 + x * 5 % 160) for x, y in places])
    return picture.convert(mode)


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """A picture as a file of a kind, with what the options ask for."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def notes(orientation: int = 1) -> Image.Exif:
    """The notes of a camera."""
    exif = Image.Exif()
    exif[MAKER] = SECRET
    exif[ORIENTATION] = orientation
    return exif


def png_texts() -> PngInfo:
    """The notes of a program in a PNG, plain, packed, and as XMP."""
    info = PngInfo()
    info.add_text("Author", SECRET)
    info.add_text("Comment", SECRET * 40, zip=False)
    info.add_itxt("XML:com.adobe.xmp", SECRET)
    return info


def decoded(raw: bytes) -> tuple[bytes, Any]:
    """The pixels of a file and what colors they mean."""
    picture = Image.open(io.BytesIO(raw))
    colors = {name: picture.info.get(name) for name in ("icc_profile", "gamma", "srgb", "chromaticity", "transparency")}
    return picture.convert("RGBA").tobytes(), colors
