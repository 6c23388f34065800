"""Check approvals: a task for each record that is approved, and for each that the policy wants approved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final, cast

from wardbook.authoring.approvals.contents import Contents, vocabulary_of
from wardbook.authoring.approvals.faults import Approved, judged
from wardbook.build.cache import Cache, Finished, Step, dumps, loads
from wardbook.build.tracking import Ask, Recorder
from wardbook.library.edition import has_come
from wardbook.library.vocabulary import Vocabulary
from wardbook.model.base import Record
from wardbook.model.outline import ApprovalStates, Key
from wardbook.model.parts.review import ApprovalRole
from wardbook.model.records.approval import APPROVED_KINDS, Approvals
from wardbook.model.settings import Settings
from wardbook.problems import Problem
from wardbook.read.content import Snapshot, parsed_in
from wardbook.read.document import Document, Parsed, Raw
from wardbook.read.layout import approvals_of, file_of, record_in
from wardbook.system.workers import parallel_map

_KEPT: Final = 2048
"""Files that are kept parsed: many records use the same sources."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedApprovals:
    """The approvals of all records, and the faults of them."""

    states: Mapping[str, ApprovalStates]
    """The approvals of each record that has or needs some, as in `scenario:chest-pain`."""
    problems: tuple[Problem, ...]


def check_approvals(
    snapshot: Snapshot, singles: tuple[Document[Record], ...], cache: Cache, inputs: Mapping[str, bytes], today: date
) -> CheckedApprovals:
    """Check the approvals of a snapshot, given the files that stand alone and the digests of inputs."""
    checker = _Checker(snapshot, singles, today)
    keys = [key for key in map(record_in, snapshot) if key[0] in APPROVED_KINDS]
    wanted = {
        f"approved:{kind}:{id}": (kind, id)
        for kind, id in keys
        if checker.required or approvals_of(kind, id) in snapshot
    }
    step = Step(run=lambda stale: parallel_map(_check, checker, [(task, wanted[task]) for task in stale]), decode=loads)
    found = cache.refresh(wanted, inputs, step)
    cache.keep_only("approved", wanted)
    return CheckedApprovals(
        states={":".join(wanted[task]): states for task, (states, _) in found.items()},
        problems=tuple(Problem(*problem) for _, problems in found.values() for problem in problems),
    )


def _check(checker: _Checker, wanted: tuple[str, Key]) -> Finished:
    return checker.check(*wanted)


@dataclass(frozen=True)
class _Checker:
    """Checks approvals; what is parsed and worked out for one record serves others."""

    snapshot: Snapshot
    singles: tuple[Document[Record], ...]
    today: date

    def check(self, task: str, key: Key) -> Finished:
        """Check the approvals of a record."""
        recorder = Recorder("program", "globals")

        def come(day: date) -> bool:
            recorder.ask(f"come:{day}")
            return has_come(day, self.today)

        contents = Contents(
            raw=lambda path: self._raw(path, recorder.ask),
            read=lambda path: self._read(path, recorder.ask),
            singles=self.singles,
            vocabulary=self.vocabulary,
        )
        record, approvals = contents.read(file_of(*key)), contents.read(approvals_of(*key))
        if record is None or record.document is None or (approvals and approvals.document is None):
            return Finished(task, recorder.asked, dumps((ApprovalStates(), ())))  # what is wrong is told elsewhere
        states, problems = judged(
            Approved(
                key=key,
                record=record.document,
                approvals=cast("Document[Approvals]", approvals.document) if approvals else None,
                contents=contents,
                required=self.required,
                has_come=come,
            )
        )
        return Finished(task, recorder.asked, dumps((states, tuple(map(astuple, problems)))))

    def _raw(self, path: str, ask: Ask) -> Raw | None:
        ask(f"file:{path}")
        return self.snapshot.get(path)

    def _read(self, path: str, ask: Ask) -> Parsed | None:
        return None if self._raw(path, ask) is None else self._parsed(path)

    @cached_property
    def _parsed(self) -> Callable[[str], Parsed]:
        return lru_cache(_KEPT)(lambda path: parsed_in(self.snapshot, path))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The abbreviations of the library."""
        return vocabulary_of(self.singles)

    @cached_property
    def required(self) -> tuple[ApprovalRole, ...]:
        """The roles that the policy requires; none without a policy."""
        settings = next((one.record for one in self.singles if isinstance(one.record, Settings)), None)
        return settings.approval_policy.required if settings and settings.approval_policy else ()
