"""The fixture guideline's files in memory, and how changes of them are made."""

from __future__ import annotations

from functools import cache

from support.paths import GUIDELINE
from wardbook.authoring.edits import FileChanges
from wardbook.problems import Problem
from wardbook.read.content import take_snapshot

Files = dict[str, bytes]


def fixture_files() -> Files:
    """Every file of the fixture guideline's content by its path."""
    return dict(_files())


@cache
def _files() -> Files:
    return {path: raw for path, raw in take_snapshot(GUIDELINE).items() if not isinstance(raw, Problem)}


def changed(files: Files, changes: FileChanges) -> Files:
    """The files once some changes are written."""
    return {path: raw for path, raw in {**files, **changes.written}.items() if path not in changes.deleted}
