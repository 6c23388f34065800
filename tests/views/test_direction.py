"""Words from right to left beside others: a number stays beside its unit, in the order in which it is typed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from support.loading import load
from support.paths import GUIDELINE, TODAY
from support.printers import real
from support.rendering import context, print_jobs
from wardbook.model.base import Line
from wardbook.render.templates import Templates
from wardbook.render.text import HtmlText
from wardbook.text.parse import parse_text
from wardbook.text.tree import Text
from wardbook.views.placed.figure import shown_figure
from wardbook.views.placed.table import shown_table
from wardbook.views.text import Isolated

LIBRARY: Final = load(GUIDELINE)
CONTEXT: Final = context(LIBRARY, TODAY, ["toy-wiki"])

SHOWN: Final = {
    "Give 15 mg/kg.": "Give 15 mg/kg.",
    "أعط 15 mg/kg من الدواء.": "{r}أعط {l}15 mg/kg{e} من الدواء.{e}",
    "תן 15 mg/kg של אקמול": "{r}תן {l}15 mg/kg{e} של אקמול{e}",
    "15 mg/kg من الدواء": "{r}{l}15 mg/kg{e} من الدواء{e}",
    "Give باراسيتامول 15 mg/kg now.": "Give {r}باراسيتامول{e} 15 mg/kg now.",
    "Say: 15 ملغ يوميا to him.": "Say: {r}15 ملغ يوميا{e} to him.",
    "كل 6 ساعات، 15–20 ملغ و≥ 12.5%": "{r}كل 6 ساعات، {l}15–20{e} ملغ و{l}≥ 12.5%{e}{e}",
    "Say **15** ملغ, not 20 mg.": "Say {r}<strong>15</strong> ملغ{e}, not 20 mg.",
    "Give **باراسيتامول 15** mg.": "Give <strong>{r}باراسيتامول{e} 15</strong> mg.",
    "أعط [@toy-wiki, p. 4] 15": (
        '{r}أعط{l}<sup class="wb-note"><a target="_self" href="#ref-1" aria-label="Reference 1, p. 4">'
        "[1,\N{NO-BREAK SPACE}p.\N{NO-BREAK SPACE}4]</a></sup>{e} 15{e}"
    ),
}
"""How texts are parted, with letters for the tags."""
TAGS: Final = {"r": '<bdi dir="rtl">', "l": '<bdi dir="ltr">', "e": "</bdi>"}


@pytest.mark.parametrize("source", SHOWN)
def test_what_runs_against_the_words_around_it_stands_apart(source: str) -> None:
    expected = re.sub(r"\{([rle])\}", lambda tag: TAGS[tag[1]], SHOWN[source])
    assert HtmlText(lambda _: "").tight(CONTEXT.rich(parse_text(source))) == expected


def test_lines_of_figures_and_heads_of_tables_run_as_their_words_do() -> None:
    credit, apart = Line("صورة 15 mg"), (Isolated("rtl", (Text("صورة "), Isolated("ltr", (Text("15 mg"),)))),)
    figure = LIBRARY.figures["us-lump"].model_copy(update={"credit": credit, "license": credit, "consent": credit})
    setting = context(LIBRARY, TODAY, list(LIBRARY.sources))
    shown = shown_figure(figure, LIBRARY.pictures[figure.file], setting)
    assert shown.credit == shown.license == shown.consent == apart
    table = next(iter(LIBRARY.tables.values()))
    columns = tuple(column.model_copy(update={"head": credit, "unit": credit}) for column in table.columns)
    heads = shown_table(table.model_copy(update={"columns": columns}), setting).columns
    assert {(head.head, head.unit) for head in heads} == {(apart, apart)}


def test_number_and_unit_stand_side_by_side_on_paper(
    edited: Callable[[str, str, str], Path], templates: Templates
) -> None:
    root = edited(
        "content/scenarios/new-bear-lump.yaml",
        "text: US of the belly, because it *does not hurt* [@toy-guideline-2024, p. 4].",
        "text: [أعط 23 mg/kg من الدواء, Give باراسيتامول 46 mg/kg]",
    )
    library = load(root)
    library = replace(library, settings=library.settings.model_copy(update={"papers": ("a4",)}))
    (job,) = print_jobs(("scenario", "new-bear-lump"), library)
    path = root / "handout.pdf"
    path.write_bytes(real(templates)(job))

    boxes = subprocess.run(["pdftotext", "-bbox", "-l", "1", path, "-"], check=True, capture_output=True, text=True)
    found = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>([^<]*)<', boxes.stdout)
    for number in ("23", "46"):
        # A copy code may end in the same digits, but behind a letter or a digit.
        (at,) = [place for place, (_, _, word) in enumerate(found) if re.search(rf"\b{number}$", word)]
        (_, end, _), (start, _, unit) = found[at : at + 2]
        assert unit == "mg/kg"
        assert 0 < float(start) - float(end) < 4
