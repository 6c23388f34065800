"""Reading on after a mistake: a file is read with its lines as they were meant, so that all its faults are told.

What was mended is a fault all the same, and nothing of such a file is published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from wardbook.read.yaml import YamlFault, YamlText, parse_yaml

MOST_MENDED: Final = 20
"""Mistakes in YAML after which a file is read no further, because each takes another reading."""


class YamlFaults(Exception):
    """The mistakes of a file of which nothing can be read."""

    def __init__(self, faults: Mapping[int, str]) -> None:
        super().__init__("\n".join(faults.values()))
        self.faults = faults


def read_yaml(text: str, first_line: int = 1) -> YamlText:
    """Parse one YAML document as it was meant; its mistakes are among its doubts. Raises YamlFaults."""
    lines, told, is_whole = text.split("\n"), dict[int, str](), True
    for _ in range(MOST_MENDED):
        try:
            read = parse_yaml("\n".join(lines), first_line)
        except YamlFault as fault:
            # Of a line that was mended already, the next mistake may be of the mending.
            told.setdefault(fault.line, fault.message)
            if not fault.mistake or not fault.mistake.mended:
                return _above(lines[: fault.line - first_line], told, first_line)
            is_whole = is_whole and not fault.mistake.leaves_out
            for number, line in fault.mistake.mended.items():
                lines[number] = line
        else:
            return replace(read, doubts=(*told.items(), *read.doubts), is_whole=is_whole and read.is_whole)
    return _above(lines[: max(told) - first_line], told, first_line)


def _above(lines: list[str], told: dict[int, str], first_line: int) -> YamlText:
    """The part of a file above a line that cannot be read. Raises YamlFaults."""
    while lines and _is_open(lines[-1]):
        lines.pop()
    try:
        read = parse_yaml("\n".join(lines), first_line)
    except YamlFault:
        raise YamlFaults(told) from None
    return replace(read, doubts=(*told.items(), *read.doubts), is_whole=False)


def _is_open(line: str) -> bool:
    """Whether a line has no value yet, or none at all."""
    words = line.strip()
    return not words or words.startswith("#") or words.endswith((":", "-"))
