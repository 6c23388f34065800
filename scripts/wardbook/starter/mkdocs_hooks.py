"""Lets plain `mkdocs build` and `mkdocs serve` give the complete site."""

from wardbook.builder import prepare


def on_config(config):
    """Render `site_src/` and take the site's settings from the library."""
    return prepare(config)
