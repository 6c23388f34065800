"""Check of the library's logo, which is published as it is and therefore must be a drawing and nothing else."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

_SVG: Final = "{http://www.w3.org/2000/svg}"
_DRAWING: Final = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "defs",
        "title",
        "desc",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "symbol",
        "pattern",
        "marker",
    ]
)
"""Elements that only draw; whatever else SVG has can act, or fetch something, when the file is opened by itself."""

_DECLARATION: Final = re.compile(r"<!(?!--)|(?<!^)<\?|^<\?(?!xml\s)")
"""Document types, entities and processing instructions; the parser would follow some and drop others unseen."""


def is_harmless(logo: bytes) -> bool:
    """Whether an SVG file only draws."""
    try:
        text = logo.decode("utf-8")
        if _DECLARATION.search(text):
            return False
        root = ElementTree.fromstring(text.encode())  # noqa: S314  # declarations, the danger, were refused above
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        return False
    return all(_draws(element) for element in root.iter())


def _draws(element: ElementTree.Element) -> bool:
    name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
    return name in _DRAWING and all(_is_plain(key, value) for key, value in element.attrib.items())


def _is_plain(key: str, value: str) -> bool:
    """Whether an attribute neither acts nor fetches; `url(#…)` names a part of the same drawing."""
    name = key.rpartition("}")[2].lower()
    return (
        not name.startswith("on")
        and name != "href"
        and "\\" not in value
        and "url(" not in value.lower().replace("url(#", "")
        and "javascript:" not in value.lower()
    )
