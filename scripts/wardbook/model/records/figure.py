"""Figures: pictures with their words, which the texts of other records place."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import Field, StrictBool

from wardbook.model.base import Line, PictureRef, Prose, Record, Slug
from wardbook.model.records.table import Sentence

LONGEST_ALTERNATIVE: Final = 300
"""Characters of an alternative text; a screen reader cannot stop in it and go on."""


class Figure(Record):
    """A figure. A text of another record places it by a paragraph of its own: `[figure: its-id]`."""

    id: Slug
    """The id, the same as the file's name; texts place the figure by it."""
    file: PictureRef
    """Its picture in content/figures/, such as `its-id.png`: .png, .jpg, .webp or .svg."""
    alternative_text: Annotated[Line, Field(max_length=LONGEST_ALTERNATIVE)]
    """For those who cannot see the picture: what it shows that matters here. It stands in place of the picture."""
    caption: Sentence
    """The words below the picture: what it shows, with its citations."""
    shows_patient: StrictBool
    """Whether it is an image of a person: a photo, an X-ray, a scan. Then `consent` must be filled in."""
    consent: Line | None = None
    """How the person agreed, such as `written, of both parents`. Readers see it."""
    credit: Line
    """Who made the picture."""
    license: Line
    """The terms under which it may be shown, such as `CC BY 4.0` or `With permission of the publisher`."""
    description: Prose | None = None
    """All that the picture shows, where that is more than an alternative text can say, such as the steps of a chart."""

    def as_read(self) -> tuple[Any, ...]:
        """All that it says, in the order in which it is read."""
        return self.alternative_text, self.caption, self.consent, self.credit, self.license, self.description
