"""Rules about protocols."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.model.finder import Finder
from wardbook.model.records.protocol import Protocol
from wardbook.problems import Problem
from wardbook.read.content import Content


def imaging_protocols_have_images(content: Content) -> Iterator[Problem]:
    """A protocol whose modality is imaging lists the images that are made."""
    finder = content.one(Finder)
    imaging = {modality.id for modality in finder.record.modalities if modality.kind == "imaging"} if finder else set()
    for protocol in content.of(Protocol):
        if protocol.record.modality in imaging and not protocol.record.acquisitions:
            yield protocol.problem(
                ("acquisitions",),
                f"expected the images that are made, because `{protocol.record.modality}` is imaging, got none:"
                " add `acquisitions:`, or mend the modality",
            )
