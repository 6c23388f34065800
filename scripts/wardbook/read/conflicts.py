"""Marks that git leaves in a file where two edits collide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wardbook.problems import Problem

_SIDE: Final = re.compile(r"(?<!<)<{7}(?!<)|(?<!>)>{7}(?!>)")
_BETWEEN: Final = re.compile(r"={7}|\|{7}( .*)?")


def conflicts_in(path: str, text: str) -> Iterator[Problem]:
    """Every line with a mark of a conflict, wherever in the line it stands."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    lines = text.split("\n")
    if not any(map(_SIDE.search, lines)):
        return
    for number, line in enumerate(lines, start=1):
        if mark := _SIDE.search(line) or _BETWEEN.fullmatch(line.strip()):
            yield Problem(
                path,
                number,
                "",
                f"expected one version of the text, got `{mark[0][:7]}`, git's mark of two edits that collide:"
                " keep one version, and delete the marks",
            )
