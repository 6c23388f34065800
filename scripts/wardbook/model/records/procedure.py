"""Procedures: the options that scenarios rate, such as studies, tests and treatments."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import Line, Prose, ProtocolRef, Record, Slug, SourceRef, Standing
from wardbook.model.named import BandRef, ModalityRef
from wardbook.model.parts.attachment import Attachment
from wardbook.model.records.acknowledgement import Acknowledgement
from wardbook.model.scales import MilliSievert, Whose

Contrast = Literal["none", "with", "without", "without-and-with", "optional"]


class PrintedRange(Record):
    """A range of effective dose as a source prints it; without `low` it reads "<high", without `high` ">low"."""

    low: MilliSievert | None = None
    """Lower end in mSv; leave it out for "less than"."""
    high: MilliSievert | None = None
    """Upper end in mSv; 0 means none. Leave it out for "more than"."""


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
    """An option as the guideline names it: a study with its radiation, a test, a treatment, a referral, or waiting."""

    id: Slug
    """The id by which scenarios name it, the same as the file's name."""
    label: Line
    """The exact label in the guideline, such as `CT abdomen and pelvis with IV contrast`."""
    modality: ModalityRef
    """The modality's id in finder.yaml, which says whether this is imaging, a test, a treatment or management."""
    regions: tuple[Line, ...] = ()
    """Body regions that it shows or treats."""
    contrast: Contrast = "none"
    """Intravenous contrast: `none` where it does not apply, as for a plain radiograph; `without` where the
    study could be done with it and is done without. Only imaging has it."""
    adult: Level | None = None
    """Radiation level for an adult. Leave it out where nobody has looked it up: the page says `not yet entered`."""
    child: Level | None = None
    """Radiation level for a child, in the same way. It is never taken from the adult's."""
    any_age: Level | None = None
    """Radiation level in place of the other two, where the band has one dose for any age."""
    radiation_source: SourceRef | None = None
    """The source of the levels."""
    protocol: ProtocolRef | None = None
    """The protocol that says how it is done here."""
    about: Prose
    """The procedure in a sentence or two."""
    attachments: tuple[Attachment, ...] = ()
    """PDF files for readers, such as an order form. The page lists them with their size and date."""
    acknowledged: tuple[Acknowledgement, ...] = ()
    """Contradictions that `wardbook check` reports and that are none, each with the reason."""

    def level(self, whose: Whose) -> Level | None:
        """The radiation level for some patients; one for any age is everybody's."""
        found: Level | None = getattr(self, whose)
        return found or self.any_age
