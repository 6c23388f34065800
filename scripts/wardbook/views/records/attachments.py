"""Attachments as a page lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.parts.attachment import Attachment
from wardbook.views.parts.dates import long_date

_KILOBYTE: Final = 1_000
_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class ShownAttachment:
    """A document with its size and its day."""

    title: str
    about: str
    """Its kind, size and day, as `PDF, 120 KB, 30 May 2026`."""
    url: str
    """The link to it."""


def shown_attachments(attachments: Iterable[Attachment], library: Library) -> tuple[ShownAttachment, ...]:
    """The attachments of a record."""
    return tuple(_shown(attachment, library) for attachment in attachments)


def _shown(attachment: Attachment, library: Library) -> ShownAttachment:
    document = library.documents[attachment.file]
    about = f"PDF, {size_in_words(document.size)}, {long_date(attachment.dated)}"
    return ShownAttachment(attachment.title, about, urls.file(document.path))


def size_in_words(size: int) -> str:
    """Bytes as people read them: `120 KB` or `1.4 MB`."""
    if size < _MEGABYTE - _KILOBYTE / 2:
        return f"{max(1, round(size / _KILOBYTE))} KB"
    return f"{size / _MEGABYTE:.1f} MB"
