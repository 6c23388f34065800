"""Values as strict YAML that a person reads well: without quotes where it can be, on one line where it fits."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from wardbook.read.yaml import YamlFault, parse_yaml

_WIDTH: Final = 118
"""Characters that a line may have before it is written as several."""


def scalar(text: str) -> str:
    """A line of text, in quotes where YAML would read it as something else."""
    written = (f"{{a: {text}}}", f"a: {text}")
    return text if all(_reads(line, {"a": text}) for line in written) else quoted(text)


def quoted(text: str) -> str:
    """A text in quotes."""
    return json.dumps(text, ensure_ascii=False)


def flow(value: object) -> str:
    """A value on one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return scalar(value)
        case Mapping():
            return f"{{{', '.join(f'{name}: {flow(item)}' for name, item in value.items())}}}"
        case list() | tuple():
            return f"[{', '.join(map(flow, value))}]"
        case _:
            return str(value)


def item(fields: Mapping[str, object], indent: str) -> str:
    """Fields as an item of a list: on one line, or with a line for each field where they are too long for that."""
    line = f"{indent}- {flow(fields)}"
    if len(line) <= _WIDTH:
        return line
    first, *rest = block(fields, f"{indent}  ")
    return "\n".join([f"{indent}- {first.lstrip()}", *rest])


def block(fields: Mapping[str, object], indent: str = "") -> Iterator[str]:
    """Fields with a line for each, and lines below it for a long text."""
    for name, value in fields.items():
        line = f"{name}: {flow(value)}"
        folded = _folded(name, value) if isinstance(value, str) and len(indent + line) > _WIDTH else []
        yield from (f"{indent}{words}" for words in folded or [line])


def _folded(name: str, text: str) -> list[str]:
    """A field whose long text is folded into lines; none where folding would change the text."""
    lines = textwrap.wrap(text, _WIDTH - 8, break_long_words=False, break_on_hyphens=False)
    written = [f"{name}: >-", *(f"  {line}" for line in lines)]
    return written if _reads("\n".join(written), {name: text}) else []


def _reads(written: str, value: object) -> bool:
    """Whether YAML reads a value from what was written, and has no doubt about it."""
    try:
        parsed = parse_yaml(written)
    except YamlFault:
        return False
    return parsed.value == value and not parsed.doubts
