"""Evidence: where a dose was read, and how well it stands."""

from __future__ import annotations

from wardbook.model.base import Line, Record, SourceRef, Standing
from wardbook.text.tree import Citation, Paragraph, RichText


class Evidence(Record):
    """The source of doses. What was not read in the source itself is marked as unverified beside each dose."""

    source: SourceRef | None = None
    """The source; it may be missing only if the standing is `local`, `opinion` or `to-be-verified`."""
    locator: Line | None = None
    """The place in it, such as `Table 1`."""
    reported_by: tuple[SourceRef, ...] = ()
    """The sources that report it, if the source itself was not read; every dose then has the mark "Unverified"."""
    standing: Standing
    """How well it stands. What was read second-hand is `to-be-verified`, or worse."""

    @property
    def standings(self) -> tuple[Standing, ...]:
        """How well it stands: what was read second-hand is to be verified, whatever else is said of it."""
        second_hand: tuple[Standing, ...] = ("to-be-verified",) if self.reported_by else ()
        return tuple(dict.fromkeys((*second_hand, self.standing)))

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its source and of those that report it."""
        return tuple(map(str, (*filter(None, [self.source]), *self.reported_by)))

    @property
    def citations(self) -> RichText:
        """Its sources as a text cites them."""
        sources = [Citation(self.source, self.locator)] if self.source else []
        return RichText((Paragraph((*sources, *map(Citation, self.reported_by))),))
