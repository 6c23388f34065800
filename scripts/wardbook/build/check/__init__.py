"""Check `content/`: every file by itself, and how records stand to each other; each check is a task.

A rule judges a record by itself, by the library's globals and by the ids there are. How records stand to each other
is judged by their outlines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from wardbook.build.approved import check_approvals
from wardbook.build.cache import Cache, Finished, Step, dumps, loads
from wardbook.build.check.inputs import (
    GLOBALS,
    globals_digest,
    is_global,
    snapshot_digest,
    sources_of_checks,
    sources_of_outlines,
)
from wardbook.build.check.outlines import FileOutline, outlines_of
from wardbook.build.content import CheckedContent, CheckedFile, globals_of
from wardbook.build.tracking import ABSENT, Ask, Inputs, Recorder, TrackedMapping
from wardbook.checks import faults_in, problems_between
from wardbook.library.edition import has_come
from wardbook.library.library import ProseDocument
from wardbook.library.summary import summarize
from wardbook.model.base import Record
from wardbook.model.outline import backlinks
from wardbook.model.records import KIND_OF
from wardbook.model.records.claims import CLAIMING, claim_counts
from wardbook.model.records.scenario import Scenario
from wardbook.model.settings import ProsePage
from wardbook.problems import ContentError, Problem
from wardbook.read.content import (
    Content,
    Snapshot,
    gathered,
    key_of,
    known_ids,
    outlines_in,
    parsed_in,
    snapshot_faults,
    take_snapshot,
    unread_in,
)
from wardbook.read.document import Document, Parsed
from wardbook.read.fonts import project_fonts
from wardbook.read.glyphs import Glyphs
from wardbook.read.layout import CONTENT, HAVE_FILES, media_in, paths_of
from wardbook.system.digests import digest
from wardbook.system.workers import parallel_map

_GLOBALS: Final = "check:globals"
_BETWEEN: Final = "check:between"


def check_content(root: Path, cache: Cache, today: date) -> CheckedContent:
    """Check the content of the project at `root` on a day. Raises ContentError with every problem of the run."""
    content = check_all_but_approvals(root, cache, today)
    if content.approvals.problems:
        raise ContentError(content.approvals.problems)
    return content


def check_all_but_approvals(root: Path, cache: Cache, today: date) -> CheckedContent:
    """Check the content for somebody who is to approve some of it. Raises ContentError unless approvals alone fail."""
    snapshot, fonts = take_snapshot(root), project_fonts(root)
    checker = _Checker(snapshot, fonts.glyphs, today)
    digests = {path: snapshot_digest(snapshot, path) for path in snapshot}
    of_globals = globals_digest(snapshot, fonts)
    inputs = Inputs(sources_of_checks(checker.ids_of_files, today, digests, of_globals))

    scenarios: dict[str, bytes] = {}
    checked = cache.result(_GLOBALS, inputs, checker.check_globals, _decoded)
    tasks = [f"check:{path}" for path in snapshot if not is_global(path)]
    found = cache.refresh(tasks, inputs, Step(run=lambda stale: checker.check_files(stale, scenarios), decode=_decoded))
    files = {task.removeprefix("check:"): found[task] for task in tasks} | {"globals": checked}
    inputs = Inputs(sources_of_checks(checker.ids_of_files, today, digests, of_globals) | sources_of_outlines(files))
    cross_problems, backlinks = cache.result(_BETWEEN, inputs, lambda: checker.check_between(files), loads)
    cache.keep_only("check", [*tasks, _GLOBALS, _BETWEEN])

    singles = () if checker.problems else checker.documents
    approvals = check_approvals(snapshot, singles, cache, inputs, today)
    problems = [Problem(*problem) for file in files.values() for problem in file.problems]
    problems += (*fonts.problems, *(Problem(*problem) for problem in cross_problems))
    of_library = loads(checked.record)
    if problems or of_library is None:
        raise ContentError([*problems, *approvals.problems])
    return CheckedContent(
        snapshot=snapshot,
        globals=of_library,
        digests=digests,
        globals_digest=of_globals,
        paths=paths_of(files),
        files=files,
        scenarios=scenarios,
        backlinks=backlinks,
        approvals=approvals,
    )


def _decoded(raw: bytes) -> CheckedFile:
    return CheckedFile(*loads(raw))


@dataclass(frozen=True)
class _Checker:
    """Checks files of a snapshot."""

    snapshot: Snapshot
    glyphs: Glyphs
    today: date

    def check_globals(self) -> Finished:
        """Check the global files."""
        recorder = Recorder("globals")
        content = gathered(self.globals, self.known(recorder.ask), glyphs=self.glyphs)
        unread = (*snapshot_faults(self.snapshot, self.documents), *content.problems)
        problems, record = (*unread, *faults_in(content)), globals_of(content, self.snapshot)
        checked = _checked_file(content, problems, record, unread_in(self.snapshot, unread))
        return Finished(_GLOBALS, recorder.asked, dumps(tuple(checked)))

    def check_files(self, tasks: list[str], scenarios: dict[str, bytes]) -> Iterator[Finished]:
        """Check other files, and add the scenarios in them to `scenarios`."""
        self.known_ids  # noqa: B018  # every process has what is worked out now
        for finished, scenario in parallel_map(_check_file, self, tasks):
            if scenario:
                scenarios[finished.task.removeprefix("check:")] = scenario
            yield finished

    def check_between(self, files: Mapping[str, CheckedFile]) -> Finished:
        """Check how records stand to each other."""
        recorder = Recorder("globals")
        found = dict(TrackedMapping("outline", files, lambda path: loads(files[path].outline), recorder.ask))
        outlines, paths = outlines_of(found.values())
        problems = []
        for cross_problem in problems_between(outlines):
            document = self._document(path := paths[cross_problem.key], recorder.ask)
            others = [(self._document(paths[key], recorder.ask), loc) for key, loc in cross_problem.others]
            told = [other.problem(loc, "") for other, loc in others if other]
            problem = cross_problem.problem(document, told) if document else Problem(path, 1, "", cross_problem.message)
            problems.append(astuple(problem))
        return Finished(_BETWEEN, recorder.asked, dumps((problems, dumps(backlinks(outlines.by_key)))))

    def _document(self, path: str, ask: Ask) -> Document[Record] | None:
        """The record of a file, as far as it can be told."""
        ask(f"file:{path}")
        parsed = parsed_in(self.snapshot, path)
        return parsed.document or parsed.rest

    def known(self, ask: Ask) -> Mapping[str, Set[str]]:
        """The ids by kind of record; `ask` gets the name of each that is looked for."""

        def of_kind(kind: str) -> Set[str]:
            ids = self.known_ids[kind]
            return TrackedMapping(f"id:{kind}", ids, str, ask).keys() if kind in HAVE_FILES else ids

        return TrackedMapping("known", self.known_ids, of_kind, ask)

    @cached_property
    def known_ids(self) -> Mapping[str, frozenset[str]]:
        """The ids by kind of record."""
        return known_ids(self.snapshot, self.documents)

    @cached_property
    def ids_of_files(self) -> Mapping[str, frozenset[str]]:
        """The ids of the records that have a file of their own."""
        return known_ids(self.snapshot, ())

    @cached_property
    def globals(self) -> tuple[Parsed, ...]:
        """The global files, parsed."""
        return tuple(parsed_in(self.snapshot, path) for path in sorted({CONTENT, *GLOBALS} & self.snapshot.keys()))

    @cached_property
    def documents(self) -> tuple[Document[Record], ...]:
        """The global files as far as they are sound."""
        return tuple(parsed.document for parsed in self.globals if parsed.document)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of global files that cannot be read."""
        return tuple(problem for parsed in self.globals for problem in parsed.problems)


def _check_file(checker: _Checker, task: str) -> tuple[Finished, bytes]:
    """Check a file; give the task's result and the scenario in the file as bytes."""
    path = task.removeprefix("check:")
    # To decode all pictures again for each new word in the terms would take long.
    recorder = Recorder("program" if media_in(path)[0] else "globals", f"file:{path}")
    parsed = parsed_in(checker.snapshot, path)
    content = gathered((parsed,), checker.known(recorder.ask), checker.documents, checker.glyphs)

    def come(day: date) -> bool:
        recorder.ask(f"come:{day}")
        return has_come(day, checker.today)

    # Some rules are silent about what a broken global file may hold.
    problems = (*content.problems, *checker.problems)
    faults = tuple(faults_in(replace(content, problems=problems, has_come=come)))
    sound = not faults and not content.problems
    record = _shown(parsed) if sound else None
    problems = (*content.problems, *faults)
    checked = _checked_file(content, problems, record, unread_in(checker.snapshot, content.problems))
    scenario = parsed.document.record if sound and parsed.document else None
    raw = dumps(scenario) if isinstance(scenario, Scenario) else b""
    return Finished(task, recorder.asked, dumps(tuple(checked))), raw


def _checked_file(
    content: Content, problems: tuple[Problem, ...], record: object, unread: Mapping[str, str] | None
) -> CheckedFile:
    documents = (*content.documents, *content.rests)
    paths = {key_of(document): document.path for document in documents} | dict(content.media)
    outlines = tuple((paths[key], key, outline) for key, outline in outlines_in(content).items())
    return CheckedFile(
        problems=tuple(map(astuple, problems)),
        outline=dumps((outlines, unread)),
        outline_digest=digest(repr((list(map(_in_order, outlines)), unread))),
        record=dumps(record),
        summary_digest=digest(repr(record)) if _is_summary(content) else ABSENT,
        claims=claim_counts(d.record for d in content.documents if KIND_OF.get(type(d.record)) in CLAIMING),
    )


def _in_order(outline: FileOutline) -> object:
    """An outline that is written the same in every process."""
    path, key, record = outline
    values = (getattr(record, field.name) for field in fields(record))
    return path, key, [sorted(value) if isinstance(value, frozenset) else value for value in values]


def _is_summary(content: Content) -> bool:
    return any(isinstance(document.record, Scenario) for document in content.documents)


def _shown(parsed: Parsed) -> object:
    """The part of a record that others may see: all of it, or the summary of a scenario."""
    match parsed:
        case Parsed(document=Document(record=Scenario() as scenario)):
            return summarize(scenario)
        case Parsed(document=Document(record=ProsePage() as head), body=body) if body:
            return ProseDocument(head=head, text=body.text)
        case Parsed(media=media) if media:
            return media
        case Parsed(document=document):
            return document.record if document else None
