"""Places of the values in the text of a YAML file, so that one can be changed while all else stays as it is.

A library that writes YAML anew would change quotes, blank lines and widths that nobody touched.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from wardbook.model.traverse import Loc


class Place(NamedTuple):
    """The characters that are a value: `text[start:end]`, without the blank space and the comments after it."""

    start: int
    end: int
    is_block: bool
    """Whether it is a list or fields that stand on lines of their own, without brackets."""


def places(text: str) -> dict[Loc, Place]:
    """The place of every value in text that `parse_yaml` has found to be sound."""
    found: dict[Loc, Place] = {}
    _find(yaml.compose(text, Loader=yaml.CSafeLoader), (), text, found)
    return found


def _find(node: Any, loc: Loc, text: str, found: dict[Loc, Place]) -> int:
    """Note where a value and those in it are; return where it ends."""
    start, end = node.start_mark.index, node.end_mark.index
    is_block = not isinstance(node, yaml.ScalarNode) and not node.flow_style
    below = [_find(value, (*loc, name), text, found) for name, value in _parts(node)]
    if is_block:
        # The end of a block is where the next token begins, behind comments that are none of its own.
        end = max(below, default=start)
    elif isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    found[loc] = Place(start, end, is_block)
    return int(end)


def _parts(node: Any) -> list[tuple[str | int, Any]]:
    if isinstance(node, yaml.MappingNode):
        return [(key.value, value) for key, value in node.value]
    return list(enumerate(node.value)) if isinstance(node, yaml.SequenceNode) else []
