"""Drawings in SVG: only what draws is kept, and whatever could act or fetch something is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree

from wardbook.read.media.faults import FileFault
from wardbook.read.svg import refused_part

_SVG: Final = "http://www.w3.org/2000/svg"
_IN_SVG: Final = f"{{{_SVG}}}"
_NOTES: Final = frozenset({"title", "desc", "metadata"})
"""Elements that say something about a drawing; the record has the words for readers."""
_WORDS: Final = frozenset({"text", "tspan"})
_DEEPEST: Final = 40
"""Groups in groups; far deeper ones take more of Python's stack than there is."""

_PIXELS_OF: Final[Mapping[str, float]] = {
    "": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4,
}  # fmt: skip
"""Pixels of a unit, after CSS."""
_LENGTH: Final = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)(px|pt|pc|in|cm|mm|)\s*")
_BETWEEN: Final = re.compile(r"[\s,]+")


def cleaned_drawing(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """A drawing without anything but what draws, and its width and height in pixels. Raises FileFault."""
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise FileFault(_no_drawing("a document type (`<!DOCTYPE`)"))
        root = ElementTree.fromstring(text)  # noqa: S314  # entities, the danger, were refused above
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError) as error:
        raise FileFault(
            "expected a whole SVG drawing, got one that breaks off or is damaged: open it in a drawing program and"
            " save it as plain SVG"
        ) from error
    if root.tag != f"{_IN_SVG}svg":
        raise FileFault(_no_drawing(f'no `svg` element of SVG (`xmlns="{_SVG}"`) around all'))
    cleaned = _cleaned(root, 0)
    if len(cleaned) == 0:
        raise FileFault("expected a drawing, got one without any line or shape: draw it, or take another file")
    width, height = _size(root)
    cleaned.attrib = {"xmlns": _SVG, "viewBox": f"0 0 {width:.6g} {height:.6g}", **cleaned.attrib}
    pixels = round(width), round(height)
    cleaned.attrib |= {"width": str(pixels[0]), "height": str(pixels[1])}
    content = ElementTree.tostring(cleaned, encoding="utf-8")
    if part := refused_part(content):
        raise FileFault(_no_drawing(part))
    return content, pixels


def _no_drawing(part: str) -> str:
    return f"expected a drawing and nothing else, got {part}: take it out, or save the drawing as plain SVG"


def _cleaned(element: ElementTree.Element, depth: int) -> ElementTree.Element:
    """An element with those in it that draw, without the notes of programs."""
    name = element.tag.removeprefix(_IN_SVG)
    if name in _WORDS:
        raise FileFault(
            "expected a drawing of lines and shapes, got words in it, which each screen and paper sets in another"
            " font: turn them into paths (in Inkscape: Path, Object to Path)"
        )
    if depth > _DEEPEST:
        raise FileFault(f"expected groups at most {_DEEPEST} deep, got more: ungroup them")
    kept = ElementTree.Element(name, {key: value for key, value in element.attrib.items() if not _is_note(key)})
    kept.extend([_cleaned(inner, depth + 1) for inner in element if _is_shown(inner)])
    return kept


def _is_shown(element: ElementTree.Element) -> bool:
    """Whether an element is one of SVG, and no note."""
    return element.tag.startswith(_IN_SVG) and element.tag.removeprefix(_IN_SVG) not in _NOTES


def _is_note(attribute: str) -> bool:
    """Whether an attribute is one of a drawing program, but for links, which are to be refused."""
    return attribute.startswith("{") and not attribute.endswith("}href")


def _size(root: ElementTree.Element) -> tuple[float, float]:
    """The width and the height of a drawing in pixels. Raises FileFault."""
    given = [_pixels(root.get(side, "")) for side in ("width", "height")]
    box = [_pixels(number) for number in _BETWEEN.split(root.get("viewBox", "").strip())[2:]]
    width, height = given if all(given) else box if len(box) == 2 else (0, 0)
    if not (width >= 1 and height >= 1):
        raise FileFault(
            "expected a drawing that says how large it is, got none or nothing of it: give the `svg` element a"
            ' `viewBox`, as in `viewBox="0 0 300 200"`'
        )
    return width, height


def _pixels(length: str) -> float:
    """A length in pixels; 0 for none, and for one that depends on what is around."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS_OF[found[2]] if found else 0
