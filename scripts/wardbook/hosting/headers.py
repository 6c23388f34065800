"""HTTP headers that every server sends with a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

POLICY: Final = "Content-Security-Policy"
REVALIDATED: Final = "no-cache"
"""`Cache-Control` of a file that may change: keep it, and ask before each use whether it has changed."""
FOREVER: Final = "public, max-age=31536000, immutable"
"""`Cache-Control` of a file that is named after its content."""
READABLE: Final = ("Access-Control-Allow-Origin", "*")
"""The header that lets any page read a file. The web component reads embeds so, and a frame without an origin fonts."""

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
"""Features of browsers that no page here uses; every browser that knows of permissions knows these."""

EVERYWHERE: Final = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED)),
)
"""Headers of pages and embeds alike."""


def page_policy(scripts: frozenset[str]) -> str:
    """The content security policy of pages; `scripts` are the sources of their inline scripts."""
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
    """The content security policy of embeds, which need less and may be framed by the intranets."""
    return _policy(
        {
            "default-src": ["'none'"],
            "script-src": ["'self'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "font-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
            "frame-ancestors": ["'self'", *embedded_in],
        }
    )


def _policy(directives: Mapping[str, Iterable[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
