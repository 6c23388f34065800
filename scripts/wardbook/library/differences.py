"""Differences in meaning between two versions of a record, field by field.

Formatting, the order of keys and comments are no difference. Items of a list belong together by their name: an id, a
procedure, a title, or their first words. What is read as one, such as a dose with its unit, differs as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as data_field
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from wardbook.kinds import PROCEDURE
from wardbook.model.base import Record, Statement
from wardbook.model.parts.dosing.adjustment import Bounds
from wardbook.model.traverse import Loc
from wardbook.text.tree import Citation, RichText, inlines, placed_in, words

What = Literal["added", "removed", "changed"]
TableRow = Mapping[str, Any]
"""A row of a table, by the names of its columns."""

_NAMES: Final = (
    "id",
    PROCEDURE,
    "file",
    "version",
    "name",
    "label",
    "title",
    "question",
    "target",
    "service",
    "kind",
)
"""The fields by which an item of a list is known, the surest first."""
_ALIKE: Final = 0.5
"""The share of common words from which an item counts as changed, and not as removed with another one added."""
_LONGEST: Final = 40
"""Characters of the first words by which an item is known that has no name."""
_BOUNDS: Final = frozenset(Bounds.model_fields)
BOUNDS: Final = "bounds"
"""The place of the bounds of a band, which are read as one."""

WayStep = str | Record | TableRow
"""A step on the way to a value: a field, or an item of a list, as it is in the version after if it is there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A value that differs between two versions of a record."""

    place: Loc
    """The way to the value: fields, and the names of items in lists. Of an item that was added or removed, its list."""
    what: What
    before: str
    """The value in words; empty where it was added."""
    after: str
    """The value in words; empty where it was removed."""
    steps: tuple[WayStep, ...] = data_field(default=(), repr=False)
    """The place with the items of lists in place of their names."""
    values: tuple[Any, Any] = data_field(default=(None, None), repr=False)
    """The value before and after, as the records have it."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The way to a value."""

    place: Loc = ()
    steps: tuple[WayStep, ...] = ()

    def to(self, name: str, step: WayStep | None = None) -> _Way:
        return _Way((*self.place, name), (*self.steps, name if step is None else step))

    def difference(self, before: Any, after: Any) -> Difference:
        old, new = in_words(before), in_words(after)
        what: What = "changed" if old and new else "added" if new else "removed"
        return Difference(place=self.place, what=what, before=old, after=new, steps=self.steps, values=(before, after))


def differences(before: Record, after: Record) -> Iterator[Difference]:
    """Every difference between two versions of a record, in the order of its fields."""
    yield from _of_records(before, after, _Way())


def _of_records(before: Record | TableRow, after: Record | TableRow, way: _Way) -> Iterator[Difference]:
    old, new = dict(before), dict(after)
    as_one: frozenset[str] = frozenset()
    if isinstance(before, Bounds) and isinstance(after, Bounds) and before.words != after.words:
        as_one = _BOUNDS
        yield Difference(
            place=(*way.place, BOUNDS),
            what="changed",
            before=before.words,
            after=after.words,
            steps=(*way.steps, BOUNDS),
            values=(before, after),
        )
    for name in new | old:
        if name not in as_one:
            yield from _of_values(old.get(name), new.get(name), way.to(name))


def _of_values(before: Any, after: Any, way: _Way) -> Iterator[Difference]:
    if isinstance(before, Record) and isinstance(after, Record) and _differ_as_one(before, after):
        yield way.difference(before, after)
    elif isinstance(before, Record | dict) and type(before) is type(after):
        yield from _of_records(before, after, way)
    elif _is_list_of_records(before) or _is_list_of_records(after):
        yield from _of_lists(before or (), after or (), way)
    elif _is_list_of_texts(before) and _is_list_of_texts(after):
        yield from _of_texts(before, after, way)
    elif in_words(before) != in_words(after):
        yield way.difference(before, after)


def _differ_as_one(before: Record, after: Record) -> bool:
    """Whether two values are each read as one phrase, such as `500 mg`, and these differ."""
    old, new = getattr(before, "words", ""), getattr(after, "words", "")
    return bool(old and new) and old != new and not isinstance(after, Bounds)


def _is_list_of_records(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(item, Record | dict) for item in value)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, RichText) for item in value)


def _of_texts(before: Sequence[RichText], after: Sequence[RichText], way: _Way) -> Iterator[Difference]:
    """The texts that only one of two lists has; where each has one, it is the same one, changed."""
    old, new = set(map(in_words, before)), set(map(in_words, after))
    gone = [text for text in before if in_words(text) not in new]
    come = [text for text in after if in_words(text) not in old]
    if len(gone) == len(come) == 1:
        yield way.difference(gone[0], come[0])
    elif gone or come:
        yield from (way.difference(text, None) for text in gone)
        yield from (way.difference(None, text) for text in come)
    elif in_words(tuple(before)) != in_words(tuple(after)):
        yield way.difference(before, after)


def _of_lists(
    before: Sequence[Record | TableRow], after: Sequence[Record | TableRow], way: _Way
) -> Iterator[Difference]:
    old, new = _named(before), _named(after)
    pairs = _pairs(old, new)
    for name, item in old.items():
        if name not in pairs:
            yield way.difference(item, None)
    for name, item in new.items():
        if name not in pairs.values():
            yield way.difference(None, item)
    for name, other in pairs.items():
        yield from _of_items(old[name], new[other], way.to(other, new[other]))
    kept = [other for other in new if other in pairs.values()]
    if list(pairs.values()) != kept:
        values = (tuple(old[name] for name in pairs), tuple(new[name] for name in kept))
        yield Difference(
            place=way.place,
            what="changed",
            before=", ".join(pairs.values()),
            after=", ".join(kept),
            steps=way.steps,
            values=values,
        )


def _of_items(before: Record | TableRow, after: Record | TableRow, way: _Way) -> Iterator[Difference]:
    if type(before) is type(after):
        yield from _of_records(before, after, way)
    elif in_words(before) != in_words(after):
        yield way.difference(before, after)


def _pairs(old: Mapping[str, Record | TableRow], new: Mapping[str, Record | TableRow]) -> dict[str, str]:
    """The names of items that belong together, in the order before: those of one name, and those of like words."""
    if len(old) == len(new) == 1 and all(isinstance(item, Statement) for item in (*old.values(), *new.values())):
        return dict(zip(old, new, strict=True))  # the one paragraph of a text
    left = [name for name in new if name not in old]
    pairs: dict[str, str] = {}
    for name, item in old.items():
        if name in new:
            pairs[name] = name
        elif left:
            ratios = {other: _likeness(item, new[other]) for other in left if type(new[other]) is type(item)}
            best = max(ratios, key=lambda other: ratios[other], default="")
            if best and ratios[best] >= _ALIKE:
                pairs[name] = best
                left.remove(best)
    return pairs


def _likeness(one: Record | TableRow, other: Record | TableRow) -> float:
    return SequenceMatcher(None, in_words(one).split(), in_words(other).split(), autojunk=False).ratio()


def _named(items: Sequence[Record | TableRow]) -> Mapping[str, Record | TableRow]:
    """The items by name; the second of a name and all after it have their number beside it."""
    named: dict[str, Record | TableRow] = {}
    for item in items:
        name, number = _name(item), 1
        while (shown := name if number == 1 else f"{name} ({number})") in named:
            number += 1
        named[shown] = item
    return named


def _name(item: Record | TableRow) -> str:
    values = dict(item)
    for field in _NAMES:
        if isinstance(values.get(field), str):
            return str(values[field])
    # A row is known by its first cell.
    text = in_words(next(iter(values.values()), "") if isinstance(item, dict) else item)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def in_words(value: Any) -> str:
    """A value as one line of words, citations and all; empty for one that is not there."""
    if isinstance(value, RichText):
        return _text_in_words(value)
    if isinstance(value, Record):
        return "; ".join(filter(None, (in_words(item) for item in dict(value).values())))
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(in_words, value)))
    if isinstance(value, dict):
        return "; ".join(filter(None, map(in_words, value.values())))
    return _scalar_in_words(value)


def _scalar_in_words(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case float():
            return f"{value:.15g}"
        case _:
            return str(value)


def _text_in_words(text: RichText) -> str:
    cited = [f"[@{node.source}]" for node in inlines(text.blocks) if isinstance(node, Citation)]
    placed = [f"[{block.record_kind}: {block.id}]" for block in placed_in(text)]
    return " ".join(filter(None, [words(text), *cited, *placed]))


def names_of(items: tuple[Any, ...]) -> list[str]:
    """The names by which the items of a list are known; none for items that are no records."""
    return list(_named(items)) if _is_list_of_records(items) else []


def loc_of(record: Record, place: Loc) -> Loc:
    """The way to a difference by the numbers of items, as far as the record has it."""
    value: Any = record
    loc: list[str | int] = []
    for part in place:
        if isinstance(value, Record | dict) and part in dict(value):
            value = dict(value)[str(part)]
            loc.append(part)
        elif _is_list_of_records(value) and part in (names := list(_named(value))):
            loc.append(names.index(str(part)))
            value = value[loc[-1]]
        else:
            break
    return tuple(loc)
