"""Strict YAML: text stays text, nothing is doubled, every key and item knows its line.

PyYAML's safe loader turns `no` into False, `22:22` into 1342 and `012` into 10, and keeps the
last of two equal keys. This reader knows null, true, false, integers and decimals as JSON does,
and refuses all that would make a file mean something else than it seems to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from wardbook.model.traverse import Loc
from wardbook.read.files import NONCHARACTERS
from wardbook.read.yaml.mistakes.brackets import comma_in_brackets
from wardbook.read.yaml.mistakes.lines import ODD_CHARACTER, parts_of
from wardbook.read.yaml.mistakes.messages import explain
from wardbook.read.yaml.mistakes.mistake import Mistake
from wardbook.read.yaml.mistakes.values import may_be_written_oddly, mistake_in, sign_alone
from wardbook.text.characters import mended

MAX_DEPTH: Final = 40
"""Deeper nesting is refused; a scenario has 8 levels."""
MOST_AGAIN: Final = 20
"""Fields that stand twice in a file and are told; a file with more is read no further."""

_PLAIN: Final[tuple[tuple[re.Pattern[str], Callable[[str], object]], ...]] = (
    (re.compile(r"-?(?:0|[1-9][0-9]{0,15})"), int),
    (re.compile(r"-?(?:0|[1-9][0-9]{0,15})\.[0-9]{1,15}"), float),
    (re.compile(r"true|false"), "true".__eq__),
    (re.compile(r"null|~|"), lambda _: None),
)
"""Values without quotes that are no text, as in JSON."""
_MAY_BE_NO_TEXT: Final = re.compile(r"[-0-9~]|true|false|null|\Z")
"""The beginnings of such values, which few texts have."""


class YamlFault(Exception):
    """A fault of text that is no strict YAML; `line` counts from 1."""

    def __init__(self, line: int, message: str, mistake: Mistake | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.mistake = mistake


@dataclass(frozen=True, slots=True)
class YamlText:
    """A parsed file: its value, and the line of each key and item."""

    value: object
    texts: Sequence[tuple[Loc, str]]
    """Every text in the value, as it is written, with the way to it."""
    lines: Mapping[Loc, int]
    literals: Mapping[Loc, int]
    """The line of the bar of each literal block (`|`), below which its own lines can be counted."""
    doubts: tuple[tuple[int, str], ...]
    """Lines that YAML reads otherwise than they were probably meant, with the message."""
    is_whole: bool = True
    """Whether all that is written is in the value: no field twice, no line that nobody can read."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """The fields whose lines are those of another file, with its path."""
    decimals: Mapping[Loc, str] = field(default_factory=dict)
    """Every number with a point, as it is typed: `1.0`, of which the value keeps 1."""

    def path_of(self, loc: Loc, path: str) -> str:
        """The file in which a place is; `path` is the file of this text."""
        return self.elsewhere.get(str(loc[0]), path) if loc else path

    def line_of(self, loc: Loc) -> int:
        """The line of the deepest part of `loc` that is in the file."""
        return self.lines[self.known(loc)]

    def line_within(self, loc: Loc, text: str, place: int) -> int:
        """The line of a place in the text at `loc`: its own in a literal block, elsewhere that of the field."""
        bar = self.literals.get(loc)
        return bar + 1 + text.count("\n", 0, place) if bar else self.line_of(loc)

    def known(self, loc: Loc) -> Loc:
        """`loc` without the parts that are not in the file, such as the tags of unions."""
        here: Loc = ()
        for part in loc:
            if (*here, part) in self.lines:
                here = (*here, part)
        return here


def parse_yaml(text: str, first_line: int = 1) -> YamlText:
    """Parse one YAML document, whose first line is number `first_line`. Raises YamlFault."""
    loader, lines = yaml.CSafeLoader(text), text.split("\n")
    try:
        return _Reader(loader.get_event, lines, first_line).document()
    except yaml.MarkedYAMLError as error:
        mistake = explain(error, lines)
        raise YamlFault(first_line + mistake.line, mistake.message, mistake) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        raise YamlFault(line, f"expected text, got the character U+{_codepoint(error):04X}: delete it") from error
    finally:
        loader.dispose()


def _codepoint(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(str(error.character))


class _Reader:
    """Makes values of libyaml's events, and notes where each of them stands."""

    def __init__(self, next_event: Callable[[], Any], source: list[str], offset: int) -> None:
        self._next, self._source, self._offset = next_event, source, offset
        self._texts: list[tuple[Loc, str]] = []
        self._lines: dict[Loc, int] = {}
        self._literals: dict[Loc, int] = {}
        self._decimals: dict[Loc, str] = {}
        self._doubts: list[tuple[int, str]] = []
        self._again = 0

    def document(self) -> YamlText:
        """The one document of the file. Raises YamlFault and YAMLError."""
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            raise YamlFault(self._offset, "expected fields, got an empty file: fill it in, or delete it")
        value = self._value(self._next(), (), self._offset)
        self._next()
        another = self._next()
        if not isinstance(another, yaml.StreamEndEvent):
            raise yaml.composer.ComposerError(None, None, "but found another document", another.start_mark)
        return YamlText(
            value,
            self._texts,
            self._lines,
            self._literals,
            tuple(self._doubts),
            is_whole=not self._again,
            decimals=self._decimals,
        )

    def _value(self, event: Any, loc: Loc, line: int) -> object:
        self._lines[loc] = line
        here = event.start_mark.line + self._offset
        self._refuse_signs(event, here)
        if isinstance(event, yaml.ScalarEvent):
            if event.style == "|":
                self._literals[loc] = here
            value = self._scalar(event, here)
            if isinstance(value, str):
                self._texts.append((loc, value))
            elif isinstance(value, float):
                self._decimals[loc] = event.value
            return value
        if len(loc) >= MAX_DEPTH:
            raise YamlFault(here, f"expected at most {MAX_DEPTH} levels of nesting, got more: the indentation is off")
        if isinstance(event, yaml.MappingStartEvent):
            return self._fields(loc, in_brackets=bool(event.flow_style))
        return self._items(loc)

    def _fields(self, loc: Loc, *, in_brackets: bool) -> dict[str, object]:
        fields: dict[str, object] = {}
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            line = key.start_mark.line + self._offset
            name = self._key(key, line)
            if name in fields:
                self._note_again(name, line, self._lines[(*loc, name)])
            value = self._next()
            if in_brackets and _is_nothing(value) and (mistake := self._cut_by_comma(key.start_mark.line)):
                raise YamlFault(mistake.line + self._offset, mistake.message, mistake)
            fields[name] = self._value(value, (*loc, name), line)
        return fields

    def _cut_by_comma(self, at: int) -> Mistake | None:
        return comma_in_brackets(self._source, at, parts_of(self._source[at]))

    def _note_again(self, name: str, line: int, first: int) -> None:
        message = (
            f"expected a field once, got `{name}` again after line {first}:"
            " keep one of them, or begin a new item with `- `"
        )
        if self._again >= MOST_AGAIN:
            raise YamlFault(line, message)
        self._again += 1
        self._doubts.append((line, message))

    def _items(self, loc: Loc) -> list[object]:
        items: list[object] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*loc, len(items)), event.start_mark.line + self._offset))
        return items

    def _key(self, event: Any, line: int) -> str:
        self._refuse_signs(event, line)
        name = self._scalar(event, line) if isinstance(event, yaml.ScalarEvent) else None
        if isinstance(name, str):
            if ODD_CHARACTER.search(name):
                raise self._fault(
                    line, f"expected a field's name, got a character in `{name}` that cannot be seen: delete it"
                )
            return name
        raise self._fault(line, "expected a field's name before the colon, got another kind of value: put it in quotes")

    def _refuse_signs(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self._fault(line, "expected a plain value, got an anchor or alias (& or *): put the value in quotes")
        if event.tag:
            raise self._fault(line, "expected a plain value, got a tag (!): put the value in quotes")

    def _fault(self, line: int, message: str) -> YamlFault:
        """The fault of a line: what the line itself tells, or else a message."""
        mistake = mistake_in(self._source, line - self._offset) or Mistake(line - self._offset, message)
        return YamlFault(mistake.line + self._offset, mistake.message, mistake)

    def _scalar(self, event: Any, line: int) -> object:
        if event.style == ">":
            if not event.value and (mistake := sign_alone(self._source, event.start_mark.line)):
                raise YamlFault(line, mistake.message, mistake)
            folded = self._source[event.start_mark.line + 1 : event.end_mark.line]
            self._doubts += ((line + 1 + n, _FOLDED) for n, words in enumerate(folded) if _LIST_ITEM.match(words))
        if event.style:
            # Only quotes have escapes that make a character of what is none in the file.
            if event.style == '"' and (bad := NONCHARACTERS.search(event.value)):
                raise YamlFault(line, f"expected text, got the character U+{ord(bad[0]):04X}: delete it")
            # So may quotes make two characters of one.
            return mended(event.value) if event.style == '"' else event.value
        if may_be_written_oddly(event.value) and (mistake := mistake_in(self._source, event.start_mark.line)):
            raise YamlFault(mistake.line + self._offset, mistake.message, mistake)
        if event.end_mark.line > event.start_mark.line:
            self._note_joined_items(event)
        if self._is_cut(event):
            self._doubts.append((line, _CUT))
        if _MAY_BE_NO_TEXT.match(event.value):
            return next((make(event.value) for form, make in _PLAIN if form.fullmatch(event.value)), event.value)
        return event.value

    def _note_joined_items(self, event: Any) -> None:
        """Note list items that stand further in than the item above and so go on with its words."""
        below = self._source[event.start_mark.line + 1 : event.end_mark.line + 1]
        lines = (n for n, words in enumerate(below, event.start_mark.line + 1) if _ITEM.match(words))
        self._doubts += ((self._offset + n, _JOINED) for n in lines)

    def _is_cut(self, event: Any) -> bool:
        """Whether words without quotes end in a comment: `negative #1 choice` is `negative` for YAML."""
        end = event.end_mark
        comment = _COMMENT.match(self._source[end.line], end.column) if end.line < len(self._source) else None
        is_text = " " in event.value or (event.value and comment and comment["next"] not in (" ", ""))
        return bool(comment and is_text)


def _is_nothing(event: Any) -> bool:
    """Whether an event is of a value that is not written."""
    return isinstance(event, yaml.ScalarEvent) and not event.value and not event.style


_CUT: Final = (
    "expected the whole text, got a `#` in it, which begins a comment: put the text in quotes, or the comment on a line"
    " of its own"
)
_FOLDED: Final = (
    "expected lines that are joined after `>`, got a list, whose lines would be joined too: write `|` instead"
)
_JOINED: Final = (
    "expected a list item in line with the others, got one that YAML joins to the words above:"
    " put it in line, or write `|` above a list in a text"
)
_COMMENT: Final = re.compile(r"\s*#(?P<next>.?)")
_ITEM: Final = re.compile(r"\s*- ")
_LIST_ITEM: Final = re.compile(r"\s*(?:[-–—•‣◦▪●○·] |\d+[.)] |[•‣◦▪●○])")
