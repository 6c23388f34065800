"""The project that `wardbook init` writes: the files of the folder `starter/`, as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from wardbook.authoring.schemas import SCHEMA_FOLDER, schema_files
from wardbook.system.links import names_below

_STARTER: Final = Path(__file__).with_name("starter")
_RENAMED: Final = {"gitignore": ".gitignore"}
"""Names that packaging tools would drop or act on, and what they become."""


def starter_files() -> dict[str, bytes]:
    """Every file of a new project by its path, the schemas among them."""
    found = {_RENAMED.get(name, name): (_STARTER / name).read_bytes() for name in names_below(_STARTER)}
    return found | {f"content/{SCHEMA_FOLDER}/{name}": content for name, content in schema_files().items()}
