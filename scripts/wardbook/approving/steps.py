"""The steps of the commands `packet` and `approve`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wardbook.approving.packets import PacketSource, packet_of
from wardbook.approving.sheets import packet_as_html, packet_jobs
from wardbook.authoring.approvals.contents import contents_of
from wardbook.authoring.approvals.writing import approvals_as_yaml, with_approval
from wardbook.authoring.edits import FileChanges
from wardbook.build.cache import Cache
from wardbook.build.check import check_all_but_approvals
from wardbook.build.content import CheckedContent
from wardbook.build.toolchain import toolchain
from wardbook.library.meaning import digest_of
from wardbook.model.likeness import suggested
from wardbook.model.outline import Key
from wardbook.model.parts.review import ApprovalRole
from wardbook.model.records.approval import APPROVED_KINDS, Approvals
from wardbook.problems import UserError
from wardbook.project import Say, with_project_cache
from wardbook.read.content import parsed_in
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
    """What is written; nothing if this person has approved this very text in this role."""


def write_packet(root: Path, name: str, into: Path, today: date, say: Say) -> list[Path]:
    """Write the review packet of a record into a folder; return its files.

    Raises UserError, ContentError, TemplateFault, PrintFault and OSError.
    """

    def work(cache: Cache) -> list[Path]:
        content = check_all_but_approvals(root, cache, today)
        source = _source(content, name, today)
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
        source = _source(content, name, today)
        _refuse(source, content, by, today)
        before = source.approvals
        person = content.globals.people[by]
        path = approvals_of(*source.key)
        digest = digest_of(source.meaning)
        there = [one for one in before.approvals if (one.by, one.role) == (by, role)] if before else []
        after = with_approval(before, source.key, source.meaning, source.contents, by=by, role=role, on=today)
        written = {} if any(one.digest == digest for one in there) else {path: approvals_as_yaml(after)}
        return Approving(
            packet=packet_of(source, today),
            path=path,
            who=", ".join(filter(None, (person.name, person.credentials, person.role))),
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
    if source.review.status == "withdrawn":
        raise UserError(f"{name}: expected a page that counts, got a withdrawn one, which nobody can approve.")
    if today < (changed := source.review.changes[0].on):
        raise UserError(f"{name}: expected a change that has happened, got one of {changed}: mend its day first.")


def _source(content: CheckedContent, name: str, today: date) -> PacketSource:
    key = _key(content, name)
    edition = content.edition(today)
    contents = contents_of(content.snapshot)
    meaning = contents.meaning(key)
    record: Any = contents.parts[key].record
    path = approvals_of(*key)
    document = parsed_in(content.snapshot, path).document if path in content.snapshot else None
    approvals: object = document.record if document else None
    return PacketSource(
        key=key,
        review=record.review,
        title=record.title,
        approvals=approvals if isinstance(approvals, Approvals) else None,
        contents=contents,
        meaning=meaning,
        edition=edition,
    )


def _key(content: CheckedContent, name: str) -> Key:
    """The record that goes by an id, or by its kind and id. Raises UserError where there is none, or more than one."""
    kind, _, id = name.rpartition(":")
    found = [(of, id) for of in APPROVED_KINDS if id in content.paths[of] and kind in ("", of)]
    if len(found) == 1:
        return found[0]
    if found:
        ways = " or ".join(f"`{':'.join(key)}`" for key in found)
        raise UserError(f"{name}: expected the id of one record, got that of {len(found)}: write {ways}.")
    advice = suggested(id, list(_ids(content)), "`wardbook list` names them.")
    raise UserError(f"{name}: expected the id of a {', '.join(APPROVED_KINDS[:-1])} or protocol, got none: {advice}")


def _ids(content: CheckedContent) -> Iterator[str]:
    for kind in APPROVED_KINDS:
        yield from content.paths[kind]
