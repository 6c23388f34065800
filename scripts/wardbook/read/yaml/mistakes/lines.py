"""One line of YAML as its editor sees it: indentation, dashes, a name, a value; and the line as it was meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

ODD: Final = "\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
"""Characters that look like a space or like nothing, and are no space for YAML."""
ODD_CHARACTER: Final = re.compile(f"[{ODD}]")
_NO_WIDTH: Final = "\u00ad\u180e\u200b-\u200f\u2060\ufeff"
CURLY: Final = "“”„‟‘’‚‛«»"
"""Quotation marks that word processors type and YAML does not know."""

IN_CURLY: Final = re.compile(f"[{CURLY}](?P<words>[^{CURLY}]*)[{CURLY}]")
"""Words in curly quotation marks."""

_PARTS: Final = re.compile(
    rf"""(?P<indent>[\ \t{ODD}]*)(?P<dashes>(?:-[\ \t{ODD}]+)*)
    (?:(?P<name>[\w{CURLY}][\w\ .{CURLY}-]{{0,60}}?)(?P<colon>:[\ \t{ODD}]+|:\Z|\uff1a[\ \t{ODD}]*))?
    (?P<value>.*)""",
    re.VERBOSE | re.DOTALL,
)
_AROUND: Final = re.compile(rf"\A[\s{ODD}]+|[\s{ODD}]+\Z")
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_COMMENT: Final = re.compile(r"(?:\A|[ \t])#.*", re.DOTALL)
_AFTER_QUOTES: Final = re.compile(r"[ \t]#[^\"']*\Z")
_LONGEST: Final = 90
"""Characters of a line that a message shows as it is to be written."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The parts of a line; together with its comment they are the line."""

    indent: str
    dashes: str
    """The dashes of list items, with the spaces after them."""
    name: str
    colon: str
    """The colon after the name, with the spaces after it; empty where the line has no name."""
    value: str
    comment: str = ""

    @property
    def key(self) -> str:
        """All that stands before the value."""
        return self.indent + self.dashes + self.name + self.colon

    @property
    def depth(self) -> int:
        """How far the field or the item stands in."""
        return len(self.indent) + len(self.dashes if self.name else "")

    def written(self) -> str:
        """The whole line."""
        return self.key + self.value + self.comment

    def with_value(self, value: str) -> SourceLine:
        """The line with another value."""
        return replace(self, value=value)

    def with_plain_spaces(self) -> SourceLine:
        """The line with spaces for what looks like one around its name and its dashes."""
        indent, dashes, colon = (_plain(part) for part in (self.indent, self.dashes, self.colon))
        return replace(self, indent=indent, dashes=dashes, colon=colon, value=_AROUND.sub("", self.value))

    @property
    def odd(self) -> str:
        """The first character before the words of the value that looks like a space and is none; empty without one."""
        parts = self.indent + self.dashes + self.colon + "".join(_AROUND.findall(self.value))
        found = ODD_CHARACTER.search(parts)
        return found[0] if found else ""

    @property
    def place(self) -> str:
        """The words for where the odd character stands."""
        if re.search(f"[{ODD}]", self.indent):
            return f"before {shown(self.name or self.dashes.strip() or self.value)}"
        if re.search(f"[{ODD}]", self.dashes):
            return "after the dash"
        if re.search(f"[{ODD}]\\Z", self.value):
            return "at the end"
        return f"after `{self.name}:`" if self.name else f"before {shown(self.value.strip())}"


def parts_of(line: str) -> SourceLine:
    """The parts of a line."""
    match: re.Match[str] = _PARTS.fullmatch(line)  # type: ignore[assignment]  # every part may be empty
    value = match["value"]
    found = (_AFTER_QUOTES if value[:1] in ("'", '"') else _COMMENT).search(value)
    comment = value[found.start() :] if found else ""
    words = value[: len(value) - len(comment)]
    comment = words[len(words.rstrip(" \t")) :] + comment
    return SourceLine(
        indent=match["indent"],
        dashes=match["dashes"],
        name=match["name"] or "",
        colon=match["colon"] or "",
        value=words.rstrip(" \t"),
        comment=comment,
    )


def is_field(line: SourceLine) -> bool:
    """Whether a line is a field: a name of one word with a colon."""
    return bool(_NAME.fullmatch(line.name))


def _plain(spaces: str) -> str:
    """The same with spaces for what looks like one, and nothing for what has no width."""
    return re.sub(f"[{ODD}]", " ", re.sub(f"[{_NO_WIDTH}]", "", spaces))


def quote(words: str) -> str:
    """Words as a value in quotes: in double ones where that needs no sign more."""
    return f'"{words}"' if '"' not in words and "\\" not in words else "'" + words.replace("'", "''") + "'"


def advice(line: SourceLine) -> str:
    """The words to type in a line's place, where they are short."""
    words = (line.key + line.value).strip()
    return f"write `{words}`" if len(words) <= _LONGEST else "put the whole value in quotes"


def shown(words: str) -> str:
    """Words in a message, shortened."""
    return f"`{words}`" if len(words) <= 60 else f"`{words[:57]}…`"


def character(char: str) -> str:
    """A character that cannot be seen, or not be told from another, by its number and name."""
    name = unicodedata.name(char, "").lower()
    return f"the character U+{ord(char):04X}" + (f" ({name})" if name else "")
