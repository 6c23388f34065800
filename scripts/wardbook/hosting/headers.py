"""What a server says of every answer beside the file itself: the same on all servers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

POLICY: Final = "Content-Security-Policy"
REVALIDATED: Final = "no-cache"
"""Of a file whose content may change: keep it, and ask before each use whether it has."""
FOREVER: Final = "public, max-age=31536000, immutable"
"""Of a file whose name says its content."""
READABLE: Final = ("Access-Control-Allow-Origin", "*")
"""Lets the scripts of any page read an embed, as the web component does. What anyone may fetch is no secret."""

_UNUSED: Final = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
"""What browsers offer to pages and no page here uses; every browser that knows of permissions knows these."""

EVERYWHERE: Final = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED)),
)
"""What holds for pages and embeds alike."""


def page_policy(scripts: frozenset[str]) -> str:
    """What a page may load and who may frame it; `scripts` are the sources of its inline scripts."""
    return _policy(
        {
            "default-src": ["'none'"],
            "script-src": ["'self'", "'wasm-unsafe-eval'", *sorted(scripts)],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "font-src": ["'self'"],
            "connect-src": ["'self'"],
            "worker-src": ["'self'"],
            "frame-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'self'"],
            "frame-ancestors": ["'self'"],
        }
    )


def embed_policy(embedded_in: Iterable[str]) -> str:
    """The same for an embed, which needs less and may be framed by the intranets."""
    return _policy(
        {
            "default-src": ["'none'"],
            "script-src": ["'self'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
            "frame-ancestors": ["'self'", *embedded_in],
        }
    )


def _policy(directives: Mapping[str, Iterable[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
