"""Mistakes in values that stand in brackets: lists and fields on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wardbook.read.yaml.mistakes.lines import IN_CURLY, SourceLine, quote
from wardbook.read.yaml.mistakes.mistake import Mistake, retyped

AT_LEAST: Final = ">="
"""The sign ≥ as it is typed on a keyboard that has none."""
_COLON_IN_BRACKETS: Final = re.compile(r"[{,] ?\w+: (?P<words>[^,{}\[\]\"']*: [^,{}\[\]\"']*)")
_IN_BRACKETS: Final = re.compile(r"(?:\A[\[{]|[:,\[{] )(?P<words>[>|*&!@%`“„«‘][^,\]}]*)")
"""A value within brackets that begins with a sign of YAML's own."""
_CUT_BY_COMMA: Final = re.compile(r"\w: (?P<words>[^,{}\[\]\"']+(?:,[^,:{}\[\]\"']+)+)(?=[,}])")
"""A value within brackets that has a comma."""
_WORDS: Final = r"[^,{}\[\]\"']*[^\s,{}\[\]\"'][^,{}\[\]\"']*"
_BRACKETS_IN_WORDS: Final = re.compile(
    rf"[{{,] ?\w+: (?P<words>{_WORDS}\[[^\]]*\][^,{{}}\"']*|\[[^\]]*\]{_WORDS})(?=[,}}])"
)
"""A value of words within brackets that has brackets itself, as a citation has."""


def brackets_in_words(_: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    """Brackets among the words of a value, such as a citation, where the fields stand in brackets."""
    match = _BRACKETS_IN_WORDS.search(line.value) if line.value.startswith("{") else None
    if not match:
        return None
    meant = quote(match["words"].strip())
    mended = line.with_value(line.value[: match.start("words")] + meant + line.value[match.end("words") :])
    message = f"expected quotation marks around words with brackets in them, got none: write `{meant}`"
    return Mistake(at, message, {at: mended.written()})


def comma_in_brackets(_: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    """A comma of a value that ends the value, because fields in brackets stand between commas."""
    match = _CUT_BY_COMMA.search(line.value) if line.value.startswith("{") else None
    if not match:
        return None
    meant = quote(match["words"].strip())
    mended = line.with_value(line.value[: match.start("words")] + meant + line.value[match.end("words") :])
    message = f"expected `name: value` between commas, got a comma in a value: write `{meant}`"
    return Mistake(at, message, {at: mended.written()})


def sign_in_brackets(_: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    """A value within brackets that begins with a sign of YAML's own, or has a second colon."""
    if not is_collection(line.value):
        return None
    if match := _IN_BRACKETS.search(line.value):
        words = match["words"].rstrip()
        if words == AT_LEAST:
            return Mistake(
                at, f"expected the sign `≥`, got `{AT_LEAST}`: write `≥`", {at: line.written().replace(AT_LEAST, "≥")}
            )
        curly = IN_CURLY.fullmatch(words)
        meant = quote(curly["words"] if curly else words)
        told = f"expected straight quotation marks around a value that begins with `{words[0]}`, got none"
    elif match := _COLON_IN_BRACKETS.search(line.value):
        words = match["words"].rstrip()
        meant, told = quote(words), "expected one `name: value` between commas, got a second colon"
    else:
        return None
    start = match.start("words")
    mended = line.with_value(line.value[:start] + meant + line.value[start + len(words) :])
    return Mistake(at, f"{told}: write `{meant}`", {at: mended.written()})


def open_bracket(_: Sequence[str], at: int, line: SourceLine) -> Mistake | None:
    """A bracket that is not closed, or by another one."""
    opening = line.value[:1]
    if opening not in ("[", "{") or _closes(line.value) or not line.key.strip():
        return None
    closing, other = ("]", "}") if opening == "[" else ("}", "]")
    got = f"`{other}`" if line.value.endswith(other) and other not in line.value[:-1] else "none"
    meant = line.with_value(line.value.removesuffix(got.strip("`")) + closing)
    return retyped(at, f"expected the closing bracket `{closing}`, got {got}", meant)


def is_collection(value: str) -> bool:
    """Whether a value in brackets may be a list or fields, in which something else is wrong."""
    if not value.startswith(("[", "{")):
        return False
    is_text = value.startswith(("[@", "{{")) or (value.rstrip("]}") == value and _closes(value))
    return not is_text and not (value[0] == "{" and ":" not in value)


def _closes(value: str) -> bool:
    """Whether the brackets of a value close on its line."""
    return value.count("[") <= value.count("]") and value.count("{") <= value.count("}")
