"""Topics: the parent guides that gather scenarios."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wardbook.model.base import Line, Prose, Record, ScenarioRef, Slug, SourceRef
from wardbook.model.parts.attachment import Attachment
from wardbook.model.parts.eligibility import Variant
from wardbook.model.parts.review import Review
from wardbook.model.parts.routes import Exit
from wardbook.model.records.acknowledgement import Acknowledgement


class Stratifier(Record):
    """A criterion that tells the topic's scenarios apart."""

    label: Line
    """The criterion, such as `Age`."""
    text: Prose
    """How it changes the answer."""


class NotCovered(Record):
    """A question that the topic leaves out."""

    text: Prose
    """The question."""
    routes: Annotated[tuple[Exit, ...], Field(min_length=1)]
    """The routes for it."""


class ScenarioGroup(Record):
    """Scenarios under one heading of the guide."""

    title: Line
    """The heading."""
    scenarios: Annotated[tuple[ScenarioRef, ...], Field(min_length=1)]
    """Their ids, in the order to show them."""


class Topic(Record):
    """A parent guide."""

    id: Slug
    """The id, the same as the file's name and the page's address."""
    title: Line
    """The topic's title."""
    panels: Annotated[tuple[Line, ...], Field(min_length=1)]
    """The panels or specialties it belongs to; the first is the one it is listed under."""
    summary: Prose
    """The subject of the topic, in one or two sentences."""
    scope: Prose
    """The scope: the patients and questions that it covers."""
    stratifiers: tuple[Stratifier, ...] = ()
    """The features that tell its scenarios apart."""
    not_covered: tuple[NotCovered, ...] = ()
    """The questions that it leaves out, each with a route."""
    guideline_variants: tuple[Variant, ...] = ()
    """All variants of the guideline that the topic follows. The coverage page says for which there is no scenario, with
    the same label and source in its `variants`."""
    groups: Annotated[tuple[ScenarioGroup, ...], Field(min_length=1)]
    """Its scenarios under headings."""
    sources: tuple[SourceRef, ...] = ()
    """The guideline it follows and further reading."""
    attachments: tuple[Attachment, ...] = ()
    """PDF files for readers, such as an order form. The page lists them with their size and date."""
    acknowledged: tuple[Acknowledgement, ...] = ()
    """Contradictions that `wardbook check` reports and that are none, each with the reason."""
    review: Review
    """Who stands for it, since when and until when."""

    @property
    def scenarios(self) -> tuple[ScenarioRef, ...]:
        """The ids of all its scenarios, in the order of its groups."""
        return tuple(id for group in self.groups for id in group.scenarios)
