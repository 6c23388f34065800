"""The note of an old address in moved.yaml: an entry is added below the others."""

from __future__ import annotations

from datetime import date
from typing import Final

from wardbook.authoring.edits import Edit, editable, edited
from wardbook.authoring.yaml_text import scalar
from wardbook.read.yaml.places import Place, places

_HEAD: Final = "# yaml-language-server: $schema=.schemas/moved.json\nmoved:\n"
_LIST: Final = ("moved",)


def with_move(raw: bytes, kind: str, old: str, new: str, on: date) -> bytes:
    """The file of moves, which is sound or empty, with the note that a record has a new id."""
    entry = f'{{kind: {kind}, id: {scalar(old)}, to: {scalar(new)}, on: "{on.isoformat()}"}}'
    if not raw:
        return f"{_HEAD}  - {entry}\n".encode()
    text = editable(raw)
    return edited(raw, [_edit(text, places(text)[_LIST], entry)])


def _edit(text: str, place: Place, entry: str) -> Edit:
    if place.is_block:
        line = text[text.rfind("\n", 0, place.start) + 1 : place.start]
        end = text.find("\n", place.end)
        end = end if end >= 0 else len(text)
        return Edit(end, end, f"\n{line}- {entry}")
    end = place.end - 1
    others = text[place.start + 1 : end].rstrip()
    return Edit(end, end, f"{'' if not others else ' ' if others.endswith(',') else ', '}{entry}")
