"""The file of a record's approvals: what an approval adds to it, and how it is written."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from wardbook.authoring.approvals.contents import Contents, values_as_json
from wardbook.authoring.yaml_text import flow, quoted
from wardbook.library.meaning import Meaning, meaning_digest
from wardbook.model.outline import Key
from wardbook.model.parts.review import ApprovalRole
from wardbook.model.records.approval import Approval, Approvals

_HEAD: Final = """\
# yaml-language-server: $schema=../.schemas/approval.json
# `wardbook approve` writes this file; commit it with the content. An approval counts for the content that it names by
# its digest, and for no other: what is changed here by hand is a fault.
"""


def with_approval(
    before: Approvals | None, key: Key, meaning: Meaning, contents: Contents, *, by: str, role: ApprovalRole, on: date
) -> Approvals:
    """The approvals of a record with one more, of what it means now; an earlier one of this person and role goes."""
    digest = meaning_digest(meaning)
    new = {"by": by, "role": role, "on": on.isoformat(), "digest": digest}
    kept = [_values(one) for one in before.approvals if (one.by, one.role) != (by, role)] if before else []
    contents_by_digest = {str(version.digest): version.content for version in before.versions} if before else {}
    contents_by_digest[digest] = values_as_json(contents.values(meaning))
    return approvals_with(key, [*kept, new], contents_by_digest)


def approvals_with(key: Key, approvals: Sequence[Mapping[str, str]], contents: Mapping[str, str]) -> Approvals:
    """The approvals of a record, with the contents by digest that they need."""
    digests = dict.fromkeys(approval["digest"] for approval in approvals)
    return Approvals.model_validate(
        {
            "id": "-".join(key),
            "record": dict(zip(("kind", "id"), key, strict=True)),
            "approvals": approvals,
            "versions": [{"digest": digest, "content": contents[digest]} for digest in digests if digest in contents],
        }
    )


def _values(approval: Approval) -> dict[str, str]:
    return {name: str(value) for name, value in approval}


def approvals_as_yaml(approvals: Approvals) -> bytes:
    """The approvals as their file: readable in a comparison of versions, and read back as they were."""
    return (_HEAD + "\n".join(_lines(approvals)) + "\n").encode()


def _lines(approvals: Approvals) -> Iterator[str]:
    yield f"id: {approvals.id}"
    yield f"record: {flow(dict(zip(('kind', 'id'), approvals.key, strict=True)))}"
    yield "approvals:"
    for approval in approvals.approvals:
        fields: dict[str, Any] = {"by": flow(str(approval.by)), "role": approval.role}
        fields |= {"on": quoted(approval.on.isoformat()), "digest": quoted(approval.digest)}
        first, *rest = (f"{name}: {value}" for name, value in fields.items())
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)
    yield "versions:"
    for version in approvals.versions:
        yield f"  - digest: {quoted(version.digest)}"
        yield "    content: |"
        yield textwrap.indent(version.content.rstrip("\n"), "      ")
