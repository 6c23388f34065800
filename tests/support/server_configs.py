"""The hosting files read as their servers read them, so that what they say of an address can be compared.

Run as a program, this writes the expected files in tests/hosting/configs/ anew; the diff is the review.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final
from xml.etree import ElementTree

from support.loading import load
from support.paths import GUIDELINE, ROOT
from wardbook.hosting import hosting_files
from wardbook.hosting.headers import EVERYWHERE, embed_policy, page_policy
from wardbook.hosting.media import TYPES
from wardbook.model.settings import Settings
from wardbook.render.templates import Templates, load_templates
from wardbook.system.packaged import default_templates

CONFIGS: Final = ROOT / "tests" / "hosting" / "configs"
SCRIPTS: Final = frozenset({"'sha256-AAAA+/aaaa='", "'sha256-BBBBbbbb=='"})
PATHS: Final = (
    ".htaccess",
    "404.html",
    "SHA256SUMS",
    "_headers",
    "assets/javascripts/bundle.a5f9d56c.min.js",
    "assets/javascripts/bundle.a5f9d56c.min.js.map",
    "assets/javascripts/lunr/min/lunr.ar.min.js",
    "assets/javascripts/workers/search.a7633da7.min.js",
    "assets/fonts/source-sans-3-LICENSE.txt",
    "assets/fonts/source-sans-3-latin-wght-normal.woff2",
    "assets/wardbook.css",
    "embed/frame-0123456789.js",
    "embed/scenarios/bear-torn-seam/article/index.html",
    "embed/scenarios/bear-torn-seam/article/oembed.json",
    "embed/style-0123456789.css",
    "find/index.html",
    "find/scenarios.json",
    "index.html",
    "nginx.conf",
    "pagefind/fragment/en_1fc3f41.pf_fragment",
    "pagefind/index/en_1fc3f41.pf_index",
    "pagefind/pagefind-entry.json",
    "pagefind/pagefind.en_455b57f46d.pf_meta",
    "pagefind/pagefind.js",
    "pagefind/wasm.en.pagefind",
    "scenarios/bear-torn-seam/faq/index.html",
    "scenarios/bear-torn-seam/index.html",
    "sitemap.xml",
    "web.config",
)
"""A file of every kind that a site has."""

KEPT: Final = {
    "assets/javascripts/bundle.a5f9d56c.min.js",
    "assets/javascripts/workers/search.a7633da7.min.js",
    "embed/frame-0123456789.js",
    "embed/style-0123456789.css",
    "pagefind/fragment/en_1fc3f41.pf_fragment",
    "pagefind/index/en_1fc3f41.pf_index",
}
"""Those whose content never changes."""

Headers = Mapping[str, object]
"""What is said of an address: headers by their names, with values whose order and spaces do not count."""
Say = Callable[[str], Headers | None]
"""What a server says of an address; nothing of one that it hides."""
Block = tuple[list[str], list["Block"]]


def settings_of(address: str | None, *embedded_in: str) -> Settings:
    """The settings of a site at an address, with some intranets."""
    return Settings.model_validate(
        dict.fromkeys(("title", "tagline", "publisher", "jurisdiction", "audience", "disclaimer", "review_policy"), "x")
        | {"contact": {"label": "x"}, "colors": {"light": "#000000", "dark": "#000000"}}
        | {"address": address, "embedded_in": embedded_in}
    )


def made(settings: Settings, paths: Sequence[str] = PATHS) -> dict[str, bytes]:
    """The files for some settings."""
    return hosting_files(settings, SCRIPTS, paths, _templates())


@cache
def _templates() -> Templates:
    return load_templates([default_templates()])


def headers_of(pairs: Mapping[str, str]) -> Headers:
    """The headers in a form that can be compared."""
    parts = {"Cache-Control": ",", "Content-Type": ";"}
    return {
        name: frozenset(part.strip() for part in value.split(parts[name])) if name in parts else value
        for name, value in pairs.items()
        if value
    }


def expected(path: str, settings: Settings) -> Headers:
    """What every server is to say of a file."""
    headers = dict(EVERYWHERE) | {"Content-Security-Policy": page_policy(SCRIPTS), "Cache-Control": "no-cache"}
    if path.startswith("embed/"):
        headers["Content-Security-Policy"] = embed_policy(settings.embedded_in)
        headers["Access-Control-Allow-Origin"] = "*"
    if path.startswith("assets/fonts/") and path.endswith(".woff2"):
        headers["Access-Control-Allow-Origin"] = "*"
    if path in KEPT:
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
    type = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
    headers["Content-Type"] = f"{type}; charset=utf-8" if type.startswith("text/") else type
    return headers_of(headers)


def as_nginx(text: str) -> Say:
    """What nginx says, by the maps and the server in a file for it."""
    blocks = _blocks(iter(re.findall(r'"[^"]*"|#.*|[{};]|[^\s{};"#][^\s{};"]*', text)))
    (server,) = (inner for words, inner in blocks if words == ["server"])
    maps = {words[2]: inner for words, inner in blocks if words[0] == "map"}
    hidden = [words[2] for words, _ in server if words[:2] == ["location", "~"]]
    charset = {words[0]: words[1:] for words, _ in server if words[0].startswith("charset")}
    (types,) = (inner for words, inner in server if words == ["types"])
    known = {suffix: words[0] for words, _ in types for suffix in words[1:]}
    added = [words[1:] for words, _ in server if words[0] == "add_header"]

    def value(of: str, path: str) -> str:
        if not of.startswith("$"):
            return of
        lines = {words[0]: words[1] for words, _ in maps[of]}
        matching = (to for word, to in lines.items() if word.startswith("~") and re.search(word[1:], path))
        return next(matching, lines["default"])

    def say(path: str) -> Headers | None:
        if any(re.search(form, path) for form in hidden):
            return None
        type = known.get(path.rpartition(".")[2], "application/octet-stream")
        if type in (*charset["charset_types"], "text/html"):
            type += f"; charset={charset['charset'][0]}"
        return headers_of({"Content-Type": type} | {words[0]: value(words[1], path) for words in added})

    return say


def _blocks(tokens: Iterator[str]) -> list[Block]:
    found: list[Block] = []
    words: list[str] = []
    for token in tokens:
        if token in ("{", ";"):
            found.append((words, _blocks(tokens) if token == "{" else []))
            words = []
        elif token == "}":
            break
        elif not token.startswith("#"):
            words.append(token.strip('"'))
    assert words == []
    return found


def as_apache(text: str) -> Say:
    """What Apache says, by an .htaccess."""
    lines = [shlex.split(line) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    types = {suffix: words[1] for words in lines if words[0] == "AddType" for suffix in words[2:]}
    for words in lines:
        types |= {suffix: f"{types[suffix]}; charset={words[1]}" for suffix in words[2:] if words[0] == "AddCharset"}
    forced = {words[1] for words in lines if words[0] == "<Files"}
    (hidden,) = (words[2] for words in lines if words[0] == "RedirectMatch")

    def say(path: str) -> Headers | None:
        if re.search(hidden, path):
            return None
        name = path.rpartition("/")[2]
        # A name takes the type of its last suffix, and the charset of any; the tests have no such names but maps.
        found = {"Content-Type": types.get(f".{name.rpartition('.')[2]}", "")}
        if f"{name}>" in forced:
            found["Content-Type"] = "application/octet-stream"
        for _, table, action, header, *rest in (words for words in lines if words[0] == "Header"):
            assert table in ("always", "onsuccess")
            if action == "unset":
                found.pop(header, None)
            elif action == "set" and all(_is_true(condition, path) for condition in rest[1:]):
                found[header] = rest[0]
        return headers_of(found)

    return say


def _is_true(condition: str, path: str) -> bool:
    form = re.fullmatch(r"expr=%\{REQUEST_URI\} =~ m#(.*)#", condition)
    assert form, condition
    return bool(re.search(form[1], path))


def as_rules(text: str) -> Say:
    """What a host says that reads a `_headers`: the values of all rules that match, joined."""
    rules: dict[str, list[tuple[str, str]]] = {}
    pattern = ""
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[pattern].append((name, value))
        elif line and not line.startswith("#"):
            pattern = line
            assert pattern not in rules
            rules[pattern] = []

    def say(path: str) -> Headers | None:
        found: dict[str, str] = {}
        for pattern, headers in rules.items():
            if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
                for name, value in headers:
                    found[name] = f"{found[name]}, {value}" if name in found else value
        return headers_of(found)

    return say


def as_iis(text: str, base: str = "/") -> Say:
    """What IIS says of a site whose folder with the web.config is served below `base`."""
    root = ElementTree.fromstring(text)
    sections = [("", root.find("system.webServer"))]
    sections += [(place.get("path", ""), place.find("system.webServer")) for place in root.iter("location")]
    hidden = {item.get("segment") for item in root.iter("add") if item.get("segment")}

    def say(path: str) -> Headers | None:
        below = path.removeprefix(base)
        name = below.rpartition("/")[2]
        if hidden & set(below.split("/")):
            return None
        found: dict[str, str] = {}
        types: dict[str, str] = {}
        for place, section in sections:
            assert section is not None
            if place and below != place and not below.startswith(f"{place}/"):
                continue
            for item in section.iterfind("httpProtocol/customHeaders/*"):
                if item.tag == "remove":
                    found.pop(item.attrib["name"], None)
                else:
                    assert item.attrib["name"] not in found
                    found[item.attrib["name"]] = item.attrib["value"]
            for item in section.iterfind("staticContent/mimeMap"):
                assert item.attrib["fileExtension"] not in types
                types[item.attrib["fileExtension"]] = item.attrib["mimeType"]
            for item in section.iterfind("staticContent/clientCache"):
                found["Cache-Control"] = _cached(item.attrib)
        found["Content-Type"] = types.get(f".{name.rpartition('.')[2]}" if "." in name else ".", "")
        return headers_of(found)

    return say


def _cached(cache: Mapping[str, str]) -> str:
    if cache["cacheControlMode"] == "DisableCache":
        return "no-cache"
    days, _, time = cache["cacheControlMaxAge"].partition(".")
    assert (cache["cacheControlMode"], time) == ("UseMaxAge", "00:00:00")
    return f"{cache['cacheControlCustom']}, max-age={int(days) * 24 * 60 * 60}"


def main() -> None:
    """Write the expected files."""
    CONFIGS.mkdir(exist_ok=True)
    for path, content in made(load(GUIDELINE).settings).items():
        (CONFIGS / path).write_bytes(content)


if __name__ == "__main__":
    main()
