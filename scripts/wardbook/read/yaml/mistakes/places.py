"""Mistakes about where a line of YAML stands: its indentation, and lists that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from wardbook.read.yaml.mistakes.lines import SourceLine, advice, is_field, parts_of
from wardbook.read.yaml.mistakes.mistake import Mistake, Rule
from wardbook.read.yaml.mistakes.values import VALUE_RULES, in_quotes

_FURTHEST_IN: Final = 1000
"""More than any indentation."""
BULLET: Final = re.compile(r"(?P<sign>[*•·◦▪–—])[ \t]*(?P<words>.*)", re.DOTALL)
"""A sign that word processors, and people, put before an item of a list."""


def mistake_at(lines: Sequence[str], at: int) -> Mistake | None:
    """The mistake in a line that cannot be read, as far as the lines tell."""
    if at >= len(lines):
        return None
    line = parts_of(lines[at])
    return next((found for rule in _ALL_RULES if (found := rule(lines, at, line))), None)


def _tab(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    if "\t" not in line.indent + line.dashes:
        return None
    tabbed = [number for number, text in enumerate(lines) if re.match(r"[ -]*\t", text)]
    more = f", and in {len(tabbed) - 1} more" if len(tabbed) > 1 else ""
    message = f"expected spaces at the beginning of the line, got a tab{more}: type two spaces for each"
    return Mistake(min(tabbed, default=at), message, _without_tabs(lines, tabbed))


def _without_tabs(lines: Sequence[str], tabbed: Sequence[int]) -> dict[int, str]:
    """Lines with spaces for their tabs, as far in as the lines above them say."""
    mended: dict[int, str] = {}
    for number in tabbed:
        line, above = parts_of(lines[number]), number_above(lines, number)
        if above is None:
            column = 0
        elif above in mended:
            deeper = line.indent.count("\t") - parts_of(lines[above]).indent.count("\t")
            column = len(parts_of(mended[above]).indent) + 2 * deeper
        else:
            column = _column_below(parts_of(lines[above]), line)
        plain = replace(line, indent=" " * max(column, 0), dashes="- " * line.dashes.count("-"))
        mended[number] = plain.written()
    return mended


def _column_below(above: SourceLine, line: SourceLine) -> int:
    """The column of a line below another: in line with it, or further in if that has no value."""
    if not above.value and above.name:
        return above.depth + 2
    return len(above.indent) if line.dashes else above.depth


def _bullet(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    match = BULLET.fullmatch(line.value)
    number = number_above(lines, at)
    above = parts_of(lines[number]) if number is not None else None
    if not match or line.name or line.dashes or not above or not (above.dashes or not above.value):
        return None
    meant = replace(line, dashes="- ", value=match["words"])
    told = f"expected `- ` before a list item, got `{match['sign']}`"
    return Mistake(at, f"{told}: {advice(meant)}", {at: meant.written()})


def _too_far_in(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    """A field that stands further in than the one above, which has its value already."""
    number = number_above(lines, at)
    if number is None or not line.name:
        return None
    above = parts_of(lines[number])
    if line.depth <= above.depth:
        return None
    if not is_field(line) or not above.name:
        start = next((n for n in range(number, -1, -1) if parts_of(lines[n]).depth < line.depth), number)
        message = "expected one `name: value`, got a colon on a later line of the value: put the whole value in quotes"
        return Mistake(at, message, in_quotes(lines, start, at))
    if first := _first_is_off(lines, at, line):
        return first
    column = above.depth - len(line.dashes)
    told = f"expected {_spaces(above.depth)} before `{line.name}`, as before `{above.name}`, got {line.depth}"
    return Mistake(at, f"{told}: put it in line", {at: " " * max(column, 0) + lines[at].strip()})


def _words_alone(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    """Words that belong to the field above and stand no further in than it, or to no field."""
    if line.name or line.dashes or not line.value:
        return None
    message = "expected `name: value`, got words without a colon: add the colon, or indent the line under its field"
    number = number_above(lines, at)
    above = parts_of(lines[number]) if number is not None else None
    if above and above.value[:1] in ("|", ">"):
        return Mistake(at, message, {at: " " * (above.depth + 2) + lines[at].strip()})
    return Mistake(at, message, {at: ""}, leaves_out=True)


def _below_empty(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    """A field or an item below one that has brackets with nothing in them for its value."""
    number = number_above(lines, at)
    above = parts_of(lines[number]) if number is not None else None
    if number is None or not above or above.value not in ("[]", "{}"):
        return None
    if len(line.indent) + (1 if line.dashes else 0) <= above.depth:
        return None
    told = f"expected nothing below `{above.name}: {above.value}`, which says that there is none, got a line"
    meant = above.with_value("").written().rstrip()
    return Mistake(number, f"{told}: delete the `{above.value}`", {number: meant})


_ALL_RULES: Final[tuple[Rule, ...]] = (_below_empty, _tab, _bullet, *VALUE_RULES, _too_far_in, _words_alone)


def misaligned(lines: Sequence[str], at: int) -> Mistake | None:
    """The mistake of a field or an item that is in line with none of those above it."""
    if at >= len(lines):
        return None
    line = parts_of(lines[at])
    own, columns = len(line.indent), _columns_above(lines, at, line)
    if not columns or not (line.name or line.dashes):
        return None
    if first := _first_is_off(lines, at, line):
        return first
    column = min(columns, key=lambda column: abs(column - own))
    if column == own:
        return None
    what = "the list item" if line.dashes else f"`{line.name}`"
    told = f"expected {_spaces(column)} before {what}, as before one above, got {own}"
    return Mistake(at, f"{told}: put it in line", {at: " " * column + lines[at].strip()})


def _first_is_off(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    """The field above as the one that is out of line, if it begins a block or an item, and the next is in line."""
    number, below = number_above(lines, at), _column_of_next(lines, at, line.depth)
    if number is None or not line.name or line.dashes or below != line.depth:
        return None
    above, outer_number = parts_of(lines[number]), number_above(lines, number)
    indent = len(above.indent) + line.depth - above.depth
    outer = parts_of(lines[outer_number]) if outer_number is not None else None
    begins = outer is None or (bool(outer.name) and not outer.value and outer.depth < indent)
    is_item = bool(above.dashes) and indent in _columns_above(lines, number, above)
    if not above.name or indent < 0 or not (begins or is_item):
        return None
    told = f"expected {_spaces(line.depth)} before `{above.name}`, as before `{line.name}` below, got {above.depth}"
    return Mistake(number, f"{told}: put it in line", {number: " " * indent + lines[number].lstrip()})


def _column_of_next(lines: Sequence[str], at: int, depth: int) -> int:
    """The column of the next field that stands no further in than some depth; -1 if there is none."""
    below = (parts_of(text) for text in lines[at + 1 :])
    return next((line.depth for line in below if line.name and line.depth <= depth), -1)


def _columns_above(lines: Sequence[str], at: int, line: SourceLine) -> list[int]:
    """The columns in which a line may stand, as fields or items above it do, from the nearest on."""
    columns, least = list[int](), _FURTHEST_IN
    for text in reversed(lines[:at]):
        other = parts_of(text)
        if len(other.indent) >= least or not (other.name or other.dashes):
            continue
        least = len(other.indent)
        if line.dashes:
            columns += [least] if other.dashes or not other.value else []
        elif other.name:
            columns.append(least + len(other.dashes))
        if not least:
            break
    return columns


def number_above(lines: Sequence[str], at: int) -> int | None:
    """The line above that is neither empty nor a comment."""
    return next((n for n in range(at - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")), None)


def _spaces(number: int) -> str:
    return f"{number} space" if number == 1 else f"{number} spaces" if number else "no space"
