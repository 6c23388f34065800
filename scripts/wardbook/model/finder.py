"""Aids for finding a page: the finder's own facets, and queries that must lead somewhere."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from wardbook.model.base import Line, Record, Slug
from wardbook.model.links import RecordLink


class Presentation(Record):
    """A way in which patients present, as the finder offers it."""

    id: Slug
    """The id by which scenarios name it in `presentations`; it stands in the finder's addresses and never changes."""
    label: Line
    """The words that the finder shows, such as `No symptoms`."""


class Stage(Record):
    """A stage of care, such as the first visit or the follow-up."""

    id: Slug
    """The id by which scenarios name it as their `stage`; it stands in the finder's addresses and never changes."""
    label: Line
    """The words that readers see, such as `Initial staging`."""


OptionKind = Literal["imaging", "test", "treatment", "management"]
"""A kind of option. Only imaging has radiation and contrast; `management` is all else, such as a referral."""


class Modality(Record):
    """A way of imaging, testing, treating or managing, to which procedures belong."""

    id: Slug
    """The id by which procedures and protocols name it; it stands in the finder's addresses and never changes."""
    label: Line
    """The words that readers see, such as `Ultrasound` or `Anticoagulant`."""
    kind: OptionKind
    """The kind of its procedures: `imaging`, another `test`, a `treatment`, or `management`, as watchful waiting."""


class Finder(Record):
    """Words of the library by which readers find a scenario, in finder.yaml."""

    presentations: tuple[Presentation, ...] = ()
    """Ways in which patients present, in the order in which the finder shows them."""
    stages: tuple[Stage, ...] = ()
    """The stages of care, in their order."""
    modalities: tuple[Modality, ...] = ()
    """The modalities, in the order of lists."""


class QueryTarget(RecordLink):
    """A page that is to be found."""

    kind: Literal["scenario", "topic", "protocol", "procedure", "source", "page"]
    """The kind of record that it shows; `page` is a page about the library."""


class Query(Record):
    """A query that somebody types into the search, and the page that must come up."""

    query: Line
    """The words as they are typed; words in double quotes are a phrase."""
    finds: QueryTarget
    """The page that must be found."""
    within: Annotated[StrictInt, Field(ge=1, le=20)] = 3
    """Among how many results at the top it must stand."""
    instead: Line | None = None
    """For a query that no page has, as one with a typing error: what the search must look for instead."""


class Queries(Record):
    """The golden queries, in queries.yaml; a build fails when one of them loses its place."""

    queries: tuple[Query, ...]
    """The queries."""
