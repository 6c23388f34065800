"""The small Markdown that text fields admit: everything else that the parser found is a fault at its line.

The page would show something other than what was typed, so it is refused with the way to type
it; nothing is guessed and nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Final
from urllib.parse import urlsplit

from markdown_it.token import Token

from wardbook.kinds import KINDS
from wardbook.text.pasted import pasted_marks
from wardbook.text.stress import stress_faults

URL_SCHEMES: Final = ("https", "http", "mailto")

ID_FORM: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
"""The form of an id."""

_MAILBOX = re.compile(r"[^\s@<>\"'?&%]+@[^\s@<>\"'?&%]+")

_DEEPEST_LIST: Final = 2
"""The parser's level of a list in a list; far deeper ones the parser drops without a word."""

_ATTRIBUTES: Final = re.compile(r"\{\s*(?::|[#.]\w|[\w-]+\s*=)")
"""The start of a list of attributes in Markdown's extensions."""

_MOST_FAULTS: Final = 200
"""More faults in one text are not told, because the first of them cause the rest."""

_REFUSED: Final = {
    "html_block": "expected plain words, got raw HTML: write them without tags, and `\\<` for a less-than sign",
    "html_inline": "expected plain words, got raw HTML: write them without tags, and `\\<` for a less-than sign",
    "hr": "expected words, got a rule: take it out, or write `\\-` or `\\*` if the characters were meant",
    "image": "expected words, got an image: place a figure as `[figure: its-id]`, or write `\\!` if the mark was meant",
    "fence": "expected words, got a code block: write them without the marks around them",
    "code_block": "expected words, got a code block: take out the four spaces at the start of the line",
    "code_inline": "expected words, got code: take the backticks out, or write `\\`` if one was meant",
    "blockquote": "expected words, got a quotation block: take the sign out, or write `\\>` if it was meant",
    "hardbreak": "expected words, got a forced line break: start a new paragraph or a list item",
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
    found = dict.fromkeys(chain(_block_faults(tokens, headings=headings), _list_faults(tokens)))
    if len(found) <= _MOST_FAULTS:
        return tuple(found)
    *told, last = islice(found, _MOST_FAULTS + 1)
    message = f"expected at most {_MOST_FAULTS} faults, got more: mend those that are told first"
    return (*told, TextFault(last.line, message))


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
        if token.type == "inline":
            yield from (TextFault(line + below, message) for below, message in pasted_marks(token.content))
        children = token.children or []
        yield from (TextFault(line, message) for message in chain(_inline_faults(children), stress_faults(children)))


def _heading_faults(token: Token, *, allowed: bool) -> Iterator[str]:
    if token.markup[0] != "#":
        yield "expected words, got a line of `---` or `===`, which makes a heading of those above it: take it out"
    elif token.level:
        yield "expected a heading on a line of its own, got one in a list: end the list before it"
    elif not allowed:
        yield "expected words, got a heading: take it out, or write `\\#` if a number sign was meant"
    elif token.tag not in ("h2", "h3"):
        yield f"expected a heading of level 2 or 3, got level {token.tag[1]}: write `##` or `###`"


def _list_faults(tokens: list[Token]) -> Iterator[TextFault]:
    """Lists are written in one way, and a numbered one counts 1, 2, 3, because that is what it shows."""
    counts: list[int] = []
    ones: list[bool] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            counts.append(0)
            ones.append(True)
            yield from (TextFault(_line(token), message) for message in _form_faults(token))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            counts.pop()
            ones.pop()
        elif token.type == "list_item_open":
            before, number = counts[-1], token.info
            ones[-1] = ones[-1] and number == "1"
            if number and before and number != str(before + 1) and not ones[-1]:
                yield TextFault(
                    _line(token),
                    f"expected a list that counts 1, 2, 3, got {number} after {before}:"
                    f" write {before + 1}, or `{number}\\.` if the number was meant",
                )
            counts[-1] += 1


def _form_faults(token: Token) -> Iterator[str]:
    start = token.attrs.get("start", 1)
    if token.level > _DEEPEST_LIST:
        yield "expected lists at most two deep, got a deeper one: split it, or write sentences"
    if token.type == "bullet_list_open" and token.markup != "-":
        sign = token.markup
        yield f"expected `-` before an item, got `{sign}`: write `-`, or `\\{sign}` if the character was meant"
    elif token.type == "ordered_list_open" and token.markup != ".":
        yield f"expected `{start}.` before an item, got `{start})`: write that, or `{start}\\)` if it was meant"
    elif start != 1:
        yield f"expected a list that starts at 1, got {start}: write `1.`, or `{start}\\.` if the number was meant"


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _cited_as(written: str) -> str:
    """The advice about a citation that is none: what was probably meant, if its parts look like ids."""
    names = [part.strip(" []").lower().removesuffix(".yaml") for part in _PARTS.split(written)]
    ids = [re.sub(r"[\s_]+", "-", name) for name in names if name]
    if not ids or not all(re.fullmatch(ID_FORM, id) for id in ids):
        return "write each source in brackets of its own"
    return f"write `{' '.join(f'[@{id}]' for id in ids)}`"


_PARTS: Final = re.compile(r"[;,]?\s*(?:and\s+)?@|;\s*")
"""The signs between two sources in one bracket."""


def _inline_faults(tokens: list[Token]) -> Iterator[str]:
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.type == "link_open" and following and following.type == "link_close":
            yield "expected words in a link, got none: write them between the brackets"
        if token.type in _REFUSED:
            yield _REFUSED[token.type]
        elif token.type == "malformed_citation":
            yield (
                f"expected a citation as `[@source-id]` or `[@source-id, Table 3]`, got `{token.content}`:"
                f" {_cited_as(token.content)}, or `\\[` if a bracket was meant"
            )
        elif token.type == "text" and "](" in token.content:
            yield (
                "expected a link as `[words](https://…)`, got `](` that ends none: put citations after the link,"
                " or write `\\]` if a bracket was meant"
            )
        elif token.type == "text" and _ATTRIBUTES.search(token.content):
            yield "expected words, got a list of attributes: take it out, or write `\\{` if a brace was meant"
        elif token.type == "link_open":
            yield from _link_faults(str(token.attrs["href"]), title=str(token.attrs.get("title", "")))


def _link_faults(url: str, *, title: str) -> Iterator[str]:
    scheme, _, rest = url.partition(":")
    expected = f"expected a link to {', '.join(f'{s}:' for s in URL_SCHEMES)} or a record such as scenario:its-id"
    if title:
        yield f"expected a link without a title, got `{title}`: write it in the text"
    if scheme in KINDS:  # as in `[words](protocol:us-scrotum)`
        if not re.fullmatch(ID_FORM, rest):
            yield f"expected the id of a {scheme}, got `{rest}`: write `{scheme}:its-id`"
    elif scheme not in URL_SCHEMES or not rest:
        yield f"{expected}, got `{url}`: write the whole address, or take the link out"
    elif scheme == "mailto" and not _MAILBOX.fullmatch(rest):
        yield f"expected one address after mailto:, got `{url}`: take out the rest"
    elif scheme != "mailto":
        yield from _site_faults(url)


def _site_faults(url: str) -> Iterator[str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        yield f"expected a host name after https://, got `{url}`: write the whole address"
        return
    if "@" in parts.netloc:
        yield f"expected no user before the host, got `{url}`, which would seem to lead elsewhere: take it out"
    elif not parts.hostname:
        yield f"expected a host name after https://, got `{url}`: write the whole address"
