"""The steps of the commands `packet` and `approve`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardbook.approving.packets import PacketSource, packet_of
from wardbook.approving.sheets import packet_as_html, packet_jobs
from wardbook.approving.sources import packet_source
from wardbook.authoring.approvals.writing import approvals_as_yaml, with_approval
from wardbook.authoring.edits import FileChanges
from wardbook.build.cache import Cache
from wardbook.build.check import check_all_but_approvals
from wardbook.build.content import CheckedContent
from wardbook.build.toolchain import toolchain
from wardbook.library.meaning import meaning_digest
from wardbook.model.likeness import suggested
from wardbook.model.parts.review import ApprovalRole
from wardbook.problems import UserError
from wardbook.project import Say, with_project_cache
from wardbook.read.layout import approvals_of
from wardbook.system.files import write_into
from wardbook.views.print.current import computed_copies
from wardbook.views.print.packet import Packet
from wardbook.views.targets.layouts import layout_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Approving:
    """An approval before it is written, with what the approver is to see."""

    packet: Packet
    path: str
    """The file that it is written to."""
    who: str
    """The person, in words."""
    changes: FileChanges
    """The file that is written; none if this person has approved this very text in this role."""


def write_packet(root: Path, name: str, into: Path, today: date, say: Say) -> list[Path]:
    """Write the review packet of a record into a folder; return its files.

    Raises UserError, ContentError, TemplateFault, PrintFault and OSError.
    """

    def work(cache: Cache) -> list[Path]:
        content = check_all_but_approvals(root, cache, today)
        source = packet_source(content, name, today)
        packet, layout = packet_of(source, today), layout_of(source.key, source.edition)
        stem = "-".join(("packet", *source.key))
        with toolchain(root) as tools:
            files = {f"{stem}.html": packet_as_html(packet, layout, tools.templates)}
            copy = computed_copies(source.edition)(*source.key)
            for paper, job in packet_jobs(packet, layout, copy):
                files[f"{stem}-{paper}.pdf"] = tools.printer(job)
        for path, raw in files.items():
            write_into(into, path, raw)
        return [into / path for path in files]

    return with_project_cache(root, say, work)


def approving(root: Path, name: str, by: str, role: ApprovalRole, *, today: date, say: Say) -> Approving:
    """Work out the approval of a record by somebody. Raises UserError and ContentError."""

    def work(cache: Cache) -> Approving:
        content = check_all_but_approvals(root, cache, today)
        source = packet_source(content, name, today)
        _refuse(source, content, by, today)
        before = source.approvals
        path = approvals_of(*source.key)
        digest = meaning_digest(source.meaning)
        there = [one for one in before.approvals if (one.by, one.role) == (by, role)] if before else []
        after = with_approval(before, source.key, source.meaning, source.contents, by=by, role=role, on=today)
        written = {} if any(one.digest == digest for one in there) else {path: approvals_as_yaml(after)}
        return Approving(
            packet=packet_of(source, today),
            path=path,
            who=content.globals.people[by].words,
            changes=FileChanges(written),
        )

    return with_project_cache(root, say, work)


def _refuse(source: PacketSource, content: CheckedContent, by: str, today: date) -> None:
    """Raise UserError where somebody cannot approve a record today."""
    people = content.globals.people
    if by not in people:
        advice = suggested(by, people, "people.yaml lists them.")
        raise UserError(f"{by}: expected the id of a person in people.yaml, got another: {advice}")
    name = ":".join(source.key)
    if source.record.review.status == "withdrawn":
        raise UserError(f"{name}: expected a page that counts, got a withdrawn one, which nobody can approve.")
    if today < (changed := source.record.review.changes[0].on):
        raise UserError(f"{name}: expected a change that has happened, got one of {changed}: mend its day first.")
