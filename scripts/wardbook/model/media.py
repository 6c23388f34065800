"""Files beside the records: pictures and documents, as pages know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wardbook.model.base import DocumentRef, PictureRef, Ref
from wardbook.urls import ATTACHMENTS, FIGURES


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaKind:
    """A kind of file that records name."""

    name: str
    folder: str
    """Its folder in `content/` and in the site."""
    form: str
    """The pattern of the files' names."""
    example: str
    """A name in short."""


def _kind(ref: type[Ref], folder: str, example: str) -> MediaKind:
    return MediaKind(name=ref.record_kind, folder=folder, form=ref.form, example=example)


PICTURE: Final = _kind(PictureRef, FIGURES, "NAME.png")
DOCUMENT: Final = _kind(DocumentRef, ATTACHMENTS, "NAME.pdf")
MEDIA: Final[Mapping[str, MediaKind]] = {kind.name: kind for kind in (PICTURE, DOCUMENT)}
"""The kinds of files by name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureFile:
    """A picture that can be shown."""

    path: str
    """Its path in the site, which has a digest of its content in it."""
    width: int
    height: int
    """Its size in pixels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentFile:
    """A PDF that can be read."""

    path: str
    """Its path in the site, which has a digest of its content in it."""
    size: int
    """Bytes."""
