"""Render `site_src/`: every target is a task, and so is every PDF of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from wardbook.build.cache import Cache, Finished, Step, TaskRow, dumps, loads
from wardbook.build.content import CheckedContent
from wardbook.build.paths import README
from wardbook.build.toolchain import LEFT_OUT, CachedPrinter, Toolchain
from wardbook.build.tracking import ABSENT, Ask, Inputs, Recorder, truth_digest
from wardbook.kinds import KINDS
from wardbook.library.edition import Edition
from wardbook.library.vocabulary import Vocabulary
from wardbook.render.context import RenderContext, render_context
from wardbook.render.print.typst import OptionalPrinter
from wardbook.render.site import phases, render_target
from wardbook.system.digests import digest
from wardbook.system.files import Stamp, delete, stamp, stamps, write_if_changed
from wardbook.system.workers import MIN_ITEMS, is_parallel, parallel_map
from wardbook.views.print.current import computed_copies
from wardbook.views.print.frame import Copy, CurrentCopy
from wardbook.views.print.volumes import volumes
from wardbook.views.targets.layouts import Target

FEWEST_PRINTS: Final = 2
"""Targets with PDFs for which a second process saves time: a handout takes longer than a process to start."""
Progress = Callable[[int, int], None]
"""The function that hears how many targets are rendered of how many."""


@dataclass(frozen=True, slots=True)
class RenderedSite:
    """The rendered site: the files of `site_src/`, and the number of new ones."""

    files: Mapping[str, bytes]
    """The SHA-256 of every file by its path."""
    changed: int
    """How many files were written or removed."""


class Outputs(NamedTuple):
    """The outputs of a target."""

    files: Mapping[str, tuple[bytes, int, int]]
    """The SHA-256 of every file as it was left on disk, its size and the time of its change, by path."""
    copies: Mapping[tuple[str, str], tuple[str, str, str, str, date]]
    """The copy that it is printed as now, by kind and id."""

    def are_on_disk(self, found: Mapping[str, Stamp | None]) -> bool:
        """Whether every file is as it was left, given the files that are there."""
        return all(found.get(path) == Stamp(size, changed) for path, (_, size, changed) in self.files.items())


@dataclass(frozen=True, kw_only=True)
class Renderer:
    """Renders targets into a folder; every process has the same."""

    content: CheckedContent
    tools: Toolchain
    printer: OptionalPrinter
    folder: Path
    today: date
    printed: Mapping[str, TaskRow] = field(default_factory=dict)
    """The rows of the PDFs that were printed before."""
    copies: dict[tuple[str, str], Copy] = field(default_factory=dict)
    """The copies that targets of earlier phases are printed as."""

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The library's abbreviations and synonyms."""
        return Vocabulary(self.content.globals.terms)

    @cached_property
    def context(self) -> RenderContext:
        """The tools for rendering this library. Raises TemplateFault."""
        return render_context(self.content.library(), self.tools.templates, self.printer)

    def edition(self, ask: Ask) -> Edition:
        """The edition for one target."""
        return self.content.edition(self.today, ask, self.vocabulary)

    def copy_digest(self, name: str) -> bytes:
        """The digest of the copy that a record is printed as now."""
        kind, _, id = name.partition(":")
        copy = self.copies.get((kind, id))
        return digest(repr(copy)) if copy else ABSENT


class _Done(NamedTuple):
    """A rendered target."""

    finished: Finished
    printed: tuple[TaskRow, ...]
    """Its PDFs as tasks."""
    changed: int
    """How many files were written."""


def render_site(
    content: CheckedContent,
    tools: Toolchain,
    folder: Path,
    cache: Cache,
    *,
    printer: OptionalPrinter,
    today: date,
    progress: Progress,
) -> RenderedSite:
    """Make `folder` hold what rendering everything gives, by rendering only what may differ.

    `printer` gets the PDFs that do not stand; it may leave them out, which are none of the files then.
    Raises TemplateFault, PrintFault and OSError; what was finished by then is kept.
    """
    printed = cache.rows("print")
    renderer = Renderer(content=content, tools=tools, printer=printer, folder=folder, today=today, printed=printed)
    inputs = Inputs(
        content.sources(today)
        | {
            "templates": lambda _: tools.templates_digest,
            "printer": lambda _: tools.printer_digest,
            LEFT_OUT: lambda _: truth_digest(printer is not tools.printer),
            "copy": renderer.copy_digest,
        }
    )
    found = dict(stamps(folder))
    outputs, changed = dict[str, Outputs](), 0

    def run(stale: list[str]) -> Iterator[Finished]:
        nonlocal changed
        renderer.context, renderer.vocabulary  # noqa: B018  # every process has what is worked out now
        fewest = FEWEST_PRINTS if content.globals.settings.papers else MIN_ITEMS
        if is_parallel(stale):
            tools.templates.compile()
        for number, done in enumerate(parallel_map(_render, renderer, stale, fewest), 1):
            for row in done.printed:
                cache.add(row)
            changed += done.changed
            progress(number, len(stale))
            yield done.finished

    step = Step(run=run, decode=_decoded, stands=lambda _, result: result.are_on_disk(found))
    for phase in _phases(content):
        tasks = ["render:" + ":".join(target) for target in phase]
        of_phase = cache.refresh(tasks, inputs, step)
        renderer.copies.update(
            (key, _copy(*copy)) for result in of_phase.values() for key, copy in result.copies.items()
        )
        outputs |= of_phase
    files = {path: sha for result in outputs.values() for path, (sha, _, _) in result.files.items()}
    cache.keep_only("render", outputs)
    cache.keep_only("print", [f"print:{path}" for path in files])
    foreign = found.keys() - files.keys() - {README}
    delete(folder, foreign)
    return RenderedSite(files, changed + len(foreign))


def _decoded(raw: bytes) -> Outputs:
    return Outputs(*loads(raw))


def _copy(kind: str, id: str, version: str, mark: str, on: date) -> Copy:  # the fields of a copy
    return Copy(kind=kind, id=id, version=version, mark=mark, on=on)


def targets_of(content: CheckedContent) -> Iterator[Target]:
    """Everything there is to render."""
    return chain.from_iterable(_phases(content))


def _phases(content: CheckedContent) -> Iterator[list[Target]]:
    return phases({kind: content.paths[kind] for kind in KINDS}, len(volumes(content.library())))


def _render(renderer: Renderer, task: str) -> _Done:
    _, kind, name = task.split(":")
    recorder = Recorder("globals", "templates")
    edition = renderer.edition(recorder.ask)
    printer = CachedPrinter(
        tools=renderer.tools,
        printer=renderer.printer,
        folder=renderer.folder,
        cached=renderer.printed,
        ask=recorder.ask,
    )
    current = _current(renderer.copies, edition, recorder.ask)
    rendered = render_target((kind, name), edition, replace(renderer.context, printer=printer), current)
    files, changed = dict[str, tuple[bytes, int, int]](), 0
    for path, raw in rendered.files.items():
        changed += write_if_changed(renderer.folder, path, raw)
        written = stamp(renderer.folder / path)
        files[path] = (sha256(raw).digest(), written.size, written.changed)
    copies = {key: (copy.kind, copy.id, copy.version, copy.mark, copy.on) for key, copy in rendered.copies.items()}
    return _Done(Finished(task, recorder.asked, dumps((files, copies))), tuple(printer.printed), changed)


def _current(copies: Mapping[tuple[str, str], Copy], edition: Edition, ask: Ask) -> CurrentCopy:
    """The function that gives the copy that a record is printed as now, or works it out for one that is not printed."""
    computed = computed_copies(edition)

    def current(kind: str, id: str) -> Copy:
        ask(f"copy:{kind}:{id}")
        return copies.get((kind, id)) or computed(kind, id)

    return current
