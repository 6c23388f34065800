"""The approvals of the fixture guideline: of what its records mean now, and one of what a scenario meant before.

`golden_tree.py`, run as a program, writes them anew, because every change of the records would void them.
"""

from __future__ import annotations

from datetime import date

from support.paths import GUIDELINE
from wardbook.authoring.approvals.contents import contents_of
from wardbook.authoring.approvals.writing import approvals_as_yaml, with_approval
from wardbook.model.outline import Key
from wardbook.model.parts.review import ApprovalRole
from wardbook.model.records.approval import Approvals
from wardbook.read.content import Snapshot, take_snapshot
from wardbook.read.layout import approvals_of

LUMP: Key = ("scenario", "known-lump")
_LUMP_FILE = "content/scenarios/known-lump.yaml"


def approved(
    snapshot: Snapshot, key: Key, by: str, role: ApprovalRole, *, on: str, before: Approvals | None = None
) -> Approvals:
    """The approvals of a record with one more, of what it means in a snapshot."""
    contents = contents_of(snapshot)
    return with_approval(before, key, contents.meaning(key), contents, by=by, role=role, on=date.fromisoformat(on))


def fixture_approvals() -> dict[str, bytes]:
    """The files of the approvals, by path."""
    now = take_snapshot(GUIDELINE)
    raw = now[_LUMP_FILE]
    assert isinstance(raw, bytes)
    assert raw.count(b"text: It stays.") == 1
    older = {**now, _LUMP_FILE: raw.replace(b"text: It stays.", b"text: It may go.")}
    lump = approved(older, LUMP, "bo-button", "committee", on="2026-05-01")
    lump = approved(now, LUMP, "bo-button", "author", on="2026-05-02", before=lump)
    found = {
        LUMP: approved(now, LUMP, "dr-fluff", "reviewer", on="2026-05-03", before=lump),
        ("topic", "robots"): approved(now, ("topic", "robots"), "dr-fluff", "reviewer", on="2026-01-06"),
        ("protocol", "us-bear"): approved(now, ("protocol", "us-bear"), "bo-button", "committee", on="2026-03-02"),
    }
    return {approvals_of(*key): approvals_as_yaml(approvals) for key, approvals in found.items()}


def write_fixture_approvals() -> None:
    """Write the approvals into the fixture guideline."""
    for path, raw in fixture_approvals().items():
        (GUIDELINE / path).parent.mkdir(exist_ok=True)
        (GUIDELINE / path).write_bytes(raw)
