"""The state of every reviewed page on a day: when its review is due, who stands for it, what leads nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Final, Literal, TypeGuard

from wardbook.authoring.approvals.standings import ApprovalStanding, approval_standings
from wardbook.authoring.listing import in_columns, values_of
from wardbook.kinds import REVIEWED
from wardbook.library.library import Library
from wardbook.model.outline import Key
from wardbook.model.parts.review import Review
from wardbook.model.records.claims import claim_counts
from wardbook.model.records.claims.claim import CLAIM_STANDINGS
from wardbook.model.settings import ApprovalPolicy, ReviewSchedule
from wardbook.problems import as_document, number, visible
from wardbook.read.content import Snapshot, parsed_in
from wardbook.read.layout import file_of, record_in

State = Literal["overdue", "due", "current", "no-date", "draft", "superseded", "withdrawn"]

_ORDER: Final[Mapping[State, int]] = {
    "overdue": 0,
    "due": 1,
    "no-date": 2,
    "current": 3,
    "draft": 4,
    "superseded": 5,
    "withdrawn": 6,
}
_LINE: Final = 75
"""The longest line of a calendar, in bytes (RFC 5545, section 3.1)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageStatus:
    """The state of a page on a day."""

    state: State
    next_review: str
    """The day of the next review as YYYY-MM-DD; empty where there is none."""
    kind: str
    id: str
    title: str
    owner: str
    """Who stands for it: its approver, or else its reviewers, by their ids; empty where nobody does."""
    without_a_page: int
    """Its ways on for which there is no page yet; none for one that no longer holds."""
    uncited: int | None
    """Its own claims without a citation, as the page of its claims counts them; none where it has faults."""
    approval: ApprovalStanding | Literal[""]
    """How its approvals stand; empty where the library has none and no policy, and for one that no longer holds."""
    file: str


def page_statuses(
    snapshot: Snapshot, schedule: ReviewSchedule | None, policy: ApprovalPolicy | None, today: date
) -> list[PageStatus]:
    """The states of all pages that have a review, the most urgent first.

    Raises ContentError with the faults of files that are no YAML.
    """
    values = values_of(snapshot, REVIEWED)
    standings = approval_standings(snapshot, policy)
    found = (
        _with_claims_and_approvals(_status(path, value, schedule, today), snapshot, standings)
        for path, value in values.items()
        if _is_reviewed(value)
    )
    return sorted(found, key=_urgency)


def _with_claims_and_approvals(
    status: PageStatus, snapshot: Snapshot, standings: Mapping[Key, ApprovalStanding]
) -> PageStatus:
    uncited = _uncited(snapshot, status.file)
    if status.state in ("superseded", "withdrawn"):
        return replace(status, uncited=uncited)
    return replace(status, uncited=uncited, approval=standings.get((status.kind, status.id), ""))


def _urgency(status: PageStatus) -> tuple[object, ...]:
    return (_ORDER[status.state], status.next_review, status.kind, status.id)


STATUS_ORDERS: Final[Mapping[str, Callable[[PageStatus], tuple[object, ...]]]] = {
    "date": _urgency,
    "owner": lambda status: (not status.owner, status.owner, *_urgency(status)),
}
"""The orders of the report, by the names that the command line takes; what nobody stands for comes last."""


def _is_reviewed(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, dict) and isinstance(value.get("review"), dict)


def _status(path: str, value: Mapping[str, Any], schedule: ReviewSchedule | None, today: date) -> PageStatus:
    kind, id = record_in(path)
    review = value["review"]
    due = _day(review.get("next_review"))
    warning = schedule.warning_days if schedule else 0
    reviewers = review.get("reviewers")
    owner = [review.get("approver")] if review.get("approver") else reviewers if isinstance(reviewers, list) else []
    state = _state(review.get("status"), due, today, warning)
    return PageStatus(
        state=state,
        next_review=due.isoformat() if due else "",
        kind=kind,
        id=id,
        title=str(value.get("short_title") or value.get("title") or ""),
        owner=", ".join(map(str, owner)),
        without_a_page=0 if state in ("superseded", "withdrawn") else sum(1 for _ in _gaps(value)),
        uncited=None,
        approval="",
        file=path,
    )


def _uncited(snapshot: Snapshot, path: str) -> int | None:
    """The number of claims without a citation in a record; none counts in one that no longer holds."""
    document = parsed_in(snapshot, path).document
    if document is None:
        return None
    record: Any = document.record
    return 0 if record.review.ended else claim_counts((record,))[CLAIM_STANDINGS.index("uncited")]


def _state(status: object, due: date | None, today: date, warning_days: int) -> State:
    match status:
        case "draft" | "superseded" | "withdrawn":
            return status
        case _ if due is None:
            return "no-date"
        case _ if due < today:
            return "overdue"
        case _:
            return "due" if due.toordinal() - warning_days <= today.toordinal() else "current"


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _gaps(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        if value.get("kind") == "no-page-yet":
            yield value
        for item in value.values():
            yield from _gaps(item)
    elif isinstance(value, list):
        for item in value:
            yield from _gaps(item)


def reviews_due(library: Library, schedule: ReviewSchedule, today: date) -> Iterator[str]:
    """A sentence for each page whose review is due or overdue, in the order of their kinds and ids."""
    reviewed: Iterable[Mapping[str, Any]] = (library.summaries, library.topics, library.protocols)
    for kind, records in zip(REVIEWED, reviewed, strict=True):
        for id, record in records.items():
            review: Review = record.review
            match _state(review.status, review.next_review, today, schedule.warning_days):
                case "due":
                    yield f"{file_of(kind, id)}: the review is due on {review.next_review}."
                case "overdue":
                    yield f"{file_of(kind, id)}: the review was due on {review.next_review}."


def _as_table(statuses: Sequence[PageStatus], _: date) -> str:
    names = [field.name for field in fields(PageStatus) if field.name != "file"]
    if not any(status.approval for status in statuses):
        names.remove("approval")
    heads = [name.replace("_", " ") for name in names]
    return in_columns([heads, *([_cell(getattr(status, name)) for name in names] for status in statuses)])


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _as_json(statuses: Sequence[PageStatus], _: date) -> str:
    return as_document({"pages": [asdict(status) for status in statuses], "count": len(statuses)})


def _as_calendar(statuses: Sequence[PageStatus], today: date) -> str:
    """The next reviews as events of a whole day (RFC 5545)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wardbook//Reviews//EN"]
    for status in statuses:
        if status.next_review and status.state not in ("superseded", "withdrawn"):
            lines += [
                "BEGIN:VEVENT",
                f"UID:{status.kind}-{status.id}@wardbook",
                f"DTSTAMP:{today:%Y%m%d}T000000Z",
                f"DTSTART;VALUE=DATE:{status.next_review.replace('-', '')}",
                f"SUMMARY:{_escaped(f'Review due: {status.title}')}",
                f"DESCRIPTION:{_escaped(_described(status))}",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _described(status: PageStatus) -> str:
    gaps = f"; {number(status.without_a_page, 'route')} without a page" if status.without_a_page else ""
    uncited = f"; {number(status.uncited, 'claim')} without a citation" if status.uncited else ""
    return f"{status.file}; owner: {status.owner or 'nobody yet'}{gaps}{uncited}"


def _escaped(text: str) -> str:
    return visible(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line of a calendar in pieces of at most 75 bytes; each but the first begins with a space."""
    pieces, piece = [], ""
    for char in line:
        if len((piece + char).encode()) > _LINE:
            pieces.append(piece)
            piece = " "
        piece += char
    return "\r\n".join([*pieces, piece])


STATUS_FORMATS: Final[Mapping[str, Callable[[Sequence[PageStatus], date], str]]] = {
    "table": _as_table,
    "json": _as_json,
    "calendar": _as_calendar,
}
"""The forms of the report, by the names that the command line takes."""
