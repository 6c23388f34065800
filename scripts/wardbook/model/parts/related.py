"""Related pages and publications, tagged by their kind."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import Line, ProtocolRef, Record, ScenarioRef, SourceRef, TopicRef


class RelatedScenario(Record):
    """A related scenario of this library."""

    kind: Literal["scenario"]
    """`scenario`."""
    id: ScenarioRef
    """Its id."""
    note: Line | None = None
    """What it adds."""


class RelatedTopic(Record):
    """A related topic of this library."""

    kind: Literal["topic"]
    """`topic`."""
    id: TopicRef
    """Its id."""
    note: Line | None = None
    """What it adds."""


class RelatedProtocol(Record):
    """A protocol of this library."""

    kind: Literal["protocol"]
    """`protocol`."""
    id: ProtocolRef
    """Its id."""
    note: Line | None = None
    """What it adds."""


class RelatedSource(Record):
    """A publication or tool outside this library."""

    kind: Literal["source"]
    """`source`."""
    id: SourceRef
    """Its id."""
    note: Line | None = None
    """What it adds."""


Related = Annotated[RelatedScenario | RelatedTopic | RelatedProtocol | RelatedSource, Field(discriminator="kind")]
