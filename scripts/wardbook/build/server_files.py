"""The settings for web servers of the site that is being built: made anew only if what they name has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from wardbook.build.paths import Folders
from wardbook.build.store import Store
from wardbook.hosting import HOSTING, hosting_files
from wardbook.hosting.inline import inline_in_site, sample_pages
from wardbook.model.settings import Settings
from wardbook.problems import BuildFault
from wardbook.render.templates import Templates
from wardbook.system.digests import digest, digest_of, file_digest
from wardbook.system.files import write_if_changed

_HOSTING: Final = "hosting"


MakeHosting = Callable[[Mapping[str, str], Folders, Mapping[str, str], Store], dict[str, str]]
"""What gives the digests of the settings for servers by their paths, from the digests of all other files of the site by
theirs, and of all that stand in the site. Those that are new lie in `Folders.fresh`."""


def no_hosting(_: Mapping[str, str], __: Folders, ___: Mapping[str, str], ____: Store) -> dict[str, str]:
    """None, for a site that nobody else is to host."""
    return {}


def hosting_up_to_date(settings: Settings, templates: Templates, basis: bytes) -> MakeHosting:
    """The settings of the site as it is now; `basis` is a digest of `settings` and `templates`.

    Making them raises BuildFault where a page holds what they forbid, TemplateFault and OSError.
    """

    def make(files: Mapping[str, str], at: Folders, standing: Mapping[str, str], store: Store) -> dict[str, str]:
        # Of the pages only those that are looked at count, of the names those of what the settings list.
        looked_at = {path: files[path] for path in sample_pages(files)}
        named = {path: "" for path in files if path.count("/") < 2 or path.startswith("assets/")}
        key = digest(basis, digest_of(named | looked_at))
        made = store.made(_HOSTING, key)
        if made and made.items() <= standing.items():
            return made
        written = files_for(settings, files, at.newest, templates)
        for path, content in written.items():
            write_if_changed(at.fresh, path, content)
        made = {path: file_digest(at.fresh / path) for path in written}
        with store.together():
            store.set_made(_HOSTING, key, made)
        return made

    return make


def files_for(
    settings: Settings, paths: Iterable[str], place: Callable[[str], Path], templates: Templates
) -> dict[str, bytes]:
    """The settings for a site with the files `paths`; `place` says where one of them is.

    Raises BuildFault where a page holds what they forbid, TemplateFault and OSError.
    """
    others = [path for path in paths if path not in HOSTING]
    found = inline_in_site(others, lambda path: place(path).read_bytes())
    if found.forbidden:
        raise BuildFault("\n".join(found.forbidden))
    return hosting_files(settings, found.scripts, others, templates)
