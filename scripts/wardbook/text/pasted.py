"""Marks of other programs in a text: tables, bullets, footnotes and the like.

The small Markdown knows none of them, so a reader would get them as signs among the words, or a table as
one run of words. They are refused with the way to write what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final

_TABLE: Final = (
    "expected words, got {got}, whose rows would run together:"
    " `wardbook new table ID` writes a table, and `[table: ID]` places it; or write a list, or sentences"
)

_LIST: Final = (
    "expected a list, whose items begin with `1. ` or `- `, got lines that begin with `{}` and run together:"
    " write it so, with an empty line before"
)

_MEANT: Final = re.compile(
    r"\\[!-/:-@\[-`{-~]|\[@[^\]\n]{0,500}\]|\]\((?:<[^>\n]{0,2000}>|(?:[^()\s]|\([^()\s]{0,200}\)){0,2000})\)"
    r"|<[a-z]{1,20}:[^>\s]{0,2000}>|</?[a-zA-Z!?][^>]{0,2000}>"
)
"""The small Markdown's own: escaped characters, citations, addresses, and tags, which are refused.

A limit to each keeps the search from taking long in a text made for that.
"""
_DELIMITER_ROW: Final = re.compile(r"\|\s*:?-{3,}|(?<!-)-{3,}+:?\s*\|")
_PIPE_ROW: Final = re.compile(r"\s*\|.*\|")
_TAB: Final = re.compile(r"(?<=\S)[ ]*\t\s*(?=\S)")
_GAP: Final = re.compile(r"(?<=\S) {3,}(?=\S)")
_BULLET: Final = re.compile(r"\s*(?:([•‣◦⁃∙▪▫■□●○◆◇►▸▶➢➤❖·])\s*|([–—−])\s+)(?=\S)")
_COUNT: Final = re.compile(r"\s*(\(?(?:[A-Za-z]|[0-9]{1,2})\)|(?:[a-z]|[0-9]{1,2})\.)\s+\S")
_SIGNS: Final = (
    (
        re.compile(r"\[\^[^\]\s]{1,80}\]"),
        "expected words, got the footnote `{got}`: cite a source as `[@source-id]`,"
        " or write `\\[` if a bracket was meant",
    ),
    (
        re.compile(r"~~"),
        "expected words, got `~~`, which crosses nothing out here: take the words out that no longer hold,"
        " or write `\\~\\~` if the signs were meant",
    ),
    (
        re.compile(r"\{\{|\{%"),
        "expected words, got `{got}`, with which a template marks what is to be filled in: write the words,"
        " or `\\{{` if a brace was meant",
    ),
)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def pasted_marks(source: str) -> Iterator[tuple[int, str]]:
    """The marks of other programs in a paragraph or heading: the line of each, from 0, and the message."""
    lines = _MEANT.sub(_blank, source).split("\n")
    yield from _tables(lines)
    yield from _counted(lines)
    for number, line in enumerate(lines):
        if match := _BULLET.match(line):
            yield number, _bullet_message(match[1] or match[2])
        for sign, message in _SIGNS:
            if found := sign.search(line):
                yield number, message.format(got=found[0])
        yield from ((number, message) for message in _entities(line))


def _blank(match: re.Match[str]) -> str:
    """Words of the same length and lines."""
    return re.sub(r"[^\n]", "x", match[0])


def _tables(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The first line of a table, in each of the ways that people have to type one."""
    piped = [number for number, line in enumerate(lines) if "|" in line]
    rows = [n for n in piped if _PIPE_ROW.match(lines[n]) or _DELIMITER_ROW.search(lines[n])]
    if rows or len(piped) > 1:
        yield piped[0], _TABLE.format(got="a table of `|`")
    if tabbed := [number for number, line in enumerate(lines) if _TAB.search(line)]:
        yield tabbed[0], _TABLE.format(got="a tab, as between the columns of a table")
    if len(spaced := [number for number, line in enumerate(lines) if _GAP.search(line)]) > 1:
        yield spaced[0], _TABLE.format(got="columns made with spaces")


def _counted(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The first of some lines that count, as a list would."""
    counts = [(number, match[1]) for number, line in enumerate(lines) if (match := _COUNT.match(line))]
    if len(counts) > 1:
        number, count = counts[0]
        yield number, _LIST.format(count)


def _bullet_message(sign: str) -> str:
    meant = "begin the line with a word" if sign in "–—−" else "take it out"
    return f"expected `- ` before an item of a list, got `{sign}`: write `- `, or {meant} if no list was meant"


def _entities(line: str) -> Iterator[str]:
    for code in dict.fromkeys(match[0] for match in _ENTITY.finditer(line)):
        if code[1] == "#" or code[1:] in html5:
            yield f"expected words, got the HTML code `{code}`: write the character itself, or `\\&` if this was meant"
