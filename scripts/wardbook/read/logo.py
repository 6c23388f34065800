"""The library's logo, published as it is and therefore held to be a picture and nothing else."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree

_ACTIVE: Final = frozenset({"script", "foreignObject", "iframe", "image", "use", "style", "a", "animate", "set"})
"""Elements that can act, or fetch something, when the file is opened by itself."""


def is_harmless(logo: bytes) -> bool:
    """Whether an SVG file only draws: no script, no handler, no link, no style sheet, no entities."""
    if b"<!" in logo.replace(b"<!--", b""):
        return False
    try:
        root = ElementTree.fromstring(logo)  # noqa: S314  # declarations, the danger, were refused above
    except ElementTree.ParseError:
        return False
    return all(_draws(element) for element in root.iter())


def _draws(element: ElementTree.Element) -> bool:
    names = [name.rpartition("}")[2].lower() for name in element.attrib]
    values = "".join(element.attrib.values()).lower()
    return (
        element.tag.rpartition("}")[2] not in _ACTIVE
        and not any(name.startswith("on") or name == "href" for name in names)
        and "url(" not in values.replace("url(#", "")
        and "javascript:" not in values
    )
