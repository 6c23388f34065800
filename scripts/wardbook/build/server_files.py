"""The settings for web servers of the site that is being built: made anew only if what they name has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from wardbook.build.cache import Cache, Finished
from wardbook.build.content import CheckedContent
from wardbook.build.pages import are_published
from wardbook.build.paths import BuildPaths
from wardbook.build.toolchain import Toolchain
from wardbook.hosting import HOSTING, hosting_files
from wardbook.hosting.inline import inline_in_site, sample_pages
from wardbook.model.settings import Settings
from wardbook.problems import BuildFault
from wardbook.render.templates import Templates
from wardbook.system.digests import digest_of, file_digest
from wardbook.system.files import write_if_changed


def build_server_files(
    paths: BuildPaths,
    content: CheckedContent,
    tools: Toolchain,
    cache: Cache,
    *,
    files: Mapping[str, str],
    published: Mapping[str, str],
) -> dict[str, str]:
    """The SHA-256 of the settings for servers by their path in the site; new ones lie in `paths.fresh`.

    `files` and `published` are all other files of the site and the files that are published, in the same form.
    Raises BuildFault where a page holds what they forbid, TemplateFault and OSError.
    """
    # Of the pages only those that are looked at count, of the names those of what the settings list.
    looked_at = {path: files[path] for path in sample_pages(files)}
    named = {path: "" for path in files if path.count("/") < 2 or path.startswith("assets/")}
    inputs = {
        "globals": content.globals_digest,
        "templates": tools.templates_digest,
        "files": digest_of(named | looked_at),
    }

    def run() -> Finished:
        made = server_files(content.globals.settings, files, paths.newest, tools.templates)
        for path, raw in made.items():
            write_if_changed(paths.fresh, path, raw)
        digests = {path: file_digest(paths.fresh / path) for path in made}
        return Finished("server-files", inputs, json.dumps(digests).encode())

    return cache.result("server-files", inputs, run, json.loads, are_published(published))


def server_files(
    settings: Settings, paths: Iterable[str], place: Callable[[str], Path], templates: Templates
) -> dict[str, bytes]:
    """The settings for servers of a site with the files `paths`; `place` says where one of them is.

    Raises BuildFault where a page holds what they forbid, TemplateFault and OSError.
    """
    others = [path for path in paths if path not in HOSTING]
    found = inline_in_site(others, lambda path: place(path).read_bytes())
    if found.forbidden:
        raise BuildFault("\n".join(found.forbidden))
    return hosting_files(settings, found.scripts, others, templates)
