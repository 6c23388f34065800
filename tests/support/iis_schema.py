"""Whether a web.config is one that IIS 10 takes: its elements, attributes, values and keys.

The rules are those of Microsoft's configuration reference (learn.microsoft.com/iis/configuration), for the sections
that a folder may set for itself on a server as it is installed. A key that stands twice stops the whole site with an
error 500.19, as does an element or attribute that the server does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree

_TEXT: Final = r".+"
_TRUTH: Final = r"true|false"


@dataclass(frozen=True)
class Section:
    """What may stand in an element."""

    attributes: Mapping[str, str] = field(default_factory=dict)
    """The forms of the values, by name; those of a collection's key must be there."""
    children: Mapping[str, Section] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    """Of a collection: the attributes that tell its items apart."""
    add: str = "add"
    """The element by which a collection gets another item."""


def _collection(add: str, key: tuple[str, ...], attributes: Mapping[str, str], **more: Section) -> Section:
    children = {
        add: Section(attributes),
        "remove": Section({name: attributes[name] for name in key}),
        "clear": Section(),
    }
    return Section(children=children | more, key=key, add=add)


_STATUS: Final = r"[4-9]\d\d"
_HEADERS: Final = _collection("add", ("name",), {"name": r"[A-Za-z-]+", "value": r"[ -~]+"})
_ERRORS: Final = _collection(
    "error",
    ("statusCode", "subStatusCode"),
    {
        "statusCode": _STATUS,
        "subStatusCode": r"-1|\d{1,3}",
        # An absolute path is refused in a web.config: allowAbsolutePathsWhenDelegated is false and locked.
        "path": r"[^/\\:]+",
        "responseMode": "File|ExecuteURL|Redirect",
    },
)
_CACHE: Final = Section(
    {
        "cacheControlMode": "NoControl|DisableCache|UseMaxAge|UseExpires",
        "cacheControlMaxAge": r"(\d+\.)?\d\d:\d\d:\d\d",
        "cacheControlCustom": _TEXT,
    }
)
_SERVER: Final = Section(
    children={
        "defaultDocument": Section({"enabled": _TRUTH}, {"files": _collection("add", ("value",), {"value": _TEXT})}),
        "directoryBrowse": Section({"enabled": _TRUTH}),
        "httpErrors": Section(
            {"errorMode": "DetailedLocalOnly|Custom|Detailed", "existingResponse": "Auto|Replace|PassThrough"},
            _ERRORS.children,
            _ERRORS.key,
            _ERRORS.add,
        ),
        "httpProtocol": Section(children={"customHeaders": _HEADERS}),
        "security": Section(
            children={
                "requestFiltering": Section(
                    children={"hiddenSegments": _collection("add", ("segment",), {"segment": r"[^/\\]+"})}
                )
            }
        ),
        "staticContent": _collection(
            "mimeMap", ("fileExtension",), {"fileExtension": r"\.\w*", "mimeType": _TEXT}, clientCache=_CACHE
        ),
        "urlCompression": Section({"doStaticCompression": _TRUTH, "doDynamicCompression": _TRUTH}),
    }
)
_ROOT: Final = Section(
    children={
        "system.webServer": _SERVER,
        "location": Section({"path": r"[^/\\?:*<>|\"][^\\?:*<>|\"]*(?<!/)"}, {"system.webServer": _SERVER}),
    }
)

INHERITED: Final[Mapping[str, set[tuple[str, ...]]]] = {
    "customHeaders": {("X-Powered-By",)},
    "httpErrors": {(str(status), "-1") for status in (401, 403, 404, 405, 406, 412, 500, 501, 502)},
    "hiddenSegments": {
        (segment,) for segment in ("web.config", "bin", "App_code", "App_GlobalResources", "App_Data", "App_Browsers")
    },
    "staticContent": {
        (f".{suffix}",) for suffix in ("css", "gif", "html", "ico", "jpg", "js", "json", "png", "svg", "xml")
    },
    "files": {(name,) for name in ("Default.htm", "index.htm", "index.html", "iisstart.htm")},
}
"""The keys that a server has as it is installed, by collection."""


def faults(text: str, inherited: Mapping[str, set[tuple[str, ...]]] = INHERITED) -> list[str]:
    """What IIS would not take of a web.config, on a server that has some keys already."""
    root = ElementTree.fromstring(text)
    if root.tag != "configuration":
        return [f"expected configuration, got {root.tag}"]
    collections = {name: set(keys) for name, keys in inherited.items()}
    found = list(_in(root, _ROOT, "configuration", collections))
    paths = [place.get("path") for place in root.iter("location")]
    return found + [f"location {path} stands twice" for path in set(paths) if paths.count(path) > 1]


def _in(
    element: ElementTree.Element, section: Section, where: str, keys: dict[str, set[tuple[str, ...]]]
) -> Iterator[str]:
    for name, value in element.attrib.items():
        if not re.fullmatch(section.attributes.get(name, r"(?!)"), value):
            yield f"{where}: {name}={value!r}"
    seen = [child.tag for child in element if child.tag not in (section.add, "remove", "location")]
    yield from (f"{where}: {tag} stands twice" for tag in set(seen) if seen.count(tag) > 1)
    for child in element:
        here = f"{where}/{child.tag}"
        if child.tag not in section.children:
            yield f"{here}: unknown"
            continue
        if section.key and child.tag in (section.add, "remove", "clear"):
            yield from _kept(child, section, here, keys.setdefault(element.tag, set()))
        # What stands at a place comes on top of what stands above it, whatever the other places say.
        inner = {name: set(inherited) for name, inherited in keys.items()} if child.tag == "location" else keys
        yield from _in(child, section.children[child.tag], here, inner)


def _kept(child: ElementTree.Element, section: Section, here: str, keys: set[tuple[str, ...]]) -> Iterator[str]:
    if child.tag == "clear":
        keys.clear()
        return
    key = tuple(child.get(name, "") for name in section.key)
    if "" in key:
        yield f"{here}: no key"
    elif child.tag == "remove":
        keys.discard(key)
    elif key in keys:
        yield f"{here}: {', '.join(key)} stands twice"
    else:
        keys.add(key)
