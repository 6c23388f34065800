"""Check of a drawing, which is published as it is and therefore must be a drawing and nothing else.

What may stand in it is listed; all else is refused, as nobody can list what a browser may learn to fetch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SVG: Final = "{http://www.w3.org/2000/svg}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"

_ELEMENTS: Final = _words("""
    svg g path rect circle ellipse line polyline polygon text tspan defs title desc linearGradient
    radialGradient stop clipPath mask symbol pattern marker
""")
"""Elements that only draw; whatever else SVG has can act, or fetch something, when the file is opened by itself."""
_PROPERTIES: Final = _words("""
    alignment-baseline background-color baseline-shift baseProfile clip-path clip-rule clipPathUnits color
    color-interpolation color-interpolation-filters color-rendering cx cy d direction display
    dominant-baseline dx dy enable-background fill fill-opacity fill-rule font-family font-feature-settings
    font-kerning font-size font-size-adjust font-stretch font-style font-variant font-variant-alternates
    font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric
    font-variant-position font-weight fr fx fy gradientTransform gradientUnits height image-rendering
    isolation lengthAdjust letter-spacing line-height marker marker-end marker-mid marker-start markerHeight
    markerUnits markerWidth mask mask-type maskContentUnits maskUnits mix-blend-mode offset opacity orient
    overflow paint-order pathLength patternContentUnits patternTransform patternUnits points
    preserveAspectRatio r refX refY rotate rx ry shape-margin shape-padding shape-rendering solid-color
    solid-opacity spreadMethod stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor
    text-decoration text-decoration-color text-decoration-line text-decoration-style text-indent
    text-orientation text-rendering text-transform textLength transform transform-box transform-origin
    unicode-bidi vector-effect version viewBox visibility white-space width word-spacing writing-mode x x1 x2
    y y1 y2 -inkscape-font-specification -inkscape-stroke
""")
"""The properties that an element may have, as attributes or in `style`."""
_TEXTS: Final = frozenset(["id", "class", "lang", "role", f"{_XML}space", f"{_XML}lang"])
"""Attributes whose value is a text: nothing reads it as an address."""
_PREFIXES_OF_TEXTS: Final = ("aria-", "data-")
_STYLE: Final = "style"

_PART: Final = re.compile(r"""(?<![\w-])url\(\s*(["']?)#[\w.-]+\1\s*\)""", re.IGNORECASE)
"""The name of a part of the same drawing."""
_BETWEEN_NAMES: Final = re.compile(r"[^\w-]")
_FUNCTIONS: Final = _words("""
    rgb rgba hsl hsla matrix translate translatex translatey rotate scale scalex scaley skewx skewy
""")
"""Functions that take numbers only."""
_VALUE: Final = re.compile(r"""[\w\s.,#%+()'"-]*""")
"""The characters of a value; no address is written without others, but for a name in a function."""

_DECLARATION: Final = re.compile(r"<!(?!--)|(?<!^)<\?|^<\?(?!xml\s)")
"""Document types, entities and processing instructions; the parser would follow some and drop others unseen."""


def is_harmless(drawing: bytes) -> bool:
    """Whether an SVG file only draws."""
    return not refused_part(drawing)


def refused_part(drawing: bytes) -> str:
    """The first thing in an SVG file that does more than draw, or may do so, in words; empty if there is none."""
    try:
        text = drawing.decode("utf-8")
        if _DECLARATION.search(text):
            return "a document type or an instruction (`<!…>` or `<?…>`)"
        root = ElementTree.fromstring(text.encode())  # noqa: S314  # declarations, the danger, were refused above
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        return "a file that is no SVG"
    return next(_refused_parts(root), "")


def _refused_parts(root: ElementTree.Element) -> Iterator[str]:
    if root.tag != f"{_SVG}svg":
        yield f"the element `{_shown(root.tag)}` around all"
    for element in root.iter():
        name = element.tag.removeprefix(_SVG)
        if name not in _ELEMENTS:
            yield f"the element `{_shown(name)}`"
        for key, value in element.attrib.items():
            yield from _refused_in_attribute(name, key, value)


def _refused_in_attribute(element: str, key: str, value: str) -> Iterator[str]:
    if key == _STYLE:
        for name, written in _declarations(value):
            if name not in _PROPERTIES or not _only_draws(written):
                yield f"the style `{name}` in `{element}`"
    elif key in _PROPERTIES:
        if not _only_draws(value):
            yield f"the value of `{key}` in `{element}`"
    elif key not in _TEXTS and not key.startswith(_PREFIXES_OF_TEXTS):
        yield f"the attribute `{_shown(key)}` in `{element}`"


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    """The properties in a `style` and their values as they are written."""
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        if declaration.strip():
            yield name.strip().lower(), value


def _only_draws(value: str) -> bool:
    """Whether a value consists of words, numbers, colors and parts of the same drawing."""
    rest = _PART.sub(" ", value)
    before_brackets = (part.rstrip() for part in rest.split("(")[:-1])
    functions = (_BETWEEN_NAMES.split(part)[-1] for part in before_brackets)
    return bool(_VALUE.fullmatch(rest)) and all(name.lower() in _FUNCTIONS for name in functions)


def _shown(name: str) -> str:
    """The name of an element or attribute without the address of its vocabulary."""
    return name.rpartition("}")[2]
