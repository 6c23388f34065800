"""Serve a built site as hosts do: texts packed by gzip, all else as it is."""

from __future__ import annotations

import gzip
from functools import lru_cache
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any, Final

_TEXTS: Final = frozenset({".html", ".css", ".js", ".json"})


@lru_cache(maxsize=1024)
def packed(path: Path) -> bytes:
    """A text as it goes over the wire; packed once, as by a host that keeps it."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class PackingHandler(SimpleHTTPRequestHandler):
    """Answers as a host that packs texts."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a small file waits for the head of its answer to be acknowledged

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        text = path.suffix in _TEXTS
        body = packed(path) if text else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
