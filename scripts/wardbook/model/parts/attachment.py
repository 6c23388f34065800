"""Attachments: documents that readers can open beside a page."""

from __future__ import annotations

from wardbook.model.base import Date, DocumentRef, Line, Record


class Attachment(Record):
    """A PDF that belongs to the record, such as an order form."""

    title: Line
    """Its name for readers."""
    file: DocumentRef
    """Its file in content/attachments/, such as `order-form.pdf`."""
    dated: Date
    """The day that the document is of."""
