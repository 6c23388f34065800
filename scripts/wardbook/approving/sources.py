"""The record that somebody is to approve, found by its id."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from wardbook.approving.contradictions import contradictions_of
from wardbook.approving.packets import PacketSource
from wardbook.authoring.approvals.contents import contents_of
from wardbook.build.content import CheckedContent
from wardbook.kinds import PLACED, PROCEDURE
from wardbook.model.likeness import suggested
from wardbook.model.outline import Key
from wardbook.model.records.approval import APPROVED_KINDS, Approvals
from wardbook.problems import UserError
from wardbook.read.content import parsed_in
from wardbook.read.layout import approvals_of


def packet_source(content: CheckedContent, name: str, today: date) -> PacketSource:
    """The record that goes by a name, ready to be approved. Raises UserError where there is none, or more than one."""
    key = _key(content, name)
    edition = content.edition(today)
    contents = contents_of(content.snapshot)
    meaning = contents.meaning(key)
    record: Any = contents.parts[key].record
    shown = {key, *(part for part in meaning if part[0] in (PROCEDURE, *PLACED))}
    path = approvals_of(*key)
    document = parsed_in(content.snapshot, path).document if path in content.snapshot else None
    approvals: object = document.record if document else None
    return PacketSource(
        key=key,
        record=record,
        approvals=approvals if isinstance(approvals, Approvals) else None,
        contents=contents,
        meaning=meaning,
        contradictions=tuple(contradictions_of(shown, content)),
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
