"""Lets plain `mkdocs build` and `mkdocs serve` give the complete site."""

from mkdocs.config.defaults import MkDocsConfig

from wardbook.builder import prepare


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Render `site_src/` and take the site's settings from the library."""
    return prepare(config)
