"""Routes: where a reader goes on from here, tagged by their kind."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import Line, ProtocolRef, Record, ScenarioRef, SourceRef, TopicRef


class ToScenario(Record):
    """On to a scenario."""

    kind: Literal["scenario"]
    """`scenario`."""
    id: ScenarioRef
    """Its id."""


class ToTopic(Record):
    """On to a topic's guide."""

    kind: Literal["topic"]
    """`topic`."""
    id: TopicRef
    """Its id."""


class ToProtocol(Record):
    """On to a protocol."""

    kind: Literal["protocol"]
    """`protocol`."""
    id: ProtocolRef
    """Its id."""


class ToSource(Record):
    """On to a publication outside this library."""

    kind: Literal["source"]
    """`source`."""
    id: SourceRef
    """Its id."""
    note: Line | None = None
    """Where in it to look."""


class ToConsult(Record):
    """On to a colleague."""

    kind: Literal["consult"]
    """`consult`."""
    service: Line
    """Whom to ask, such as `Pediatric oncology`."""


class NoPageYet(Record):
    """Nowhere yet; the page says so and the gap is counted."""

    kind: Literal["no-page-yet"]
    """`no-page-yet`."""
    note: Line | None = None
    """What is known of the gap."""


Exit = Annotated[ToScenario | ToTopic | ToSource | ToConsult | NoPageYet, Field(discriminator="kind")]
"""Where a patient who does not fit belongs."""

NextStep = Annotated[ToScenario | ToTopic | ToProtocol | ToSource | ToConsult | NoPageYet, Field(discriminator="kind")]
"""Where an outcome leads."""
