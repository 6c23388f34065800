"""An emergency: the services to call, and how soon."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wardbook.model.base import Line, Record


class Emergency(Record):
    """A patient or a result that cannot wait. It stands at the top of its list."""

    time: Line
    """How soon to call, such as `At once` or `Before any sedation`."""
    services: Annotated[tuple[Line, ...], Field(min_length=1)]
    """The services to call, such as `Pediatric anesthesia`; the first to call comes first."""
