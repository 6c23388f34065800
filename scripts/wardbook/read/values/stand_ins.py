"""Stand-ins for faulty values: a file is read with them, so that its sound values are judged in the same run.

A stand-in says nothing: no fault at its place is told but the one that it stands in for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from wardbook.model import patterns
from wardbook.model.traverse import Loc

_TAG: Final = "kind"
"""The field that says what all others beside it mean; where it is faulty, they may mean anything."""
_WORD: Final = "x"
"""A text, a line and an id."""
_OF_FORM: Final[Mapping[str, str]] = {
    patterns.SLUG: _WORD,
    patterns.COLOUR: "#000000",
    patterns.SHA256: 64 * "0",
    patterns.DOI: "10.1000/x",
    patterns.EMAIL: "x@example.org",
    patterns.LOGO: "x.svg",
    patterns.MARK: "00000000",
    patterns.DOCUMENT_NAME: "x.pdf",
    patterns.PICTURE_NAME: "x.png",
    patterns.AUTHOR: "A",
    patterns.PMID: "1",
    patterns.PMCID: "PMC1",
    patterns.ISBN: "0000000000",
    patterns.TRIAL: "NCT00000000",
    patterns.ORIGIN: "https://example.org",
    patterns.REPORTS: "x@example.org",
    patterns.SIGNER: _WORD,
    patterns.SSH_KEY: "ssh-ed25519 " + 20 * "A",
    patterns.SITE: "https://example.org/",
    patterns.WEB: "https://example.org",
}
_OF_TYPE: Final[Mapping[str, Callable[[], object]]] = {
    **dict.fromkeys(("string_type", "line", "text", "text_faults", "text_or_list"), lambda: _WORD),
    **dict.fromkeys(("missing", "too_short", "too_long", "string_too_long", "union_tag_not_found"), lambda: _WORD),
    **dict.fromkeys(("date_form", "date_day"), lambda: "2000-01-01"),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), dict),
    **dict.fromkeys(("tuple_type", "list_type"), list),
    "int_type": lambda: 1,
    "float_type": lambda: 1.0,
    "bool_type": lambda: False,
}
"""Makers of values by the type of the error that each of them mends."""


def put_stand_in(value: object, loc: Loc, error: Mapping[str, Any]) -> Loc | None:
    """Put a stand-in into a file's value where an error of validation is; give its place, or none if nothing fits."""
    slot = _slot(value, loc[:-1] if error["type"] == "missing" else loc)
    match error["type"], slot.content:
        case "missing", dict():
            slot = slot.inner(loc[-1])
        case "union_tag_not_found" | "union_tag_invalid", dict():
            slot = slot.inner(_TAG)
        case "too_short", list(items):
            slot = slot.inner(len(items))
            items.append(None)
    if not slot.place:
        return None
    if error["type"] == "extra_forbidden":
        del slot.container[slot.place[-1]]
        return slot.place
    found = _stand_in(error, slot.content)
    if found is None:
        return None
    slot.container[slot.place[-1]] = found
    return slot.place[:-1] or slot.place if slot.place[-1] == _TAG else slot.place


def _stand_in(error: Mapping[str, Any], content: object) -> object:
    kind, limits = error["type"], error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return _OF_FORM.get(limits["pattern"])
    if kind in ("literal_error", "union_tag_invalid"):
        options = re.findall("'([^']*)'", limits.get("expected") or limits.get("expected_tags"))
        return options[0] if options else None
    if kind in ("greater_than_equal", "less_than_equal"):
        return limits.get("ge", limits.get("le"))
    if kind == "too_long" and isinstance(content, list):
        return content[: limits["max_length"]]
    return _OF_TYPE[kind]() if kind in _OF_TYPE else None


class _Slot(NamedTuple):
    """A place in a value: what holds it, and what it holds, which may be nothing yet."""

    container: Any
    place: Loc
    content: Any

    def inner(self, part: str | int, content: object = None) -> _Slot:
        """A place further in."""
        return _Slot(self.content, (*self.place, part), content)


def _slot(value: object, loc: Loc) -> _Slot:
    """The place in a value that `loc` leads to, as far as it does: a text has no items."""
    slot = _Slot(None, (), value)
    for part in loc:
        match slot.content:
            case dict() as fields if part in fields:
                slot = slot.inner(part, fields[part])
            case list() as items if isinstance(part, int) and part < len(items):
                slot = slot.inner(part, items[part])
    return slot
