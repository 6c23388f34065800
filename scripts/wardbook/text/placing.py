"""Records that a text places: a paragraph that is nothing but `[table: its-id]` stands for the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from wardbook.kinds import PLACED
from wardbook.text.subset import ID_FORM, TextFault

PLACING: Final = "placing"
"""The type of the parser's token."""

_MEANT = re.compile(rf"\[ *(?P<kind>{'|'.join(PLACED)}) *:[^\]\n]*\]?", re.IGNORECASE)
"""A marker, well written or not."""
_WRITTEN = re.compile(rf"\[(?P<kind>{'|'.join(PLACED)}): ?(?P<id>{ID_FORM})\]")


def placing_rule(state: StateInline, silent: bool) -> bool:
    """Take a marker as a token of its own, whose `meta` has the kind and the id if it is well written."""
    meant = _MEANT.match(state.src, state.pos)
    if not meant:
        return False
    if not silent:
        token = state.push(PLACING, "", 0)
        token.content = meant[0]
        written = _WRITTEN.fullmatch(meant[0])
        token.meta = written.groupdict() if written else {"kind": meant["kind"].lower()}
    state.pos = meant.end()
    return True


def placing_faults(tokens: list[Token]) -> Iterator[TextFault]:
    """Markers that are not well written, and those that do not stand alone between two empty lines."""
    opening = None
    for token in tokens:
        markers = [child for child in token.children or () if child.type == PLACING]
        line = token.map[0] if token.map else 0
        for marker in markers:
            kind = marker.meta["kind"]
            if "id" not in marker.meta:
                yield TextFault(
                    line,
                    f"expected a {kind} as `[{kind}: its-id]`, got `{marker.content}`:"
                    f" write it so, or `\\[` if a bracket was meant",
                )
            elif len(token.children or ()) > 1 or not opening or opening.type != "paragraph_open":
                yield TextFault(
                    line,
                    f"expected `{marker.content}` alone between two empty lines, got words beside it:"
                    " move it out, and begin a text of several paragraphs with `|`",
                )
            elif opening.level:
                yield TextFault(
                    line, f"expected `{marker.content}` outside of lists, got it in one: write it after the list"
                )
        opening = token
