"""Stars that are written for stress and do not do what was meant: the text is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it.token import Token

_DEEPEST: Final = 4
"""Far deeper ones take more of Python's stack than there is."""
_NUMBER_BEFORE: Final = re.compile(r"\d\s*\Z")
_NUMBER_AFTER: Final = re.compile(r"\s*\d")
_DIGITS: Final = re.compile(r"[\d.,\s]+")
_PAIR: Final = re.compile(r"(?<!\*)\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?!\*)")


def stress_faults(tokens: Sequence[Token]) -> Iterator[str]:
    """All that is wrong with the stress in a line of tokens."""
    for token in tokens:
        if token.level > _DEEPEST:
            yield f"expected emphasis at most {_DEEPEST} deep, got more: write `\\*` if stars were meant"
        elif token.type in ("em_open", "strong_open") and "_" in token.markup:
            marks, escaped = "*" * len(token.markup), "\\_" * len(token.markup)
            yield (
                f"expected `{marks}words{marks}`, got `{token.markup}words{token.markup}`:"
                f" write stars for stress, or `{escaped}` if the signs were meant"
            )
        elif token.type == "text" and _PAIR.search(token.content):
            yield (
                "expected `**` before and after whole words, got one that begins or ends nothing:"
                " write the other one, or `\\*\\*` if stars were meant"
            )
    for number in _factors(tokens):
        yield f"expected a number, got `*{number}*` between numbers, which would lose its stars: write `×` or `\\*`"


def _factors(tokens: Sequence[Token]) -> Iterator[str]:
    """The numbers in stars between numbers: a reader would get `4 *3* 2` as 4 3 2."""
    for start in range(len(tokens) - 4):
        before, opening, number, closing, after = tokens[start : start + 5]
        if (
            opening.type == "em_open"
            and closing.type == "em_close"
            and _NUMBER_BEFORE.search(before.content)
            and _DIGITS.fullmatch(number.content)
            and _NUMBER_AFTER.match(after.content)
        ):
            yield number.content
