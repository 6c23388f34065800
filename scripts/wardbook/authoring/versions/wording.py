"""The differences between two versions in clinical words, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any, Final

from wardbook.authoring.versions.comparing import RecordDifference
from wardbook.authoring.versions.fields import FIELDS, ITEMS
from wardbook.authoring.versions.labels import Labels
from wardbook.authoring.versions.sorts import sort_of
from wardbook.authoring.versions.values import detailed, name_of, sources_in, words_of
from wardbook.library.differences import BOUNDS, Difference
from wardbook.model.base import Record, Statement
from wardbook.model.parts.criteria import CriteriaGroup, Criterion
from wardbook.model.records.regimen import RegimenDrug, RegimenPart
from wardbook.problems import as_document, number, visible

_ARE_TEXT: Final = frozenset({"text", "answer", "meaning", "action", "about"})
"""Fields of an item that need no name beside the item's."""
_AROUND: Final = 4
"""Words that are told before and after a change."""
_LONGEST: Final = 200
"""Characters of a value that are told."""
_SHORT: Final = 60
"""Characters of an item's name beside a change within it."""


def as_lines(found: Sequence[RecordDifference], labels: Labels) -> str:
    """A heading for each record, and a line for each of its differences."""
    return "".join(f"{visible(line)}\n" for record in found for line in _lines(record, labels))


def _lines(record: RecordDifference, labels: Labels) -> Iterator[str]:
    name = f"{record.kind} {record.id}: {record.title}" if record.kind else record.file
    yield name if record.what == "changed" else f"{name} ({record.what})"
    for difference in record.differences:
        yield f"  {sentence(difference, labels)}"


def sentence(difference: Difference, labels: Labels) -> str:
    """A difference in words, as `US scrotum: May be appropriate → Usually appropriate`."""
    difference = _of_paragraph(difference)
    before, after = difference.values
    where = list(_items(difference, labels))
    parent, last = _place(difference)
    if parent == "review" and last == "next_review":
        return _said(where, _moved(difference, labels))
    if last == BOUNDS:
        return _said(where[:-1], f"{ITEMS['bands']} changed: {difference.before} → {difference.after}")
    if difference.what == "changed" and _is_order(before, after):
        return _said(
            where, f"{_field(parent, last)} in another order: {_names(before, labels)} → {_names(after, labels)}"
        )
    if difference.what != "changed":
        return _said(where, f"{_noun(difference, parent, last)} {difference.what}{_value(before, after, labels)}")
    return _changed(difference, where, labels)


def _changed(difference: Difference, where: Sequence[str], labels: Labels) -> str:
    """A value that differs, as it was and as it is."""
    before, after = difference.values
    parent, last = _place(difference)
    old, new = _change(words_of(before, labels), words_of(after, labels))
    if old == new:
        return _said(where, _other_sources(difference, parent, last, labels))
    if isinstance(difference.steps[-1], Record):
        return _said(where[:-1], f"{ITEMS.get(last, last)} changed: {old} → {new}")
    if isinstance(_item(difference), Criterion | CriteriaGroup) and last in ("text", "label"):
        return _said(where[:-1], f"{ITEMS[parent]} changed: {old} → {new}")
    field = "" if _needs_no_field(difference, parent, last) else _field(parent, last)
    return f"{', '.join([*where, *([field] if field else [])])}: {old} → {new}"


def _other_sources(difference: Difference, parent: str, last: str, labels: Labels) -> str:
    """A text whose words are the same; it cites others, or it stands in other markup."""
    old, new = (sources_in(value, labels) for value in difference.values)
    if old != new:
        return f"sources of {_field(parent, last)}: {_cut(old) or 'none'} → {_cut(new) or 'none'}"
    before, after = _change(difference.before, difference.after)
    return f"{_field(parent, last)}: {before} → {after}"


def _place(difference: Difference) -> tuple[str, str]:
    """The field that the value is in, with the field around that; empty where there is none."""
    *_, parent, last = ("", *(step for step in difference.steps if isinstance(step, str)))
    return parent, last


def _of_paragraph(difference: Difference) -> Difference:
    """The difference of a text in place of that of a paragraph in it."""
    *steps, statement, last = ("", *difference.steps)
    if isinstance(statement, Statement) and last == "text":
        return replace(difference, steps=tuple(steps[1:]))
    return difference


def _said(where: Sequence[str], what: str) -> str:
    return f"{', '.join(where)}: {what}" if where else what


def _items(difference: Difference, labels: Labels) -> Iterator[str]:
    """The items that hold the value, each by its name; one that has the name of the item around it is told once."""
    told_last = ""
    has_drug = any(isinstance(step, RegimenDrug) for step in difference.steps)
    for step in difference.steps:
        if has_drug and isinstance(step, RegimenPart):
            continue  # the drug says it
        if isinstance(step, Record) and (name := name_of(step, labels)) and name != told_last:
            told_last = name
            yield name if len(name) <= _SHORT else f"{name[:_SHORT].rsplit(' ', 1)[0]}…"


def _needs_no_field(difference: Difference, parent: str, last: str) -> bool:
    """Whether the item says enough, as a study does beside its rating."""
    return bool(_item(difference)) and ((parent, last) == ("rows", "category") or last in _ARE_TEXT)


def _item(difference: Difference) -> Record | None:
    """The item that has the value as a field."""
    step = difference.steps[-2] if len(difference.steps) > 1 else None
    return step if isinstance(step, Record) else None


def _field(parent: str, name: str) -> str:
    """A field in words. The text of something has the name of that."""
    known = FIELDS.get(f"{parent}.{name}") or FIELDS.get(name)
    if known:
        return known
    return (parent if name == "text" and parent else name).replace("_", " ")


def _noun(difference: Difference, parent: str, last: str) -> str:
    """The name of what was added or removed: an item of a list, a paragraph of a text, or the value of a field."""
    value = next(value for value in difference.values if value is not None)
    if isinstance(value, Statement):
        return "paragraph" if _needs_no_field(difference, parent, last) else f"{_field(parent, last)}: paragraph"
    if isinstance(value, Record) and last in ITEMS:
        return ITEMS[last]
    return _field(parent, last)


def _value(before: Any, after: Any, labels: Labels) -> str:
    value = after if words_of(after, labels) else before
    if value is True:
        return ""
    words = detailed(value, labels) if isinstance(value, Record) else words_of(value, labels)
    return f": {_cut(words)}"


def _moved(difference: Difference, labels: Labels) -> str:
    before, after = (words_of(value, labels) for value in difference.values)
    if before and after:
        return f"next review moved: {before} → {after}"
    return f"next review set: {after}" if after else f"next review no longer set: it was {before}"


def _is_order(before: Any, after: Any) -> bool:
    """Whether two lists hold the same items in another order."""
    lists = isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after) > 1
    return lists and all(isinstance(item, Record) for item in (*before, *after))


def _names(items: Sequence[Record], labels: Labels) -> str:
    return _cut("; ".join(name_of(item, labels) or words_of(item, labels) for item in items))


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


def as_json_document(found: Sequence[RecordDifference], labels: Labels) -> str:
    """The differences as JSON: `{"records": [{"file", "kind", "id", "title", "what", "differences"}], "count"}`."""
    return as_document({"records": [_as_json(record, labels) for record in found], "count": len(found)})


def _as_json(record: RecordDifference, labels: Labels) -> Mapping[str, object]:
    differences = [
        {
            "place": list(one.place),
            "what": one.what,
            "before": one.before,
            "after": one.after,
            "sort": sort_of(record.kind, one),
            "text": sentence(one, labels),
        }
        for one in record.differences
    ]
    head = {"file": record.file, "kind": record.kind, "id": record.id, "title": record.title, "what": record.what}
    return {**head, "differences": differences}


def total(found: Sequence[RecordDifference]) -> str:
    """The number of records that differ, in words."""
    return f"{number(len(found), 'record')} changed." if found else "No differences."
