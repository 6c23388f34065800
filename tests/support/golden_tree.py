"""The golden tree: what the fixture guideline is rendered to. Run as a program, this rewrites it.

Only what templates and the library's data make is in it; files that are copied as they are have
nothing to review. Of embeds, which say what pages say, it has those of one record of each kind.
The fixture's approvals are written anew before.
"""

from __future__ import annotations

from support.fixture_approvals import write_fixture_approvals
from support.loading import load
from support.paths import GUIDELINE, ROOT, TODAY
from support.rendering import rendered
from wardbook.library.library import Library
from wardbook.render.templates import Templates, load_templates
from wardbook.system.files import write_tree
from wardbook.system.packaged import default_templates

GOLDEN = ROOT / "tests" / "golden"


EMBEDS = (
    "embed/snippets.json",
    "embed/scenarios/known-lump/",
    "embed/scenarios/second-lump/article/",
    "embed/topics/",
    "embed/protocols/us-bear/",
)
"""The embeds of the golden tree."""


def golden_files(library: Library, templates: Templates) -> dict[str, bytes]:
    """The files of the golden tree, as they should be."""
    copied = {f"assets/{name}" for name in (*templates.assets, library.settings.logo)}
    site = rendered(library, templates, TODAY)
    # The names of pictures and documents, which are in the pages, tell what is in them.
    files = {name: content for name, content in site.items() if name not in copied and name not in library.media}
    return {
        name: content for name, content in files.items() if not name.startswith("embed/") or name.startswith(EMBEDS)
    }


if __name__ == "__main__":
    write_fixture_approvals()
    write_tree(GOLDEN, golden_files(load(GUIDELINE), load_templates([default_templates()])))
