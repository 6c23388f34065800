"""Messages for libyaml's errors, in the words of the person who wrote the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import Final

import yaml

from wardbook.read.yaml.mistakes.lines import parts_of
from wardbook.read.yaml.mistakes.mistake import Mistake
from wardbook.read.yaml.mistakes.places import misaligned, mistake_at, number_above
from wardbook.read.yaml.mistakes.values import no_space_after_colon

_REASONS: Final = (
    (
        "mapping values are not allowed",
        "problem",
        "expected one `name: value` on the line, got a second colon: put the value in quotes, or mend the indentation",
    ),
    (
        "character that cannot start any token",
        "problem",
        "expected a value, got a character that YAML keeps for itself (a tab, @, % or a backtick):"
        " put the value in quotes, and indent with spaces",
    ),
    (
        "tab character that violates indentation",
        "problem",
        "expected spaces before the field, got a tab: indent with spaces",
    ),
    (
        "could not find expected ':'",
        "context",
        "expected `name: value`, got words without a colon: add the colon, or indent the line under its field",
    ),
    (
        "unexpected end of stream",
        "context",
        "expected a closing quotation mark, got the end of the file: close the quotation that begins here",
    ),
    (
        "did not find expected ',' or",
        "context",
        "expected a closing bracket, got none: close the bracket that opens here",
    ),
    (
        "did not find expected",
        "problem",
        "expected a field or a list item in line with those above, got another indentation: mend it",
    ),
    (
        "but found another document",
        "problem",
        "expected one document, got a second after `---`: make two files of them, or delete the line",
    ),
)
"""libyaml's words, the mark at which an editor would look, and the message where the line does not tell more."""

_FURTHEST: Final = 200
"""Lines above an error among which the quotation is looked for that it ends."""
_NAME: Final = re.compile(r"[A-Za-z_]\w*(?=:)")
_END: Final = re.compile(r"(?:---|\.\.\.)(?:\s.*)?")


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Mistake:
    """The mistake that made an error."""
    words = error.problem or error.context or "it cannot be read"
    place, message = next(
        ((place, message) for part, place, message in _REASONS if part in words),
        ("problem", f"expected YAML, got something that cannot be read ({words}): mend the line"),
    )
    mark = (error.context_mark if place == "context" else None) or error.problem_mark or error.context_mark
    at = mark.line if mark else 0
    if ended := _end_of_document(lines, at):
        return ended
    start = _opened_above(lines, at) or _ran_on_above(lines, at)
    return mistake_at(lines, at if start is None else start) or misaligned(lines, at) or Mistake(at, message)


def _end_of_document(lines: Sequence[str], at: int) -> Mistake | None:
    """The line of three dashes or dots before what cannot be read, if there is one."""
    for number in (at, at - 1):
        if 0 <= number < len(lines) and _END.fullmatch(lines[number]):
            message = (
                f"expected one document, got the sign `{lines[number][:3]}`, which ends it: delete the line,"
                " or make two files of them"
            )
            is_another = not _names(lines[:number]).isdisjoint(_names(lines[number + 1 :]))
            ends = [n for n in range(number, len(lines)) if _END.fullmatch(lines[n])]
            return Mistake(number, message, {} if is_another else dict.fromkeys(ends, ""))
    return None


def _names(lines: Sequence[str]) -> set[str]:
    """The names of the fields that stand furthest out."""
    return {match[0] for line in lines if (match := _NAME.match(line))}


def _opened_above(lines: Sequence[str], at: int) -> int | None:
    """The line above on which a quotation begins that ends on this line, or the one before it, ahead of words."""
    for sign, end in product(('"', "'"), (at, at - 1)):
        if not 0 <= end < len(lines) or not re.search(rf"{sign}\s*[^\s#]", lines[end]):
            continue
        begins = re.compile(rf"(?:[^{sign}#]*(?:: +|- +)){sign}[^{sign}]*")
        for number in range(end - 1, max(end - _FURTHEST, -1), -1):
            if sign in lines[number]:
                if begins.fullmatch(lines[number]):
                    return number
                break
    return None


def _ran_on_above(lines: Sequence[str], at: int) -> int | None:
    """The line above if its name runs into its value, so that it is a text, which goes on below."""
    above = number_above(lines, at)
    if above is None or not no_space_after_colon(lines, above, parts_of(lines[above])):
        return None
    return above
