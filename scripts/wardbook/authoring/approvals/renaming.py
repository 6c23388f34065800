"""Approvals after a record got another id: what was approved is the same, so the approvals go along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from wardbook.authoring.approvals.contents import PART_MODELS, key_in, meaning_in, values_as_json
from wardbook.authoring.approvals.writing import approvals_as_yaml, approvals_with
from wardbook.authoring.edits import FileChanges, edited
from wardbook.authoring.rename import Rename, Renamed, edits_of_text, renamed
from wardbook.kinds import APPROVAL
from wardbook.library.meaning import meaning_digest
from wardbook.model.base import Ref
from wardbook.model.records.approval import Approvals
from wardbook.model.traverse import Loc, leaves
from wardbook.read.content import Snapshot, parsed_in
from wardbook.read.layout import approvals_of, record_in
from wardbook.read.yaml.places import Place


def renamed_with_approvals(snapshot: Snapshot, rename: Rename, on: date) -> Renamed:
    """Work out the renaming of a record with the approvals of all content that uses it. Raises what `renamed` does."""
    outcome = renamed(snapshot, rename, on)
    approvals = renamed_approvals(snapshot, rename)
    written = {**outcome.changes.written, **approvals.written}
    return replace(outcome, changes=FileChanges(written, (*outcome.changes.deleted, *approvals.deleted)))


def renamed_approvals(snapshot: Snapshot, rename: Rename) -> FileChanges:
    """The changes of the files of approvals that name a record which gets another id.

    A file that is faulty stays as it is.
    """
    written: dict[str, bytes] = {}
    deleted: list[str] = []
    for path in snapshot:
        if record_in(path)[0] != APPROVAL.name:
            continue
        document = parsed_in(snapshot, path).document
        record: object = document.record if document else None
        if isinstance(record, Approvals):
            after = _renamed(record, rename)
            target = approvals_of(*after.key)
            if after != record:
                written[target] = approvals_as_yaml(after)
                deleted += [path] if target != path else []
    return FileChanges(written, tuple(deleted))


def _renamed(approvals: Approvals, rename: Rename) -> Approvals:
    kind, id = approvals.key
    digests: dict[str, str] = {}
    contents: dict[str, str] = {}
    for version in approvals.versions:
        meaning, content = meaning_in(version.content), version.content
        if meaning and meaning_digest(meaning) == version.digest:
            content = values_as_json(dict(_of_parts(json.loads(content), rename)))
            meaning = meaning_in(content)
        digests[version.digest] = meaning_digest(meaning) if meaning else version.digest
        contents[digests[version.digest]] = content
    values = [
        {"by": str(one.by), "role": one.role, "on": one.on.isoformat(), "digest": digests.get(one.digest, one.digest)}
        for one in approvals.approvals
    ]
    return approvals_with((kind, rename.id_after(kind, id)), values, contents)


def _of_parts(values: dict[str, Any], rename: Rename) -> Iterator[tuple[str, Any]]:
    """The values of a version, part by part, with the new id wherever the old one was a name of the record."""
    for name, value in values.items():
        kind, id = key_in(name)
        if isinstance(value, dict) and rename.concerns(kind, id):
            value["id"] = rename.new
        record = PART_MODELS[kind].model_validate(value)
        for loc, leaf in leaves(record):
            if isinstance(leaf, Ref) and (after := rename.id_after(leaf.record_kind, leaf)) != leaf:
                _put(value, loc, str(leaf), after)
        yield f"{kind}:{rename.id_after(kind, id)}", _with_texts(value, rename)


def _put(value: Any, loc: Loc, old: str, new: str) -> None:
    """Put a new id at a place, if the old one stands there as it is."""
    *way, last = loc
    with suppress(LookupError, TypeError):  # a value that is written in short has no such place
        for part in way:
            value = value[part]
        if value[last] == old:
            value[last] = new


def _with_texts(value: Any, rename: Rename) -> Any:
    """A value with the new id in the links, citations and markers of its texts."""
    match value:
        case str():
            edits = list(edits_of_text(value, Place(0, len(value), is_block=False), rename))
            return edited(value.encode(), edits).decode() if edits else value
        case list():
            return [_with_texts(item, rename) for item in value]
        case dict():
            return {name: _with_texts(item, rename) for name, item in value.items()}
        case _:
            return value
