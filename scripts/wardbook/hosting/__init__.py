"""Settings files for the web servers and hosts that a site may be put on, made from its own settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import quote, urlsplit

from wardbook.hosting import media
from wardbook.hosting.headers import EVERYWHERE, FOREVER, POLICY, READABLE, REVALIDATED, embed_policy, page_policy
from wardbook.model.settings import Settings
from wardbook.render.templates import Templates
from wardbook.urls import ATTACHMENTS, DIGEST, EMBEDS, FIGURES, FONT_FOLDER

_TEMPLATES: Final = {
    ".htaccess": "htaccess.jinja",
    "_headers": "headers.jinja",
    "nginx.conf": "nginx.conf.jinja",
    "web.config": "web.config.xml.jinja",
}
HOSTING: Final = tuple(_TEMPLATES)
"""The files, by their paths in the site: for Apache, for hosts that read a `_headers`, for nginx and for IIS."""

_MISSING: Final = "404.html"

HASHED_FOLDERS: Final = ("pagefind/filter", "pagefind/fragment", "pagefind/index")
"""Folders in which every file is named after what is in it, so that an address never has another content."""
HASHED_FILES: Final = (
    "assets/(javascripts|stylesheets)/[A-Za-z0-9/_-]+[.][0-9a-f]{8}[.]min[.](css|js)",
    f"{EMBEDS}/(frame|style)-[0-9a-f]{{{DIGEST}}}[.](css|js)",
    f"({FIGURES}|{ATTACHMENTS})/[a-z0-9-]+-[0-9a-f]{{{DIGEST}}}[.](jpeg|jpg|pdf|png|svg|webp)",
)
"""Regular expressions for the paths of other such files; nginx, Apache and Python all read them alike."""

FONT_FILES: Final = f"{FONT_FOLDER}/[A-Za-z0-9_-]+[.](woff2?|ttf|otf)"
"""A regular expression for the paths of fonts; a frame without an origin gets only what any page may read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Immutable:
    """Files that never change, so that a browser may keep them for ever."""

    folders: tuple[str, ...]
    files: tuple[str, ...]
    """The files that the site has, by their paths."""
    forms: tuple[str, ...]
    """Regular expressions for the paths of such files and folders."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _ServerSettings:
    """Values of the templates of all settings files."""

    files: tuple[str, ...] = HOSTING
    missing: str = _MISSING
    embeds: str = EMBEDS
    host: str
    """The name of the site's host; `_`, which is none, where the settings have no address."""
    port: int
    """The port for a server without a certificate."""
    base: str
    """The path below which the site lies, with slashes around it."""
    form: str
    """The base as a regular expression."""
    key: str
    """A name for the site among others on the same server."""
    policy_name: str = POLICY
    page_policy: str
    embed_policy: str
    everywhere: tuple[tuple[str, str], ...] = EVERYWHERE
    readable: tuple[str, str] = READABLE
    font_form: str = FONT_FILES
    fonts: tuple[str, ...]
    """The fonts that the site has, by their paths."""
    forever: str = FOREVER
    revalidated: str = REVALIDATED
    kept: _Immutable
    pages: tuple[str, ...]
    """Entries of the site's root but the embeds: the home page, files, and folders with all that is in them."""
    types: tuple[tuple[str, tuple[str, ...]], ...] = media.BY_TYPE
    packed: tuple[str, ...] = media.PACKED
    charset: str = media.CHARSET


def hosting_files(
    settings: Settings, scripts: frozenset[str], paths: Sequence[str], templates: Templates
) -> dict[str, bytes]:
    """The settings for every kind of server, by their paths in the site.

    `scripts` are the sources of the pages' inline scripts, `paths` those of all files of the site.
    Only what `_headers` and `web.config` say depends on the paths. Raises TemplateFault.
    """
    hosting = _server_settings(settings, scripts, paths)
    return {path: templates.server_file(name, hosting=hosting).encode() for path, name in sorted(_TEMPLATES.items())}


def _server_settings(settings: Settings, scripts: frozenset[str], paths: Sequence[str]) -> _ServerSettings:
    address = urlsplit(settings.address or "")
    base = address.path or "/"
    found = sorted(paths)
    hashed = re.compile("|".join(HASHED_FILES))
    return _ServerSettings(
        host=address.hostname or "_",
        port=(address.port if address.scheme == "http" else None) or 80,
        base=base,
        form=base.replace(".", "[.]"),
        key=sha256((settings.address or "").encode()).hexdigest()[:6],
        page_policy=page_policy(scripts),
        embed_policy=embed_policy(settings.embedded_in),
        fonts=tuple(path for path in found if re.fullmatch(FONT_FILES, path)),
        kept=_Immutable(
            folders=HASHED_FOLDERS,
            files=tuple(path for path in found if hashed.fullmatch(path)),
            forms=(*HASHED_FILES, *(f"{folder}/.+" for folder in HASHED_FOLDERS)),
        ),
        pages=("", *sorted(set(_at_the_root(found)))),
    )


def _at_the_root(paths: Sequence[str]) -> Iterator[str]:
    for path in paths:
        top, slash, _ = path.partition("/")
        if top != EMBEDS and (slash or media.suffix(path) in media.TYPES):
            yield f"{quote(top)}/*" if slash else quote(top)
