"""What helps to find a page: the finder's own facets, and queries that must lead somewhere."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from wardbook.model.base import (
    Line,
    PageRef,
    ProcedureRef,
    ProtocolRef,
    Record,
    ScenarioRef,
    Slug,
    TopicRef,
)


class Presentation(Record):
    """A way in which patients present, as the finder offers it."""

    id: Slug
    """The id by which scenarios name it in `presentations`; it stands in the finder's addresses and never changes."""
    label: Line
    """The words that the finder shows, such as `No symptoms`."""


class Finder(Record):
    """The facets of the finder that are not scales, in finder.yaml."""

    presentations: tuple[Presentation, ...]
    """Ways in which patients present, in the order in which the finder shows them."""


class FindsScenario(Record):
    """A scenario is to be found."""

    kind: Literal["scenario"]
    """`scenario`."""
    id: ScenarioRef
    """Its id."""


class FindsTopic(Record):
    """A topic is to be found."""

    kind: Literal["topic"]
    """`topic`."""
    id: TopicRef
    """Its id."""


class FindsProtocol(Record):
    """A protocol is to be found."""

    kind: Literal["protocol"]
    """`protocol`."""
    id: ProtocolRef
    """Its id."""


class FindsProcedure(Record):
    """A procedure is to be found."""

    kind: Literal["procedure"]
    """`procedure`."""
    id: ProcedureRef
    """Its id."""


class FindsPage(Record):
    """A page about the library is to be found."""

    kind: Literal["page"]
    """`page`."""
    id: PageRef
    """Its id."""


Found = Annotated[
    FindsScenario | FindsTopic | FindsProtocol | FindsProcedure | FindsPage,
    Field(discriminator="kind"),
]


class Query(Record):
    """What somebody types into the search, and the page that must come up."""

    query: Line
    """The words as they are typed; words in double quotes are a phrase."""
    finds: Found
    """The page that must be found."""
    within: Annotated[StrictInt, Field(ge=1, le=20)] = 3
    """Among how many results at the top it must stand."""
    instead: Line | None = None
    """For a query with a typing error: the word or words that the search must offer instead; `query` finds nothing."""


class Queries(Record):
    """The golden queries, in queries.yaml; a build fails when one of them loses its place."""

    queries: tuple[Query, ...]
    """The queries."""
