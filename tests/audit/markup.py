"""Faults of markup in all pages of a site, as the Nu HTML Checker finds them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from audit.programs import answer, package_file, program

_CHECKER: Final = "vnu-jar/build/dist/vnu.jar"


def markup_faults(tools: Path, site: Path) -> list[str]:
    """Every fault with its page and line. Raises AuditFault."""
    java = program("java", "default-jre-headless")
    options = ["--skip-non-html", "--exit-zero-always", "--stdout", "--format", "json"]
    checked = json.loads(answer([java, "-jar", package_file(tools, _CHECKER), *options, site]))
    root = site.as_uri() + "/"
    return [
        f"{found.get('url', '').removeprefix(root)}:{found.get('lastLine', '?')}: {found['message']}"
        for found in checked["messages"]
        if found["type"] != "info"
    ]
