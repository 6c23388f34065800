"""Pictures and documents as they are published, each under a name that has a digest of its content in it."""

from __future__ import annotations

from hashlib import sha256

from wardbook.model.media import PICTURE, DocumentFile, MediaKind, PictureFile
from wardbook.read.media.kinds import KIND_OF_SUFFIX, PDF, suffix_of
from wardbook.read.media.pdf import check_pdf
from wardbook.read.media.picture import clean_picture, cleaned_bytes
from wardbook.urls import media_of


def media_file(kind: MediaKind, name: str, raw: bytes) -> PictureFile | DocumentFile:
    """A file of `content/` as pages know it. Raises FileFault."""
    if kind is PICTURE:
        picture = clean_picture(name, raw)
        return PictureFile(path=_path(kind, name, picture.content), width=picture.width, height=picture.height)
    check_pdf(raw)
    return DocumentFile(path=_path(kind, name, raw), size=len(raw))


def published_bytes(name: str, raw: bytes) -> bytes:
    """The bytes as which a file is published that was found to be without faults; its name tells the kind."""
    return raw if KIND_OF_SUFFIX[suffix_of(name)] == PDF else cleaned_bytes(name, raw)


def _path(kind: MediaKind, name: str, content: bytes) -> str:
    return media_of(kind.folder, name, sha256(content).hexdigest())
