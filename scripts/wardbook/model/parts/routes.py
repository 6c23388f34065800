"""Routes: where a reader goes on from here, tagged by their kind."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import Line, Record
from wardbook.model.links import RecordLink


class ToGuide(RecordLink):
    """A route to a scenario or to a topic's guide."""

    kind: Literal["scenario", "topic"]
    """`scenario` or `topic`."""


class ToPage(RecordLink):
    """A route to a scenario, to a topic's guide or to a protocol."""

    kind: Literal["scenario", "topic", "protocol"]
    """`scenario`, `topic` or `protocol`."""


class ToSource(RecordLink):
    """A route to a publication outside this library."""

    kind: Literal["source"]
    """`source`."""
    note: Line | None = None
    """The place in it to read."""


class ToConsult(Record):
    """A route to a colleague."""

    kind: Literal["consult"]
    """`consult`."""
    service: Line
    """The service to ask, such as `Pediatric oncology`."""


class NoPageYet(Record):
    """Nowhere yet; the page says so and the gap is counted."""

    kind: Literal["no-page-yet"]
    """`no-page-yet`."""
    note: Line | None = None
    """A note on the gap."""


Exit = Annotated[ToGuide | ToSource | ToConsult | NoPageYet, Field(discriminator="kind")]
"""The route of a patient who does not fit."""

NextStep = Annotated[ToPage | ToSource | ToConsult | NoPageYet, Field(discriminator="kind")]
"""The route after an outcome."""
