"""Files that pages load: styles, scripts, fonts and pictures, those of embeds among them."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from wardbook.library.library import Library
from wardbook.render.templates import Templates
from wardbook.urls import DIGEST, EMBEDS, FONT_FOLDER, FONT_STYLE, file
from wardbook.views.parts.flags import LABELS

HOST: Final = f"{EMBEDS}/host.js"
"""The script for pages with embeds in frames; pages of others name it, so it keeps its address."""
COMPONENT: Final = f"{EMBEDS}/wardbook-page.js"
"""The script for pages with embeds in elements; it keeps its address too."""

SHARED: Final = ("aging.js", "wishes.js", "citations.js")
"""Scripts that embeds in frames and in elements share."""

SNIPPETS: Final = f"{EMBEDS}/snippets.json"
"""The forms of what others paste into their pages, for the panel that fills them in."""
FORMS: Final = ("frame", "fitting", "element", "card")
"""The ways to embed; their templates are in `templates/embed/snippets/`."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file by its path in the site."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TypeLinks:
    """The links of a page to its type."""

    style: str
    first: tuple[str, ...]
    """The fonts that the first screen is written in."""


TYPE: Final = TypeLinks(
    style=file(FONT_STYLE),
    first=(
        file(f"{FONT_FOLDER}/source-sans-3-latin-wght-normal.woff2"),
        file(f"{FONT_FOLDER}/noto-sans-symbols-2-subset.woff2"),
    ),
)
"""The type of embeds and of pages about printed copies; the site's pages name the same files."""


@dataclass(frozen=True, slots=True)
class EmbedAssets:
    """The style and the script of embeds, named after what they hold, so that browsers can keep them for good."""

    style: Asset
    script: Asset


def assets(library: Library, templates: Templates) -> dict[str, bytes]:
    """All files that pages load, by their path."""
    settings = library.settings
    files = {f"assets/{path}": content for path, content in templates.assets.items()}
    own = templates.render_html("components/library.css.jinja", settings=settings, labels=LABELS)
    files["assets/library.css"] = str(own).encode()
    if settings.logo and library.logo:
        files[f"assets/{settings.logo}"] = library.logo
    embeds = embed_assets(library, templates)
    style, script = embeds.style, embeds.script
    files |= {style.path: style.content, script.path: script.content}
    files[SNIPPETS] = _snippets(settings.title, style, script, templates)
    return files | {HOST: _of(templates, "host.js"), COMPONENT: _component(templates)}


def embed_assets(library: Library, templates: Templates) -> EmbedAssets:
    """The style and the script of all embeds."""
    own = str(templates.render_html("embed/style.css.jinja", settings=library.settings, labels=LABELS))
    return EmbedAssets(
        style=_named("style", "css", templates.assets["article.css"] + own.encode()),
        script=_named("frame", "js", _of(templates, *SHARED, "frame.js")),
    )


def _snippets(library: str, style: Asset, script: Asset, templates: Templates) -> bytes:
    holes = {name: f"{{{name}}}" for name in ("address", "title", "page", "library", "site")}
    forms: dict[str, object] = {
        name: templates.render_html(f"embed/snippets/{name}.html.jinja", **holes) for name in FORMS
    }
    hashes = {"style": _policy(style), "script": _policy(script)}
    return json.dumps(forms | {"library": library, "hashes": hashes}, ensure_ascii=False).encode()


def _policy(asset: Asset) -> str:
    """The source expression by which a Content-Security-Policy names the content of a file."""
    return f"sha256-{b64encode(sha256(asset.content).digest()).decode()}"


def _of(templates: Templates, *names: str) -> bytes:
    """Scripts one after the other: a frame without an origin cannot load one that imports another."""
    return b"\n".join(templates.assets[f"embed/{name}"] for name in names)


def _component(templates: Templates) -> bytes:
    """The script of elements, with what the style of fonts says: the page around may read no style of this site."""
    style = json.dumps(templates.assets["fonts.css"].decode())
    return f"const FONT_STYLE = {style};\n".encode() + _of(templates, *SHARED, "component.js")


def _named(name: str, ending: str, content: bytes) -> Asset:
    return Asset(f"{EMBEDS}/{name}-{sha256(content).hexdigest()[:DIGEST]}.{ending}", content)
