"""The archive: what was printed is not printed again, as long as it would be the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from wardbook.build.store import Printed
from wardbook.render.typst import Job, Printer
from wardbook.system.digests import digest
from wardbook.system.files import content_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Archive:
    """A printer that looks first whether it has printed a job before."""

    press: Printer
    basis: bytes
    """A digest of the press, its templates and its fonts."""
    folder: Path
    """Where PDFs lie by their paths."""
    kept: Mapping[str, Printed]
    """What was printed before, by path."""
    seen: dict[str, Printed] = field(default_factory=dict)
    """What was asked for since, by path."""

    def __call__(self, job: Job) -> bytes:
        """The PDF of a job. Raises PrintFault, and OSError."""
        key = digest(self.basis, job.template, job.paper, job.doc, job.code, job.on.isoformat())
        known = self.kept.get(job.path)
        pdf = content_of(self.folder / job.path) if known and known.key == key else b""
        if not known or sha256(pdf).digest() != known.digest:
            pdf = self.press(job)
        self.seen[job.path] = Printed(key, sha256(pdf).digest())
        return pdf
