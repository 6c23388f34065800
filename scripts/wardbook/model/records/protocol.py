"""Protocols: how a study is done and read here, or how a test or a treatment is carried out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wardbook.model.base import Line, Prose, Record, Rich, Slug, SourceRef, Standing
from wardbook.model.named import ModalityRef
from wardbook.model.parts.attachment import Attachment
from wardbook.model.parts.review import Review
from wardbook.model.records.acknowledgement import Acknowledgement


class Acquisition(Record):
    """One image or sweep, in the order they are made."""

    target: Line
    """The structure that is imaged."""
    plane: Line | None = None
    """The plane or projection."""
    capture: Line | None = None
    """Still, sweep, cine, or what is stored."""
    purpose: Rich
    """The purpose."""
    condition: Line | None = None
    """When it is needed, if not always."""


class Parameter(Record):
    """A technical parameter."""

    name: Line
    """The parameter."""
    value: Line
    """Its value or range, as text."""
    unit: Line | None = None
    """The unit."""
    population: Line | None = None
    """For whom, if not for all."""
    note: Rich | None = None
    """Conditions and citations."""
    standing: Standing | None = None
    """How well it stands."""


class Measurement(Record):
    """A measurement to make. Nothing is computed here; the formula is shown."""

    name: Line
    """The measurement."""
    method: Rich
    """How it is taken."""
    formula: Line | None = None
    """The formula, as text."""
    reference: Line | None = None
    """The reference range with its unit; leave it out where no source gives one."""
    population: Line | None = None
    """For whom the reference range holds."""
    standing: Standing | None = None
    """How well it stands."""


class ReadingQuestion(Record):
    """A question to answer while reading the images."""

    question: Line
    """The question."""
    text: Prose
    """The findings to look for, with thresholds and citations."""


class ReportField(Record):
    """A field of the report."""

    label: Line
    """The field."""
    text: Line | None = None
    """The content of the field."""


class ProtocolPitfall(Record):
    """A mistake to avoid."""

    title: Line
    """The mistake in a few words."""
    text: Prose
    """Why it is one and what to do instead."""


class Protocol(Record):
    """A protocol."""

    id: Slug
    """The id, the same as the file's name and the page's address."""
    title: Line
    """The protocol's title."""
    modality: ModalityRef
    """The modality's id in finder.yaml."""
    regions: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Body regions."""
    example: Line | None = None
    """A label such as `Example: adapt locally`, shown at the top."""
    summary: Prose
    """The purpose of the protocol."""
    indications: Annotated[tuple[Rich, ...], Field(min_length=1)]
    """When it is done."""
    contraindications: tuple[Rich, ...] = ()
    """When it is not done."""
    preparation: tuple[Rich, ...] = ()
    """The preparation of the patient and the room."""
    position: tuple[Rich, ...] = ()
    """How the patient lies or stands."""
    equipment: tuple[Rich, ...] = ()
    """Transducer, detector, aids."""
    parameters: tuple[Parameter, ...] = ()
    """Technical parameters."""
    acquisitions: tuple[Acquisition, ...] = ()
    """The images, in order; needed where the modality is imaging."""
    contrast: Prose | None = None
    """Contrast medium."""
    doppler: tuple[Rich, ...] = ()
    """Doppler settings and technique."""
    measurements: tuple[Measurement, ...] = ()
    """The measurements."""
    reading: tuple[ReadingQuestion, ...] = ()
    """How to read it."""
    report: tuple[ReportField, ...] = ()
    """The fields of the report."""
    pitfalls: tuple[ProtocolPitfall, ...] = ()
    """Mistakes to avoid."""
    sources: tuple[SourceRef, ...] = ()
    """Further reading beyond what the text cites."""
    attachments: tuple[Attachment, ...] = ()
    """PDF files for readers, such as an order form. The page lists them with their size and date."""
    acknowledged: tuple[Acknowledgement, ...] = ()
    """Contradictions that `wardbook check` reports and that are none, each with the reason."""
    review: Review
    """Who stands for it, since when and until when."""
