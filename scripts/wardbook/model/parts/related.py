"""Related pages and publications, tagged by their kind."""

from __future__ import annotations

from typing import Literal

from wardbook.model.base import Line
from wardbook.model.links import RecordLink


class Related(RecordLink):
    """A related page of this library, or a publication or tool outside it."""

    kind: Literal["scenario", "topic", "protocol", "source"]
    """`scenario`, `topic` or `protocol` of this library, or `source` for what is outside it."""
    note: Line | None = None
    """The reason to read it."""
