"""Messages for libyaml's errors, in the words of the person who wrote the file."""

from __future__ import annotations

import re
from typing import Final

import yaml

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
        "expected one document, got a second after `---`: make two files of them",
    ),
)
"""libyaml's words, the mark at which an editor would look, and the message for the editor."""


_SIGNED_VALUE: Final = re.compile(r"^\s*(?:- )?(?:[^\s:]+:\s+)?[\[{*&>|\"']")
"""A line whose value begins with a sign that YAML reads, though words follow it."""

_DASH_WITHOUT_SPACE: Final = re.compile(r"^\s*-[^\s-]+:(?:\s|$)")


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The line, counted from 0, at which an editor would look, and the message."""
    words = error.problem or error.context or "it cannot be read"
    for part, place, message in _REASONS:
        if part in words:
            mark = (error.context_mark if place == "context" else None) or error.problem_mark
            line = mark.line if mark else 0
            return line, _about_the_line(error, text) or message
    mark = error.problem_mark or error.context_mark
    return mark.line if mark else 0, f"expected YAML, got something that cannot be read ({words}): mend the line"


def _about_the_line(error: yaml.MarkedYAMLError, text: str) -> str:
    """The message that the line itself suggests better than libyaml's words do, if any."""
    lines = text.split("\n")
    at = error.problem_mark.line if error.problem_mark else 0
    line = lines[at] if at < len(lines) else ""
    if _DASH_WITHOUT_SPACE.match(line):
        return "expected a space after the dash of a list item, got none: write `- ` and then the field"
    if "did not find expected key" in (error.problem or "") and _SIGNED_VALUE.match(line):
        return "expected one value, got words after it: put the whole value in quotes, or on the next line after `>-`"
    return ""
