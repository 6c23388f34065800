"""What the small Markdown admits: everything else that the parser found is a fault at its line.

The page would show something other than what was typed, so it is refused with the way to type
it; nothing is guessed and nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final
from urllib.parse import urlsplit

from markdown_it.token import Token

RECORD_KINDS: Final = ("scenario", "topic", "protocol", "procedure", "source", "page")
"""Kinds of record that a text may link to, as in `[words](protocol:us-scrotum)`."""

URL_SCHEMES: Final = ("https", "http", "mailto")

SLUG: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
"""The form of an id."""

_MAILBOX = re.compile(r"[^\s@<>\"'?&%]+@[^\s@<>\"'?&%]+")

_DEEPEST_STRESS: Final = 4
"""Far deeper ones take more of Python's stack than there is."""

_DEEPEST_LIST: Final = 2
"""The parser's level of a list in a list; far deeper ones the parser drops without a word."""

_REFUSED: Final = {
    "html_block": "raw HTML is not allowed: write the words without tags, and `\\<` for a less-than sign",
    "html_inline": "raw HTML is not allowed: write the words without tags, and `\\<` for a less-than sign",
    "hr": "a rule is not allowed: write `\\-` or `\\*` if the characters were meant",
    "image": "an image is not allowed: write `\\!` before the bracket if an exclamation mark was meant",
    "fence": "a code block is not allowed: write plain words",
    "code_block": "a code block is not allowed: take out the four spaces at the start of the line",
    "code_inline": "code is not allowed: write `\\`` if a backtick was meant",
    "blockquote": "a quotation block is not allowed: write `\\>` if a greater-than sign was meant",
    "hardbreak": "a forced line break is not allowed: start a new paragraph or a list item",
}


@dataclass(frozen=True, slots=True)
class TextFault:
    """Something outside the subset; `line` counts from 0 within the text."""

    line: int
    message: str


class TextFaults(Exception):
    """All that is outside the subset in one text."""

    def __init__(self, faults: tuple[TextFault, ...]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


def subset_faults(tokens: list[Token], *, headings: bool) -> tuple[TextFault, ...]:
    """All that is outside the subset; headings of level 2 and 3 are in it where `headings` says so."""
    return tuple(dict.fromkeys((*_block_faults(tokens, headings=headings), *_list_faults(tokens))))


def _block_faults(tokens: list[Token], *, headings: bool) -> Iterator[TextFault]:
    for token in tokens:
        line = _line(token)
        kind = token.type.removesuffix("_open")
        if kind == "heading":
            yield from (TextFault(line, message) for message in _heading_faults(token, allowed=headings))
        elif kind in _REFUSED:
            yield TextFault(line, _REFUSED[kind])
        if token.type == "inline" and not token.content.strip():
            yield TextFault(line, "expected words, got a space that cannot be seen: write them, or take the line out")
        yield from (TextFault(line, message) for message in _inline_faults(token.children or []))


def _heading_faults(token: Token, *, allowed: bool) -> Iterator[str]:
    if token.markup[0] != "#":
        yield "a line of `---` or `===` makes a heading of the words above it: take that line out"
    elif token.level:
        yield "a heading stands on a line of its own, got one in a list: end the list before it"
    elif not allowed:
        yield "a heading is not allowed here: write `\\#` if a number sign was meant"
    elif token.tag not in ("h2", "h3"):
        yield "a page has headings of level 2 (`##`) and 3 (`###`) only"


def _list_faults(tokens: list[Token]) -> Iterator[TextFault]:
    """Lists are written in one way, and a numbered one counts 1, 2, 3, because that is what it shows."""
    lists: list[list[str]] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append([])
            yield from (TextFault(_line(token), message) for message in _form_faults(token))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            before, number = lists[-1], token.info
            place = len(before) + 1
            all_ones = number == "1" and set(before) <= {"1"}
            if number and before and number != str(place) and not all_ones:
                yield TextFault(
                    _line(token),
                    f"a numbered list counts 1, 2, 3, got {number} after {place - 1}:"
                    f" write {place}, or `{number}\\.` if the number was meant",
                )
            before.append(number)


def _form_faults(token: Token) -> Iterator[str]:
    start = token.attrs.get("start", 1)
    if token.level > _DEEPEST_LIST:
        yield "a list stands at most two deep: split it, or write sentences"
    if token.type == "bullet_list_open" and token.markup != "-":
        sign = token.markup
        yield f"a bulleted list is written with `-`, got `{sign}`: write `\\{sign}` if the character was meant"
    elif token.type == "ordered_list_open" and token.markup != ".":
        yield f"a numbered list is written with `1.`, got `{start})`: write `{start}\\)` if the characters were meant"
    elif start != 1:
        yield f"a numbered list starts at 1, got {start}: write `{start}\\.` if the number was meant"


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _inline_faults(tokens: list[Token]) -> Iterator[str]:
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.level > _DEEPEST_STRESS:
            yield f"emphasis stands at most {_DEEPEST_STRESS} deep: write `\\*` if stars were meant"
        elif token.type == "link_open" and following and following.type == "link_close":
            yield "expected words in a link, got none: write them between the brackets"
        if token.type in _REFUSED:
            yield _REFUSED[token.type]
        elif token.type == "malformed_citation":
            yield (
                f"expected a citation as `[@source-id]` or `[@source-id, Table 3]`, got `{token.content}`:"
                " write each source in brackets of its own, or `\\[` if a bracket was meant"
            )
        elif token.type == "text" and "](" in token.content:
            yield (
                "expected a link as `[words](https://…)`, got `](` that ends none: put citations after the link,"
                " or write `\\]` if a bracket was meant"
            )
        elif token.type == "link_open":
            yield from _link_faults(str(token.attrs["href"]), title=str(token.attrs.get("title", "")))


def _link_faults(url: str, *, title: str) -> Iterator[str]:
    scheme, _, rest = url.partition(":")
    expected = f"{', '.join(f'{s}:' for s in URL_SCHEMES)} or a record such as scenario:its-id"
    if title:
        yield f"a link has no title, got `{title}`: write it in the text"
    if scheme in RECORD_KINDS:
        if not re.fullmatch(SLUG, rest):
            yield f"a link to a {scheme} needs its id: `{scheme}:its-id`"
    elif scheme not in URL_SCHEMES or not rest:
        yield f"a link goes to {expected}, got `{url}`"
    elif scheme == "mailto" and not _MAILBOX.fullmatch(rest):
        yield f"a mailto: link holds one address and nothing else, got `{url}`"
    elif scheme != "mailto":
        yield from _site_faults(url)


def _site_faults(url: str) -> Iterator[str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        yield f"a link needs a host name, got `{url}`"
        return
    if "@" in parts.netloc:
        yield f"a link names no user before the host, got `{url}`: it would seem to lead elsewhere"
    elif not parts.hostname:
        yield f"a link needs a host name, got `{url}`"
