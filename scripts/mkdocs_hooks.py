"""Lets plain `mkdocs build` and `mkdocs serve` give the complete site."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from wardbook.builder import prepare, unwatch_rendered


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Render `site_src/` and take the site's settings from the library."""
    return prepare(config)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Build once for each edit."""
    return unwatch_rendered(server, config)
