"""Escaping of text for Markdown and HTML, so that no character of it acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup, escape

_MARKDOWN = re.compile(r"[\\`*_{}\[\]#|~^]")
_NO_PLAIN = re.compile(r"[^\w ./:?&=%,;()+-]|_|&")
_AT_START = re.compile(r"^(\s*)(?:([-+!])|([=:?%@])|(\d+)([.)]))")
_OVERLONG = re.compile(r"\S{22,}")
_LINE_ENDS = re.compile(r"\s*\n\s*")


def as_style(css: str) -> Markup:
    """A style sheet of the program's own, to stand in a page; nothing in it may end it there."""
    if "</" in css:
        raise ValueError("a style sheet with `</` in it cannot stand in a page")
    return Markup(css)


@lru_cache(4096)  # much of a page stands on another too, rendered just before
def escape_markdown(text: str) -> Markup:
    """The text as Markdown that shows every character of it as itself, wherever it stands."""
    html = str(escape(_LINE_ENDS.sub(" ", text))).replace("&#39;", "'").replace("&#34;", '"')
    escaped = _MARKDOWN.sub(_backslash, html.replace("&#", "&\0")).replace("&\0", "&#")
    return Markup(_AT_START.sub(_start, escaped))


def _backslash(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};" if match[0] in "|~^" else f"\\{match[0]}"


def _start(match: re.Match[str]) -> str:
    space, escapable, other, number, point = match.groups()
    if escapable:
        return f"{space}\\{escapable}"
    return f"{space}&#{ord(other)};" if other else f"{space}{number}&#{ord(point)};"


def attribute(text: str) -> Markup:
    """The text for an attribute of a tag in Markdown, where Markdown's own characters are active too."""
    return Markup(_NO_PLAIN.sub(lambda match: f"&#{ord(match[0])};", text))


def breakable(text: str) -> Markup:
    """The text as HTML, with its overlong words marked, as those alone may break where a column is narrow."""
    if not _OVERLONG.search(text):
        return escape(text)
    return Markup("").join(_pieces(text))


def _pieces(text: str) -> Iterator[Markup]:
    end = 0
    for match in _OVERLONG.finditer(text):
        yield escape(text[end : match.start()])
        yield Markup('<span class="wb-overlong">{}</span>').format(match[0])
        end = match.end()
    yield escape(text[end:])
