"""Procedures: the imaging studies that scenarios rate."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import BandRef, Line, Prose, ProtocolRef, Record, Slug, SourceRef, Standing
from wardbook.model.parts.attachment import Attachment
from wardbook.model.scales import MilliSievert

Modality = Literal[
    "ultrasound",
    "radiography",
    "fluoroscopy",
    "ct",
    "mri",
    "nuclear-medicine",
    "pet-ct",
    "angiography",
    "intervention",
]

Contrast = Literal["none", "with", "without", "without-and-with", "optional"]


class PrintedRange(Record):
    """A range of effective dose as a source prints it; without `low` it reads "<high"."""

    low: MilliSievert | None = None
    """Lower end in mSv; leave it out for "less than"."""
    high: MilliSievert
    """Upper end in mSv; 0 means none."""


class KnownLevel(Record):
    """A radiation level as a band of the scale."""

    kind: Literal["band"]
    """`band`."""
    band: BandRef
    """The band's id in scales.yaml."""
    printed: PrintedRange | None = None
    """The dose that the source prints beside the level; it is held against the band, so that populations do not mix."""
    standing: Standing | None = None
    """`to-be-verified` where the level has not been seen in a source."""


class VariableLevel(Record):
    """A radiation level that depends on how the study is done."""

    kind: Literal["varies"]
    """`varies`."""


class NoLevel(Record):
    """The source has the procedure and gives no level for it."""

    kind: Literal["not-given"]
    """`not-given`."""


Level = Annotated[KnownLevel | VariableLevel | NoLevel, Field(discriminator="kind")]


class Procedure(Record):
    """A study as the guideline names it, with its radiation."""

    id: Slug
    """The id by which scenarios name it, the same as the file's name."""
    label: Line
    """The exact label in the guideline, such as `CT abdomen and pelvis with IV contrast`."""
    modality: Modality
    """The imaging modality."""
    regions: tuple[Line, ...] = ()
    """Body regions that it shows."""
    contrast: Contrast = "none"
    """Intravenous contrast: `none` where it does not apply, as for a plain radiograph; `without` where the
    study could be done with it and is done without."""
    adult: Level | None = None
    """Radiation level for an adult. Leave it out where nobody has looked it up: the page says `not yet entered`."""
    child: Level | None = None
    """Radiation level for a child, in the same way. It is never taken from the adult's."""
    radiation_source: SourceRef | None = None
    """The source of the levels."""
    protocol: ProtocolRef | None = None
    """The protocol that says how it is done here."""
    about: Prose
    """The procedure in a sentence or two."""
    attachments: tuple[Attachment, ...] = ()
    """PDF files for readers, such as an order form. The page lists them with their size and date."""
