"""Lets plain `mkdocs build` and `mkdocs serve` give the complete site."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files

from wardbook.hooks import complete_site, prepare, preview, with_all_names


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Render `site_src/` and take the site's settings from the library."""
    return prepare(config)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Know every page of the site, where only some are built."""
    return with_all_names(files, config)


def on_post_build(config: MkDocsConfig) -> None:
    """Make what a complete site has beside its pages."""
    complete_site(config)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Build what an edit changes, and show its faults on the page."""
    return preview(server, config)
