"""The differences between two versions in words, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import takewhile
from typing import Final

from wardbook.authoring.versions.comparing import RecordDifference
from wardbook.kinds import PROCEDURE
from wardbook.library.differences import Difference
from wardbook.model.records.procedure import Procedure
from wardbook.model.scales import Scales
from wardbook.model.traverse import Loc
from wardbook.problems import as_document, number, visible
from wardbook.read.content import Snapshot, parsed_in, single_in
from wardbook.read.layout import record_in

_ITEMS: Final[Mapping[str, str]] = {
    "fits": "criterion",
    "excludes": "exclusion",
    "patient_groups": "group of patients",
    "rows": "rating",
    "relations": "relation",
    "pathways": "pathway",
    "outcomes": "outcome",
    "diagnoses": "diagnosis",
    "pitfalls": "pitfall",
    "faq": "question",
    "routes": "route",
    "next": "route",
    "variants": "variant",
    "attachments": "attachment",
    "related": "related page",
    "advantages": "argument",
    "not_recommended": "study not recommended",
    "changes": "version",
    "bands": "dose band",
    "categories": "category",
    "strengths": "strength of evidence",
    "terms": "term",
    "people": "person",
    "groups": "group",
    "stratifiers": "criterion",
    "parameters": "parameter",
    "acquisitions": "image",
    "measurements": "measurement",
}
"""The names of one item of a list, by the list's field."""
_SILENT: Final = frozenset({"ratings", "workflow", "differential", "rationale", "review", "bottom_line"})
"""Fields that say nothing beside the name of what is in them."""
_AROUND: Final = 4
"""Words that are told before and after a change."""
_LONGEST: Final = 200
"""Characters of a value that are told."""


def labels_of(snapshot: Snapshot) -> dict[str, str]:
    """The words of procedures, categories and strengths by their ids."""
    labels: dict[str, str] = {}
    for path in snapshot:
        if record_in(path)[0] == PROCEDURE:
            document = parsed_in(snapshot, path).document
            record: object = document.record if document else None
            if isinstance(record, Procedure):
                labels[record.id] = record.label
    if scales := single_in(snapshot, Scales):
        for scale in scales.record.scales:
            labels |= {category.id: category.label for category in scale.categories}
            labels |= {level.id: level.label for level in (scale.evidence.levels if scale.evidence else ())}
    return labels


def as_lines(found: Sequence[RecordDifference], labels: Mapping[str, str]) -> str:
    """A heading for each record, and a line for each of its differences."""
    return "".join(f"{visible(line)}\n" for record in found for line in _lines(record, labels))


def _lines(record: RecordDifference, labels: Mapping[str, str]) -> Iterator[str]:
    name = f"{record.kind} {record.id}: {record.title}" if record.kind else record.file
    yield name if record.what == "changed" else f"{name} ({record.what})"
    for difference in record.differences:
        yield f"  {sentence(difference, labels)}"


def sentence(difference: Difference, labels: Mapping[str, str]) -> str:
    """A difference in words, as `US scrotum: May be appropriate → Usually appropriate`."""
    last = str(difference.place[-1])
    item = _ITEMS.get(last, last.replace("_", " "))
    where = _where(difference.place[:-1], labels)
    match difference.what:
        case "changed":
            before, after = _change(*(labels.get(text, text) for text in (difference.before, difference.after)))
            return f"{_where(difference.place, labels)}: {before} → {after}"
        case what:
            value = difference.after or difference.before
            return f"{f'{where}: ' if where else ''}{item} {what}: {_cut(labels.get(value, value))}"


def _where(place: Loc, labels: Mapping[str, str]) -> str:
    """The place in words. A rating is known by its study alone, and an item of a list by what it is."""
    parts = [str(part) for part in place if part not in _SILENT]
    if "rows" in place and parts[-1:] == ["category"]:
        del parts[-1]
    kept = [part for number, part in enumerate(parts) if part not in _ITEMS or number == len(parts) - 1]
    return ", ".join(labels.get(part) or _ITEMS.get(part) or part.replace("_", " ") for part in kept)


def _change(before: str, after: str) -> tuple[str, str]:
    """Two texts cut to the words that differ, with some around them."""
    old, new = before.split(), after.split()
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return _window(old, start, len(old) - end), _window(new, start, len(new) - end)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts have in common at their beginning."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _window(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), end + _AROUND)
    shown = _cut(" ".join(words[first:last]))
    return f"{'… ' if first else ''}{shown}{' …' if last < len(words) else ''}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def as_json_document(found: Sequence[RecordDifference]) -> str:
    """The differences as JSON: `{"records": [{"file", "kind", "id", "title", "what", "differences"}], "count"}`."""
    return as_document({"records": [asdict(record) for record in found], "count": len(found)})


def total(found: Sequence[RecordDifference]) -> str:
    """The number of records that differ, in words."""
    return f"{number(len(found), 'record')} changed." if found else "No differences."
