"""The server of a preview: MkDocs' own, which reloads the browser after every build."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from wardbook.build.mkdocs import CONFIG
from wardbook.build.paths import RENDERED, preview_paths
from wardbook.preview.preview import WATCHED, Preview
from wardbook.problems import UserError
from wardbook.system.files import stamp, stamps
from wardbook.urls import SETTINGS

NOT_FOUND: Final = 404
HIGHEST_PORT: Final = 65535


class _Server(LiveReloadServer):
    """A preview's server: it misses no edit from before it watches, and reloads a page that is not there yet."""

    def __init__(self, preview: Preview, host: str, port: int, built: object) -> None:
        super().__init__(preview.build, host, port, str(preview_paths(preview.root).site), _mount_path(preview.root))
        self._preview, self._built = preview, built
        self.error_handler = self._error_page

    def _build_loop(self) -> None:
        # From here on all edits are seen.
        self._want_rebuild = _edited(self._preview.root) != self._built
        self._preview.say(f"Serving on {self.url}; stop it by Ctrl-C.")
        super()._build_loop()  # type: ignore[no-untyped-call]

    def _error_page(self, code: int) -> bytes | None:
        page = Path(self.root) / f"{code}.html"
        content = page.read_bytes() if page.is_file() else _NOTHING_YET if code == NOT_FOUND else b""
        if not content:
            return None
        reloading: bytes = self._inject_js_into_html(content, self._visible_epoch)  # type: ignore[no-untyped-call]
        return reloading


def serve(preview: Preview, host: str, port: int) -> None:
    """Build and serve a preview until the user stops it."""
    edited = _edited(preview.root)
    preview.begin()
    preview.build()
    server = _Server(preview, host, port, edited)
    show(preview, server)
    # Of the project's own folder only its files are watched: settings may go and come back.
    server.watch(str(preview.root), recursive=False)
    for name in WATCHED:
        if (preview.root / name).is_dir():
            server.watch(str(preview.root / name))
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs gives it no types
    except KeyboardInterrupt:
        preview.say("Stopped.")
    finally:
        server.shutdown()


def show(preview: Preview, server: LiveReloadServer) -> LiveReloadServer:
    """Let a server show a preview from its next build on."""

    def build() -> None:
        preview.build()
        if not preview.faults:
            server.root = str(preview_paths(preview.root).site)

    server.builder = build
    app = server.get_app()
    if app:
        server.set_app(preview.around(app))
    return server


class AddressFault(UserError):
    """A preview cannot be served at an address; the message says why."""


def free(address: str) -> tuple[str, int]:
    """The host and port of an address that nobody listens on. Raises AddressFault."""
    host, _, port = address.rpartition(":")
    advice = "choose another by --address."
    if not host or not port.isdecimal() or int(port) > HIGHEST_PORT:
        raise AddressFault(f"{address}: expected an address as HOST:PORT: {advice}")
    try:
        socket.create_server((host, int(port))).close()
    except OSError:
        raise AddressFault(f"{address}: expected a free address, got one that is taken: {advice}") from None
    return host, int(port)


def _edited(root: Path) -> object:
    """A value that changes with every edit."""
    return [dict(stamps(root / name)) for name in WATCHED], stamp(root / CONFIG) if (root / CONFIG).is_file() else None


def _mount_path(root: Path) -> str:
    """The path of the published site on its server, so that links from error pages lead as they do there."""
    settings = root / RENDERED / SETTINGS
    address = json.loads(settings.read_bytes())["site_url"] if settings.is_file() else None
    return urlsplit(address or "").path or "/"


_NOTHING_YET: Final = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Nothing to show yet</title></head>
<body><main><h1>Nothing to show yet</h1></main></body></html>
"""
