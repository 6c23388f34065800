"""Kinds of files, known by the bytes that they begin with and not by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PNG: Final = "PNG"
JPEG: Final = "JPEG"
WEBP: Final = "WebP"
SVG: Final = "SVG"
PDF: Final = "PDF"

KIND_OF_SUFFIX: Final[Mapping[str, str]] = {"png": PNG, "jpg": JPEG, "jpeg": JPEG, "webp": WEBP, "svg": SVG, "pdf": PDF}
"""The kind of file that an ending promises."""

_BEGINNINGS: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"\xff\xd8\xff", JPEG),
    (8, b"WEBP", WEBP),
    (0, b"%PDF-", PDF),
    (0, b"GIF8", "GIF"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"BM", "BMP"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (128, b"DICM", "DICOM"),
    (0, b"PK\x03\x04", "a ZIP archive or an Office document"),
    (0, b"\xd0\xcf\x11\xe0", "an old Office document"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"version https://git-lfs", "a pointer of Git LFS, without the file itself"),
)
"""Places in a file, the bytes that stand there, and the kind that they tell."""

_BLANK: Final = b" \t\r\n"
_LOOKED_AT: Final = 4096
"""The element of a drawing may come after a comment, but not long after."""


def kind_of(raw: bytes) -> str:
    """The kind of a file by its content, in words."""
    if not raw:
        return "an empty file"
    for start, beginning, kind in _BEGINNINGS:
        if raw.startswith(beginning, start):
            return kind
    opening = raw[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)
    if opening.startswith(b"<"):
        return SVG if b"<svg" in opening else "another kind of markup"
    return "a file of another kind"


def suffix_of(name: str) -> str:
    """The ending of a file's name, without its dot."""
    return name.rpartition(".")[2]
