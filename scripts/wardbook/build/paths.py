"""Where the files of a site are while it is being built."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Folders:
    """The published site, and what is new of it."""

    site: Path
    """The published site, which has the files that have not changed."""
    fresh: Path
    """What is new of the site, by the same paths; whatever else is made is put there."""

    def newest(self, path: str) -> Path:
        """The file of the site as it is to be."""
        fresh = self.fresh / path
        return fresh if fresh.is_file() else self.site / path
