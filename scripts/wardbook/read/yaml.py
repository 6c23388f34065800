"""Strict YAML: text stays text, nothing is doubled, every key and item knows its line.

PyYAML's safe loader turns `no` into False, `22:22` into 1342 and `012` into 10, and keeps the
last of two equal keys. This one knows null, true, false, integers and decimals as JSON does,
and refuses what would make a file mean something else than it seems to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import yaml

from wardbook.read.yaml_words import explained

Loc = tuple[str | int, ...]
"""The way to a value: keys and item numbers, as pydantic writes it."""

MAX_DEPTH: Final = 40
"""Deeper nesting is refused; a scenario has 8 levels."""

_RESOLVERS: Final = (
    ("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""]),
    ("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"]),
    ("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]{0,15})$"), list("-0123456789")),
    ("tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9][0-9]{0,15})\.[0-9]{1,15}$"), list("-0123456789")),
)


class _Loader(yaml.CSafeLoader):
    """The safe loader with JSON's scalars."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  # its own, so that the base class keeps its resolvers


for _tag, _pattern, _first in _RESOLVERS:
    _Loader.add_implicit_resolver(_tag, _pattern, _first)


class YamlFault(Exception):
    """The text is not YAML that can be trusted; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class YamlText:
    """A parsed file: its value, and the line of each key and item."""

    value: object
    lines: Mapping[Loc, int]
    literals: Mapping[Loc, int]
    """The line of the bar of each literal block (`|`), below which its own lines can be counted."""
    doubts: tuple[tuple[int, str], ...]
    """Lines on which YAML takes something else than was probably meant, and what to do."""

    def line_of(self, loc: Loc) -> int:
        """The line of the deepest part of `loc` that is in the file."""
        return self.lines[self.known(loc)]

    def known(self, loc: Loc) -> Loc:
        """`loc` without the parts that are not in the file, such as the tags of unions."""
        here: Loc = ()
        for part in loc:
            if (*here, part) in self.lines:
                here = (*here, part)
        return here


def parse_yaml(text: str, first_line: int = 1) -> YamlText:
    """Parse one YAML document, whose first line is number `first_line`. Raises YamlFault."""
    loader = _Loader(text)
    offset = first_line
    try:
        doubts = tuple(_safe_events(text, offset))
        node = loader.get_single_node()
        if node is None:
            raise YamlFault(offset, "expected fields, got an empty file: fill it in, or delete it")
        lines: dict[Loc, int] = {}
        literals: dict[Loc, int] = {}
        for loc, line, literal in _index(node, (), offset, 0):
            lines[loc] = line
            if literal:
                literals[loc] = literal
        value = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line, message = explained(error, text)
        raise YamlFault(offset + line, message) from error
    except yaml.reader.ReaderError as error:
        line = offset + text.count("\n", 0, error.position)
        raise YamlFault(line, f"expected text, got the character U+{_codepoint(error):04X}: delete it") from error
    finally:
        loader.dispose()
    return YamlText(value, lines, literals, doubts)


def _codepoint(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(str(error.character))


def _safe_events(text: str, offset: int) -> Iterator[tuple[int, str]]:
    """Refuse anchors, aliases, tags and nesting that is too deep, before building a tree; yield `doubts`."""
    depth = 0
    source = text.split("\n")
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = offset + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlFault(line, "expected a plain value, got an anchor or alias (& or *): put the value in quotes")
        if getattr(event, "tag", None):
            raise YamlFault(line, "expected a plain value, got a tag (!): put the value in quotes")
        if isinstance(event, yaml.ScalarEvent):
            if _is_cut(event, source):
                yield line, _CUT
            if event.style == ">":
                first, last = event.start_mark, event.end_mark
                folded = source[first.line + 1 : last.line] if first and last else []
                yield from ((line + 1 + n, _FOLDED) for n, words in enumerate(folded) if _LIST_ITEM.match(words))
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise YamlFault(
                    line, f"expected at most {MAX_DEPTH} levels of nesting, got more: the indentation is off"
                )
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1


_CUT: Final = "expected the whole text, got a comment after it: put the text in quotes, or the comment on its own line"
_FOLDED: Final = (
    "expected lines that are joined after `>`, got a list, whose lines would be joined too: write `|` instead"
)
_COMMENT: Final = re.compile(r"\s*#")
_LIST_ITEM: Final = re.compile(r"\s*(?:- |\d+\. )")


def _is_cut(scalar: yaml.ScalarEvent, source: list[str]) -> bool:
    """Whether words without quotes end in a comment: `negative #1 choice` is `negative` for YAML."""
    if scalar.style or " " not in scalar.value or scalar.end_mark is None:
        return False
    return bool(_COMMENT.match(source[scalar.end_mark.line], scalar.end_mark.column))


def _index(node: yaml.Node, loc: Loc, offset: int, line: int) -> Iterator[tuple[Loc, int, int]]:
    """Yield each place with its line, and the line of its bar if it holds a literal block, else 0."""
    literal = isinstance(node, yaml.ScalarNode) and node.style == "|"
    yield loc, line + offset, node.start_mark.line + offset if literal else 0
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            key_line = key.start_mark.line
            name = _key(key, key_line + offset)
            if name in seen:
                first = seen[name] + offset
                raise YamlFault(
                    key_line + offset,
                    f"expected a field once, got `{name}` again after line {first}:"
                    " keep one of them, or begin a new item with `- `",
                )
            seen[name] = key_line
            yield from _index(value, (*loc, name), offset, key_line)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _index(item, (*loc, number), offset, item.start_mark.line)


def _key(key: yaml.Node, line: int) -> str:
    if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
        raise YamlFault(line, "expected a field's name before the colon, got another kind of value: put it in quotes")
    return str(key.value)
