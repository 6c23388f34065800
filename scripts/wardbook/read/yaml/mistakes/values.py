"""Mistakes that people make in YAML: what is wrong with a line, what to type, and the lines as they were meant.

Each rule looks at one line that cannot be read. The rules about where a line stands are in `places`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from wardbook.read.yaml.mistakes.brackets import (
    AT_LEAST,
    brackets_in_words,
    comma_in_brackets,
    is_collection,
    open_bracket,
    sign_in_brackets,
)
from wardbook.read.yaml.mistakes.lines import (
    CURLY,
    IN_CURLY,
    ODD,
    ODD_CHARACTER,
    SourceLine,
    advice,
    character,
    is_field,
    parts_of,
    quote,
)
from wardbook.read.yaml.mistakes.mistake import Mistake, Rule, retyped

_MEANINGS: Final[Mapping[str, str]] = {
    ">": ", which begins a text on the lines below",
    "|": ", which begins a text on the lines below",
    "*": ", which stands for another value",
    "&": ", which names a value",
    "!": ", which begins a type",
    "[": ", which begins a list",
    "{": ", which begins fields",
    "]": "",
    "}": "",
    ",": "",
    "@": "",
    "%": "",
    "`": "",
    "?": "",
}
"""Signs that YAML keeps for itself, and what they mean at the beginning of a value."""
_ODD_START: Final = re.compile(f"[{CURLY}][^{CURLY}]*[{CURLY}]\\Z|[{ODD}]|-(?:[{ODD}\"']|[^\\W\\d])")
"""The beginning of a value in curly quotes, or after a dash without a space, or after what looks like a space."""
_HALF_CURLY: Final = re.compile(f'"(?P<words>[^"{CURLY}]*)[{CURLY}]')
_SHORT_YEAR: Final = re.compile(r"['‘’](?P<year>\d\d)")
_OF_THIS_CENTURY: Final = 50
"""Years of two digits below this one may be of this century."""
_PICTURE: Final = re.compile(r"\A!\[(?P<words>[^\[\]]*)\](?:\([^()]*\))?")
_NO_PICTURE: Final = "expected words, got an image: place a figure as `[figure: its-id]`, between empty lines"
_HEADER: Final = re.compile(r"[|>][-+\d]{0,2}")
"""The head of a text on the lines below."""
_OPEN: Final = re.compile(r"\"(?:[^\"\\]|\\.)*|'(?:[^']|'')*")
"""A quotation that does not end on its line."""


def _requoted(lines: Sequence[str], at: int, told: str, meant: SourceLine, more: str = "") -> Mistake:
    """The mistake of a line whose value is to be put in quotes, on all its lines."""
    last = last_of_value(lines, at)
    if last == at:
        return Mistake(at, f"{told}: {advice(meant)}{more}", {at: meant.written()})
    message = f"{told}: put the whole value in quotes, from its first word to its last"
    return Mistake(at, message, in_quotes(lines, at, last))


def last_of_value(lines: Sequence[str], at: int) -> int:
    """The line on which a value ends that begins on a line: it goes on where words stand further in."""
    first, last = parts_of(lines[at]), at
    for number in range(at + 1, len(lines)):
        line = parts_of(lines[number])
        if len(line.indent) <= first.depth or not line.value or line.dashes or is_field(line):
            break
        last = number
    return last


def in_quotes(lines: Sequence[str], at: int, last: int) -> dict[int, str]:
    """The lines of a value, from its first to its last, with the value in quotes."""
    first = parts_of(lines[at])
    words = [first.value + first.comment, *(line.strip() for line in lines[at + 1 : last + 1])]
    texts = [text.replace("'", "''") for text in words]
    below = {at + number: " " * (first.depth + 2) + text for number, text in enumerate(texts)}
    return {**below, at: f"{first.key}'{texts[0]}", last: below[last] + "'"}


def _odd_space(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    if not line.odd:
        return None
    others = [n for n, text in enumerate(lines) if line.odd in text and n != at and parts_of(text).odd]
    mended = {number: parts_of(lines[number]).with_plain_spaces().written() for number in (at, *others)}
    more = f", and in {len(others)} more line{'s' * (len(others) > 1)}" if others else ""
    message = f"expected plain spaces, got {character(line.odd)} {line.place}{more}: delete it, and type a space there"
    return Mistake(at, message, mended)


def _wide_colon(_: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    if not line.colon.startswith("\uff1a"):
        return None
    told = "expected a plain colon and a space after the name, got a full-width colon (U+FF1A)"
    return retyped(at, told, replace(line, colon=": "))


def _dash_without_space(_: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    match = re.fullmatch(r"-(?P<value>[^\s\d-].*)", line.value)
    if not match or line.name:
        return None
    meant = replace(line, dashes=f"{line.dashes}- ", value=match["value"])
    return retyped(at, "expected a space after the dash of a list item, got none", meant)


def _curly_name(_: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    match = IN_CURLY.fullmatch(line.name)
    if not match:
        return None
    return retyped(
        at, f"expected a name without quotation marks, got `{line.name}`", replace(line, name=match["words"])
    )


def _curly(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    if line.value[:1] not in CURLY or not line.value:
        return None
    match = IN_CURLY.fullmatch(line.value)
    meant = line.with_value(quote(match["words"] if match else line.value))
    more = f", or `{quote(line.value)}` to show them" if match and " " in line.value and len(line.value) < 40 else ""
    told = f"expected straight quotation marks around the value, got the curly `{line.value[0]}`"
    return _requoted(lines, at, told, meant, more)


def _half_curly(_: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    match = _HALF_CURLY.fullmatch(line.value)
    if not match:
        return None
    told = f"expected the value to end in a straight quotation mark, as it begins, got the curly `{line.value[-1]}`"
    return retyped(at, told, line.with_value(quote(match["words"])))


def _open_quotation(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    whole = line.value + line.comment
    if not _OPEN.fullmatch(whole):
        return None
    told = "expected a closing quotation mark, got none"
    if (last := last_of_value(lines, at)) != at:
        message = f"{told}: write `{whole[0]}` after the last word of the value"
        return Mistake(at, message, {last: lines[last].rstrip() + whole[0]})
    return retyped(at, told, replace(line, value=whole.rstrip() + whole[0], comment=""))


def _words_in_quotes(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    sign = line.value[:1]
    if sign not in ("'", '"'):
        return None
    value = line.value.rstrip(",;")
    inside = value[1:-1] if len(value) > 1 and value.endswith(sign) else None
    if inside is None:
        told, words = "expected nothing after the closing quotation mark, got words", line.value
    elif sign in inside:
        told, words = f"expected no `{sign}` within a value in `{sign}`, got one, which ends the value", inside
    elif value != line.value:
        told, words = f"expected nothing after the closing quotation mark, got `{line.value[-1]}`", inside
    elif "\\" not in inside or sign == "'":
        return None
    else:
        told, words = "expected no backslash within double quotation marks, got one, which begins a code", inside
    return _requoted(lines, at, told, line.with_value(quote(words)))


def short_year(value: str) -> str:
    """The advice about a year of two digits after an apostrophe; empty for any other value."""
    match = _SHORT_YEAR.fullmatch(value)
    if not match:
        return ""
    is_recent = int(match["year"]) < _OF_THIS_CENTURY
    return f"write {f'20{match[1]} or ' if is_recent else ''}19{match[1]}{', whichever is meant' * is_recent}"


def _short_year(_: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    match = _SHORT_YEAR.fullmatch(line.value)
    if not match:
        return None
    message = f"expected a year of four digits, got `{line.value}`: {short_year(line.value)}"
    return Mistake(at, message, {at: line.with_value(f"20{match['year']}").written()})


def _sign(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    sign = line.value[:1]
    if sign not in _MEANINGS or not line.key.strip() or _HEADER.fullmatch(line.value):
        return None
    if line.value == AT_LEAST:
        return retyped(at, f"expected the sign `≥`, got `{AT_LEAST}`", line.with_value("≥"))
    if _PICTURE.search(line.value):
        meant = line.with_value(quote(_PICTURE.sub(r"\g<words> ", line.value).strip()))
        return Mistake(at, _NO_PICTURE, {at: meant.written()})
    if sign in "[{" and is_collection(line.value):
        return None
    told = f"expected quotation marks around a value that begins with `{sign}`{_MEANINGS[sign]}, got none"
    return _requoted(lines, at, told, line.with_value(quote(line.value)))


def _second_colon(lines: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    if not line.name or line.value[:1] in ("[", "{") or not re.search(r":(?: |\Z)", line.value):
        return None
    told = "expected one `name: value` on the line, got a second colon"
    more = ", or each field on a line of its own" if re.search(r"[,;] ?[a-z_]+: ", line.value) else ""
    return _requoted(lines, at, told, line.with_value(quote(line.value)), more)


def no_space_after_colon(_: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    """A name that runs into its value."""
    match = re.fullmatch(r"(?P<name>[A-Za-z_]\w*)(?P<sign>:| ?=) ?(?P<value>[^\s/].*)", line.value)
    if not match or line.name:
        return None
    got = "no space" if match["sign"] == ":" else "`=`"
    meant = replace(line, name=match["name"], colon=": ", value=match["value"])
    return retyped(at, f"expected a colon and a space after the name, got {got}", meant)


VALUE_RULES: Final[tuple[Rule, ...]] = (
    _odd_space,
    _short_year,
    _wide_colon,
    _dash_without_space,
    _curly_name,
    _curly,
    _half_curly,
    _open_quotation,
    _words_in_quotes,
    brackets_in_words,
    sign_in_brackets,
    _sign,
    open_bracket,
    _second_colon,
    no_space_after_colon,
    comma_in_brackets,
)
"""The rules about what a line holds; the first that finds something tells it."""


def as_value(words: str) -> str:
    """Words as a value of YAML, in quotes where they begin with a sign of its own."""
    return quote(words) if words[:1] in _MEANINGS else words


def mistake_in(lines: Sequence[str], at: int) -> Mistake | None:
    """The mistake in what a line holds, as far as the line tells."""
    line = parts_of(lines[at])
    return next((found for rule in VALUE_RULES if (found := rule(lines, at, line))), None)


def may_be_written_oddly(value: str) -> bool:
    """Whether a value without quotes may have been meant otherwise than YAML reads it."""
    return bool(_ODD_START.match(value) or ODD_CHARACTER.match(value[-1:]))


def sign_alone(lines: Sequence[str], at: int) -> Mistake | None:
    """A `>` that was meant as the sign: no text stands below it."""
    line = parts_of(lines[at])
    if not re.fullmatch(r">\d*", line.value):
        return None
    meant = line.with_value(quote(line.value))
    message = f"expected text on the lines below `>`, got none: if the sign itself is meant, {advice(meant)}"
    return Mistake(at, message, {at: meant.written()})
