"""The tools that turn a library into files, with digests of them: a project's templates and the printer of its PDFs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from wardbook.build.cache import Finished, TaskRow, row_of
from wardbook.build.paths import CACHE, WORK
from wardbook.build.tracking import Ask
from wardbook.render.print.typst import Job, OptionalPrinter, Printer, TypstPrinter, printer_version
from wardbook.render.templates import COMPILED, PRINT_FOLDER, Templates, load_templates
from wardbook.system.digests import digest, tree_digest
from wardbook.system.files import content_of, make_folder, write_tree
from wardbook.system.packaged import PACKAGE, default_templates, template_folders
from wardbook.system.program_cache import cached, keep

LEFT_OUT: Final = "left-out"
"""The input of targets whose PDFs were left out: whether they are still."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Toolchain:
    """Templates and a printer."""

    templates: Templates
    templates_digest: bytes
    printer: Printer
    printer_digest: bytes
    """A digest of the printer, its templates and its fonts."""


@contextmanager
def toolchain(root: Path) -> Iterator[Toolchain]:
    """The toolchain of the project at `root`. Raises TemplateFault and OSError.

    The templates of the program stay compiled for later processes.
    """
    folders = template_folders(root)
    templates = load_templates(folders)
    _take_compiled_templates()
    with _work_folder(root) as folder, closing(typst_printer(templates, folder)) as printer:
        yield Toolchain(
            templates=templates,
            templates_digest=tree_digest(folders),
            printer=printer,
            printer_digest=digest(
                printer_version(),
                tree_digest([PACKAGE / "render" / "print"], ".py"),
                tree_digest(folder / PRINT_FOLDER for folder in folders),
            ),
        )
    for language, compiled in COMPILED.items():
        if not compiled.are_saved:
            keep(f"templates-{language}", compiled.dumped([default_templates()]))


@contextmanager
def _work_folder(root: Path) -> Iterator[Path]:
    """A folder that lasts as long as some work; where that is killed, the next build of the project takes it away.

    It lies with the system's own temporary files where the project may not be written.
    """
    work = root / CACHE / WORK
    with suppress(OSError):
        make_folder(work)
    with TemporaryDirectory(prefix="wardbook-", dir=work if os.access(work, os.W_OK) else None) as folder:
        yield Path(folder)


@cache
def _take_compiled_templates() -> None:
    """Take over what earlier processes compiled; once is enough for all builds of a preview."""
    for language, compiled in COMPILED.items():
        compiled.load(cached(f"templates-{language}"))


def typst_printer(templates: Templates, folder: Path) -> TypstPrinter:
    """A printer with the templates, which are laid out in `folder`. Raises OSError."""
    write_tree(folder, templates.prints)
    return TypstPrinter(folder, templates.fonts)


@dataclass(frozen=True, kw_only=True, slots=True)
class CachedPrinter:
    """A printer that prints nothing again: a PDF is a task, and its result is its SHA-256.

    It gives a PDF that stands, and has any other printed, or left out.
    """

    tools: Toolchain
    printer: OptionalPrinter
    folder: Path
    """The folder that has the PDFs, by their paths."""
    cached: Mapping[str, TaskRow]
    """The PDFs that were printed before, by task."""
    ask: Ask
    """Gets the name of the input that a target with PDFs has besides."""
    printed: list[TaskRow] = field(default_factory=list)
    """The PDFs that were asked for since."""

    def __call__(self, job: Job) -> bytes | None:
        """The PDF of a job, or nothing for one that is left out. Raises PrintFault, and OSError."""
        self.ask("printer")
        task = f"print:{job.path}"
        inputs = {
            "printer": self.tools.printer_digest,
            "job": digest(job.template, job.paper, job.doc, job.code, job.on.isoformat()),
        }
        row = self.cached.get(task)
        kept = content_of(self.folder / job.path) if row else b""
        pdf = kept if row and row.result(inputs) == sha256(kept).digest() else self.printer(job)
        if pdf is None:
            self.ask(LEFT_OUT)
            return None
        self.printed.append(row_of(Finished(task, inputs, sha256(pdf).digest()), inputs))
        return pdf
