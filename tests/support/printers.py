"""Printers for tests: one that only says what it would print, and the real one, which prints the same job but once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from wardbook.render.print.typst import Job, Printer, TypstPrinter
from wardbook.render.templates import Templates
from wardbook.system.files import write_tree

_folders: list[TemporaryDirectory[str]] = []
"""Where templates are laid out, until the tests end."""


def blank(job: Job) -> bytes:
    """What would be printed, in a word."""
    return f"{job.template} on {job.paper} of {job.on}\n".encode()


class BlankPrinter:
    """The same as a printer of builds, where it is no matter what is printed."""

    def __call__(self, job: Job) -> bytes:
        return blank(job)

    def close(self) -> None:
        pass


def real(templates: Templates) -> Printer:
    """A printer that has the templates."""
    return _printer(tuple(sorted(templates.prints.items())), templates.fonts)


@cache
def _printer(prints: tuple[tuple[str, bytes], ...], fonts: tuple[Path, ...]) -> Printer:
    folder = TemporaryDirectory(prefix="wardbook-")
    _folders.append(folder)
    write_tree(Path(folder.name), dict(prints))
    return cache(TypstPrinter(Path(folder.name), fonts))
