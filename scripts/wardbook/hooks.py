"""Hooks for plain `mkdocs build` and `mkdocs serve`.

A builder of a part comes here too and needs next to nothing, so what takes half a second to load
is loaded where it is used.
"""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from wardbook.build.builder import is_part, with_all_names, with_library
from wardbook.problems import ContentError, UserError

__all__ = ["complete_site", "prepare", "preview", "with_all_names"]

_log = logging.getLogger("mkdocs.wardbook")


def prepare(config: MkDocsConfig) -> MkDocsConfig:
    """Bring `site_src/` up to date and give the builder the library's settings. Raises PluginError."""
    root = Path(config.config_file_path).parent
    if not is_part():
        _render(root)
    return with_library(config, root)


def preview(server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
    """Let a server build by parts and show the faults of an edit. Its first build was MkDocs' own."""
    from wardbook.preview.preview import Preview
    from wardbook.preview.server import show

    # What is rendered is made from what is watched already.
    server.unwatch(config.docs_dir)
    shown = Preview(Path(config.config_file_path).parent, _log.info)
    shown.begin()
    return show(shown, server)


def complete_site(config: MkDocsConfig) -> None:
    """Add what a site that was built as a whole still lacks. Raises PluginError."""
    if is_part():
        return
    from wardbook.project import complete

    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    try:
        for lost in complete(root, site):
            _log.warning("%s", lost)
    except ContentError as error:
        raise PluginError(f"the content has faults:\n{error}") from None
    except UserError as error:
        raise PluginError(str(error)) from None


def _render(root: Path) -> None:
    from wardbook.project import render
    from wardbook.system.clock import today

    try:
        render(root, today(), _log.info)
    except ContentError as error:
        raise PluginError(f"the content has faults, nothing was written:\n{error}") from None
    except UserError as error:
        raise PluginError(str(error)) from None
