"""The meaning of a record that is approved: what it says to readers, with all that it uses, and a digest of that.

How a file is written has no part in it: formatting, comments, the order of keys, fields that say what they would say
anyway, and where lines of a text end. Neither has what keeps a record up to date: its review with its dates, and the
day on which a source was looked at. Records that are approved by themselves are links here, and no part.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from wardbook.kinds import PAGE, PROTOCOL
from wardbook.library.differences import Difference, What, differences, in_words, names_of
from wardbook.library.vocabulary import Vocabulary
from wardbook.model.base import Record
from wardbook.model.outline import Key
from wardbook.model.parts.review import Review
from wardbook.model.records.approval import APPROVED_KINDS
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.source import Source
from wardbook.model.settings import Term
from wardbook.model.traverse import Loc, references

Meaning = Mapping[Key, Record]
"""A record and all that it uses, by kind and id, the record first."""
Find = Callable[[str, str], tuple[Key, Record] | None]
"""The function that gives what a reference leads to, by its kind and id; nothing where it leads to no part.

A category leads to its scale, and a radiation band to all bands, because readers see it among them.
"""

TERM: Final = "term"
_BESIDE: Final = frozenset({*APPROVED_KINDS, PAGE, "person", "presentation", "stage"})
"""The kinds of what a record names and is approved by itself, or is no part of its content."""
_UNSEEN: Final[Mapping[type[Record], Mapping[str, object]]] = {
    Procedure: {"regions": (), PROTOCOL: None, "about": (), "attachments": ()},
    Source: {"accessed_on": None},
}
"""Fields that do not reach the reader of a record that uses these, with the values that say nothing."""
_OTHER_LOOKS: Final = "the same words with other stress, links or paragraphs"


def meaning_of(key: Key, find: Find, vocabulary: Vocabulary) -> Meaning:
    """The meaning of a record: what is read in it and in all that it uses, and the abbreviations in that."""
    found: dict[Key, Record] = {}
    waiting = [key]
    for kind, id in waiting:
        used = find(kind, id)
        if used and used[0] not in found:
            found[used[0]] = seen = as_seen(used[1])
            waiting += [(of, other) for _, of, other in references(seen) if of not in _BESIDE]
    for abbreviation, expansion in vocabulary.used_in(*found.values()):
        found[TERM, abbreviation] = Term.model_validate({"term": expansion, "abbreviation": abbreviation})
    return found


def as_seen(record: Record) -> Record:
    """A record without the fields that do not reach its reader; of a review, the basis of the text is left."""
    unseen = dict(_UNSEEN.get(type(record), {}))
    if isinstance(review := getattr(record, "review", None), Review):
        unseen["review"] = review.basis
    return record.model_copy(update=unseen) if unseen else record


def meaning_digest(meaning: Meaning) -> str:
    """The SHA-256 of a meaning in its one canonical form."""
    form = {f"{kind}:{id}": _canonical(record) for (kind, id), record in meaning.items()}
    return sha256(json.dumps(form, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def _canonical(value: Any) -> Any:
    match value:
        case Record():
            model = type(value).model_fields
            return {name: _canonical(item) for name, item in value if item not in (model[name].default, None, ())}
        case tuple():
            return [_canonical(item) for item in value]
        case dict():
            return {str(name): _canonical(item) for name, item in value.items()}
        case _ if is_dataclass(value):  # a text, or a node of one
            return {field.name: _canonical(getattr(value, field.name)) for field in fields(value)}
        case date():
            return value.isoformat()
        case _:
            return str(value) if isinstance(value, str) else value


def changes_between(before: Meaning, after: Meaning) -> Iterator[tuple[Key, Difference]]:
    """Every difference between two meanings with the record that it is in; there is one wherever digests differ."""
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old is None:
            yield key, _difference((key[0],), None, new, "added")
        elif new is None:
            yield key, _difference((key[0],), old, None, "removed")
        elif _canonical(old) != _canonical(new):
            yield from ((key, difference) for difference in _of_records(old, new))


def _of_records(old: Record, new: Record) -> Iterator[Difference]:
    told: set[object] = set()
    for difference in differences(old, new):
        told.add(difference.place[0])
        yield difference
    # Words may stay the same where their stress, a link, or the end of a paragraph changes.
    for place in dict.fromkeys(_unequal(old, new, ())):
        if place[0] not in told:
            yield _difference(place, "as approved", _OTHER_LOOKS, "changed")


def _difference(place: Loc, before: object, after: object, what: What) -> Difference:
    words = (in_words(before), in_words(after))
    steps = tuple(map(str, place))
    return Difference(place=place, what=what, before=words[0], after=words[1], steps=steps, values=(before, after))


def _unequal(old: Any, new: Any, place: Loc) -> Iterator[Loc]:
    """The fields in which two values are not the same, as deep as both have them."""
    if isinstance(old, Record) and type(old) is type(new):
        for name, item in old:
            yield from _unequal(item, getattr(new, name), (*place, name))
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        names = names_of(old)
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _unequal(one, other, (*place, *names[number : number + 1]))
    elif _canonical(old) != _canonical(new):
        yield place
