"""The states of approvals: which of them stand, and for each that does not, what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wardbook.authoring.approvals.contents import Contents, meaning_in
from wardbook.authoring.versions.labels import labels_of_records
from wardbook.authoring.versions.wording import sentence
from wardbook.kinds import FILED
from wardbook.library.differences import Difference, in_words, loc_of
from wardbook.library.meaning import TERM, Meaning, changes_between, meaning_digest
from wardbook.model.base import Record
from wardbook.model.outline import ApprovalState, Key
from wardbook.model.records.approval import Approvals
from wardbook.model.records.table import DataTable

UNTOLD = "the content; the approved version is of another form, so that its fields cannot be compared"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeSince:
    """A change since an approval."""

    words: str
    """The change in words."""
    at: str
    """The file and the line where it stands now."""


def states_in(approvals: Approvals, current: Meaning) -> tuple[ApprovalState, ...]:
    """The state of each approval of a record, given what the record means now."""
    now = meaning_digest(current)
    contents = {version.digest: version.content for version in approvals.versions}
    told = {
        digest: tuple(change for change, _ in words_since(contents.get(digest, ""), current, approvals.key))
        for digest in {approval.digest for approval in approvals.approvals} - {now}
    }
    return tuple(
        ApprovalState(
            by=str(approval.by),
            role=approval.role,
            on=approval.on,
            is_void=approval.digest != now,
            changes=told.get(approval.digest, ()),
        )
        for approval in approvals.approvals
    )


def words_since(content: str, current: Meaning, key: Key) -> Iterator[tuple[str, tuple[Key, Difference] | None]]:
    """Every change since a version that was kept, in words and with its place; at least one if there is any."""
    before = meaning_in(content)
    if before is None:
        yield UNTOLD, None
        return
    labels = labels_of_records({**before, **current})
    for at, difference in changes_between(before, current):
        words = sentence(_of_table(difference) if isinstance(current.get(at), DataTable) else difference, labels)
        yield (words if at == key else f"{_name(at, current.get(at) or before[at])}: {words}"), (at, difference)


def _of_table(difference: Difference) -> Difference:
    """A difference in a table, whose rows are no ratings."""
    return replace(difference, place=tuple("table row" if part == "rows" else part for part in difference.place))


def places_of(content: str, contents: Contents, key: Key) -> list[ChangeSince]:
    """Every change since a version that was kept, with the file and the line where it stands now."""
    current = contents.meaning(key)
    return [
        ChangeSince(words=words, at=_place(*found, contents, current) if found else "")
        for words, found in words_since(content, current, key)
    ]


def _place(key: Key, difference: Difference, contents: Contents, current: Meaning) -> str:
    part = contents.term(key[1]) if key[0] == TERM else contents.parts.get(key)
    if part is None or key not in current:
        return ""
    problem = part.document.problem((*part.loc, *loc_of(current[key], difference.place)), "")
    return f"{problem.path}:{problem.line}"


def _name(key: Key, record: Record) -> str:
    """The name of what a record uses, as `source toy-study: Toys of 2019`."""
    kind, id = key
    title = in_words(getattr(record, FILED[kind].title, "")) if kind in FILED else ""
    return " ".join(dict.fromkeys((kind, title or id)))
