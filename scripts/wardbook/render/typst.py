"""Typst, which turns a view and a template of `templates/print/` into a PDF.

Everything that knows Typst is here. It gets data and templates, never code made of data, and sees no fonts
but those of its folders. The same job gives the same bytes, on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Final, TypeVar

from typst import Compiler, Fonts, TypstError

from wardbook.model.settings import Paper
from wardbook.problems import UserError

PAPERS: Final[dict[Paper, str]] = {"a4": "a4", "letter": "us-letter"}
"""Sizes of paper as Typst names them."""
STANDARD: Final = "ua-1"
"""PDF/UA-1: a PDF that has no title, skips a level of headings or lacks a glyph is an error, not a PDF."""
EPOCH: Final = date(1970, 1, 1)
"""The day from which Typst counts seconds."""
SECONDS: Final = 24 * 60 * 60
"""Seconds of a day."""

_Result = TypeVar("_Result")

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
    on: date
    """The day that the PDF says it is of."""


Printer = Callable[[Job], bytes]
"""The function that gives the PDF of a job. Raises PrintFault."""


class PrintFault(UserError):
    """Something cannot be printed; the message names it, what is wrong, and where in the templates."""


class TypstPrinter:
    """Templates and fonts, ready to print: `folder` has the templates, `fonts` are folders with fonts."""

    def __init__(self, folder: Path, fonts: Sequence[Path]) -> None:
        self._folder, self._fonts = folder, fonts

    @cached_property
    def _compiler(self) -> Compiler:
        fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(self._fonts))
        return Compiler(root=self._folder, font_paths=fonts)

    def __call__(self, job: Job) -> bytes:
        """The PDF of a job. Raises PrintFault."""
        inputs = {"doc": job.doc.decode(), "paper": PAPERS[job.paper], "code": job.code}
        try:
            made = _in_a_thread(
                lambda: self._compiler.compile(
                    self._folder / job.template,
                    sys_inputs=inputs,
                    pdf_standards=STANDARD,
                    timestamp=max(0, (job.on - EPOCH).days) * SECONDS,
                )
            )
        except TypstError as error:
            raise PrintFault(f"{_place(error)}{job.name}: could not be printed: {error.message}") from None
        if not isinstance(made, bytes):
            raise PrintFault(f"{job.name}: expected one PDF, got none.")
        return made


def printer_version() -> str:
    """The version of Typst: another one may print the same job differently."""
    return f"typst {version('typst')}"


def _in_a_thread(work: Callable[[], _Result]) -> _Result:
    """Do some work while this thread still hears signals: a book can take Typst a minute."""
    done = Future[_Result]()

    def settle() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # a panic of Typst is no Exception
            done.set_exception(error)

    Thread(target=settle, daemon=True).start()
    return done.result()


def _place(error: TypstError) -> str:
    """The place in the templates at which Typst stopped."""
    place = _PLACE.search(error.diagnostic)
    return f"templates/print/{Path(place[1]).name}:{place[2]}: " if place else ""
