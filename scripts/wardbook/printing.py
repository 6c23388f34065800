"""Printing what somebody asks for, without building the site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from wardbook.build.kit import kit_of
from wardbook.build.printing import print_units
from wardbook.build.render import Progress, all_units
from wardbook.build.store import Store
from wardbook.problems import UserError
from wardbook.project import Say, alone, surveyed
from wardbook.views.targets.layouts import PRINTED_TARGETS, VOLUME, Target

LIBRARY: Final = "library"
"""What is printed by this name is the library as a whole."""


def pdf(root: Path, ids: Sequence[str], into: Path, today: date, say: Say, *, progress: Progress) -> list[str]:
    """Print the records with some ids, or everything there is, into a folder; return the paths of the PDFs in it.

    Raises NotPrinted, ContentError, PrintFault and OSError.
    """

    def work(store: Store) -> list[str]:
        content = surveyed(root, store)
        if not content.standards.settings.papers:
            raise NotPrinted("content/library.yaml: papers: expected a size of paper, got none: write `papers: [a4]`")
        chosen = _chosen(ids, [unit for unit in all_units(content, store) if unit[0] in PRINTED_TARGETS])
        with kit_of(root, today, progress) as kit:
            return list(print_units(chosen, content, store, kit, into))

    return alone(root, say, work)


class NotPrinted(UserError):
    """Nothing that was asked for can be printed; the message says why."""


def _chosen(ids: Sequence[str], printed: Sequence[Target]) -> list[Target]:
    """The units that go by some ids; all, if there are none. Raises NotPrinted."""
    names = {unit: LIBRARY if unit[0] == VOLUME else unit[1] for unit in printed}
    for id in ids:
        if id not in names.values():
            close = get_close_matches(id, names.values(), n=1)
            advice = f"did you mean {close[0]}?" if close else "the files in content/ are named after them."
            raise NotPrinted(
                f"{id}: expected the id of a scenario, protocol or topic, or `{LIBRARY}`, got none: {advice}"
            )
    return [unit for unit, name in names.items() if not ids or name in ids]
