"""The server of a preview: MkDocs' own, which reloads the browser after every build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from wardbook.addresses import SETTINGS
from wardbook.engine.rendering import RENDERED
from wardbook.preview import WATCHED, Preview
from wardbook.project import preview_folder

NOT_FOUND: Final = 404


def serve(preview: Preview, host: str, port: int) -> None:
    """Build and serve a preview until the user stops it."""
    folder = preview_folder(preview.root)
    preview.build()
    server = LiveReloadServer(preview.build, host, port, str(folder), _mount_path(preview.root))
    server.error_handler = lambda code: _error_page(folder, code)
    show(preview, server)
    for name in WATCHED:
        if (preview.root / name).exists():
            server.watch(str(preview.root / name))
    preview.say(f"Serving on {server.url}; stop it by Ctrl-C.")
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
            server.root = str(preview_folder(preview.root))

    server.builder = build
    app = server.get_app()
    if app:
        server.set_app(preview.around(app))
    return server


def _mount_path(root: Path) -> str:
    """Where the published site stands on its server, so that links from error pages lead as they do there."""
    settings = root / RENDERED / SETTINGS
    address = json.loads(settings.read_bytes())["site_url"] if settings.is_file() else None
    return urlsplit(address or "").path or "/"


def _error_page(folder: Path, code: int) -> bytes | None:
    page = folder / f"{code}.html"
    if page.is_file():
        return page.read_bytes()
    return _NOTHING_YET if code == NOT_FOUND else None


_NOTHING_YET: Final = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Nothing to show yet</title></head>
<body><p>Nothing to show yet.</p></body></html>
"""
