"""The process that Typst runs in: it gets a view and gives a PDF, one after another.

Typst gives no memory back between documents, so this is a process that ends.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from typst import Compiler, Fonts, TypstError

from wardbook.system.service import answer_all

STANDARD: Final = "ua-1"
"""PDF/UA-1: a PDF that has no title, skips a level of headings or lacks a glyph is an error, not a PDF."""


class Typesetter:
    """Templates and fonts, ready to print: `folder` has the templates, `fonts` are folders with fonts."""

    def __init__(self, folder: Path, fonts: Sequence[Path]) -> None:
        self._folder = folder
        found = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(fonts))
        self._compiler = Compiler(root=folder, font_paths=found)

    def answer(self, question: bytes) -> bytes:
        """The PDF that a question asks for, or as JSON the message of Typst and the place that it names."""
        asked = json.loads(question)
        try:
            made = self._compiler.compile(
                self._folder / asked["template"],
                sys_inputs=asked["inputs"],
                pdf_standards=STANDARD,
                timestamp=asked["timestamp"],
            )
        except TypstError as error:
            return json.dumps((error.message, error.diagnostic)).encode()
        return made if isinstance(made, bytes) else json.dumps(("it became more than one file", "")).encode()


if __name__ == "__main__":
    folder, *fonts = map(Path, sys.argv[1:])
    answer_all(Typesetter(folder, fonts).answer)
