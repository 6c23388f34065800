"""The project that `wardbook init` writes: the files of the folder `starter/`, as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wardbook import __version__
from wardbook.authoring.schemas import SCHEMA_FOLDER, schema_files
from wardbook.system.links import names_below

_STARTER: Final = Path(__file__).with_name("starter")
_RENAMED: Final = {"gitignore": ".gitignore"}
"""Names that packaging tools would drop or act on, and what they become."""
CI_FILES: Final[Mapping[str, Mapping[str, str]]] = {
    "github": {
        "ci/github-check.yml": ".github/workflows/check.yml",
        "ci/github-publish.yml": ".github/workflows/publish.yml",
    },
    "gitlab": {"ci/gitlab.yml": ".gitlab-ci.yml"},
}
"""Files for services that check and publish a project at each change, and where each service expects them."""
_REQUIREMENTS: Final = f"""\
# The program that builds this library, for pip: a version from a package index, or the address of a wheel.
wardbook=={__version__}
"""


def starter_files(service: str = "") -> dict[str, bytes]:
    """Every file of a new project by its path: the schemas among them, and those for a service, if one is named."""
    names = [name for name in names_below(_STARTER) if not name.startswith("ci/")]
    found = {_RENAMED.get(name, name): (_STARTER / name).read_bytes() for name in names}
    found |= {f"content/{SCHEMA_FOLDER}/{name}": content for name, content in schema_files().items()}
    if service:
        found |= {target: (_STARTER / name).read_bytes() for name, target in CI_FILES[service].items()}
        found["requirements.txt"] = _REQUIREMENTS.encode()
    return found
