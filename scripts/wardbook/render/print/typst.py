"""Printing by Typst, which turns a view and a template of `templates/print/` into a PDF.

Typst itself runs in `typst_process.py`. It gets data and templates, never code made of data, and sees no
fonts but those of its folders. The same job gives the same bytes, on every machine.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

from wardbook.model.settings import Paper
from wardbook.problems import UserError
from wardbook.system.files import write_if_changed
from wardbook.system.processes import Command
from wardbook.system.service import Service

PAPERS: Final[dict[Paper, str]] = {"a4": "a4", "letter": "us-letter"}
"""Sizes of paper as Typst names them."""
MOST_BYTES: Final = 1_000_000
"""Bytes of views, as JSON, after which a process of Typst ends: 13 handouts take 250 MB, a larger book has its own."""
EPOCH: Final = date(1970, 1, 1)
"""The day from which Typst counts seconds."""
SECONDS: Final = 24 * 60 * 60
"""Seconds of a day."""

TYPST_PROCESS: Final = "wardbook.render.print.typst_process"
_PDF: Final = b"%PDF"
"""The beginning of every PDF."""
_PLACE: Final = re.compile(r"┌─ (.+):(\d+):\d+$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """Something to be printed."""

    path: str
    """The path of the PDF in the site."""
    name: str
    """The name of the thing that is printed, for errors."""
    template: str
    """Its template in `templates/print/`."""
    paper: Paper
    doc: bytes
    """The view that the template prints, as JSON."""
    code: str
    """The drawing that leads to what is said of this copy, as SVG; empty for a site without an address."""
    pictures: tuple[tuple[str, bytes], ...] = ()
    """The pictures in the view, each with the path that the view has for it, which tells its content."""
    on: date
    """The day that the PDF says it is of."""


Printer = Callable[[Job], bytes]
"""The function that gives the PDF of a job. Raises PrintFault."""
OptionalPrinter = Callable[[Job], bytes | None]
"""The function that gives the PDF of a job, or nothing for one that is left out. Raises PrintFault."""


def left_out(_: Job) -> None:
    """Leave a PDF out, whatever the job is."""


class PrintFault(UserError):
    """Something cannot be printed; the message names it, what is wrong, and where in the templates."""


class TypstPrinter:
    """Templates and fonts, ready to print: `folder` has the templates, `fonts` are folders with fonts.

    Typst runs in a process of its own. It ends and another one starts before its memory grows large, and this
    process hears signals while a book is printed.
    """

    def __init__(self, folder: Path, fonts: Sequence[Path]) -> None:
        self._folder, self._fonts = folder, fonts
        self._service: Service | None = None
        self._asked = 0
        self._owner = 0

    def __call__(self, job: Job) -> bytes:
        """The PDF of a job. Raises PrintFault, OSError, and WorkerFault where Typst's process is ended from outside."""
        question = {
            "template": job.template,
            "inputs": {"doc": job.doc.decode(), "paper": PAPERS[job.paper], "code": job.code},
            "timestamp": max(0, (job.on - EPOCH).days) * SECONDS,
        }
        for path, picture in job.pictures:
            write_if_changed(self._folder, path, picture)
        answer = self._process(len(job.doc)).ask(json.dumps(question).encode())
        if answer.startswith(_PDF):
            return answer
        message, diagnostic = json.loads(answer)
        raise PrintFault(f"{_place(diagnostic)}{job.name}: could not be printed: {message}")

    def close(self) -> None:
        """End the process, if there is one."""
        if self._service and self._owner == os.getpid():
            self._service.close()
        self._service = None

    def _process(self, size: int) -> Service:
        """A process that can print a view of so many bytes; a copy of this process by fork needs its own."""
        if self._owner != os.getpid() or self._asked + size > MOST_BYTES:
            self.close()
        if self._service is None:
            self._service = Service(Command(TYPST_PROCESS, [str(self._folder), *map(str, self._fonts)]))
            self._asked, self._owner = 0, os.getpid()
        self._asked += size
        return self._service


def printer_version() -> str:
    """The version of Typst: another one may print the same job differently."""
    return f"typst {version('typst')}"


def _place(diagnostic: str) -> str:
    """The place in the templates at which Typst stopped."""
    place = _PLACE.search(diagnostic)
    return f"templates/print/{Path(place[1]).name}:{place[2]}: " if place else ""
