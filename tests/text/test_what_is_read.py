"""What is typed is what is read: on the page, in an embed and on paper, or the check says why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.loading import load
from support.pages import as_python_markdown, dom, words
from support.paths import GUIDELINE, TODAY
from support.rendering import context
from wardbook.checks.text.words import characters_are_what_they_seem
from wardbook.model.records.procedure import Procedure
from wardbook.problems import Problem
from wardbook.read.content import gathered
from wardbook.read.document import Parsed, parse
from wardbook.render.templates import load_templates
from wardbook.system.packaged import default_templates
from wardbook.text.tree import RichText
from wardbook.views.print.fingerprint import view_as_json
from wardbook.views.text import ShownBlock

LIBRARY: Final = load(GUIDELINE)
CONTEXT: Final = context(LIBRARY, TODAY, ["toy-wiki"])
TEMPLATES: Final = load_templates([default_templates()])
IN_MARKDOWN: Final = TEMPLATES.markdown.from_string("{{ text.blocks(nodes) }}\n")
IN_HTML: Final = TEMPLATES.html.from_string("{{ text.blocks(nodes) }}\n")

AS_TYPED: Final = (
    "4*3*2*0.52",
    "4 * 3",
    "HLA-B*57:01 … HLA-B*15:02",
    "CYP2C19*2 or CYP2C19*3",
    "5 mg*",
    "a_b_c ____ and _",
    "~5 mg, H~2~O and ~",
    "10^9/L",
    "C:\\dose",
    "<5 mm, 3 < 5 and >3",
    "R&D; AT&T &",
    "– 5 °C • x · y",
    "2. 3) + - #",
    "TNFα, NFκB, 5 µg",
    "أعط 15 mg/kg من الدواء 15–20 ملغ",
    "תן 5 מג",
    "（x）、漢字",
    "می‌روم ❤️",
    "{x} [x] (x] $x$ :x:",
)
"""What a reader gets as it is typed."""
READ_AS: Final = {
    "*stress* and **strong**": "stress and strong",
    "***both***, *a **b** c*": "both, a b c",
    "word [@toy-wiki, Table 3].": "word[1, Table 3].",
    "[a *link*](https://toys.example/a_b*c|d~~e&lt;)": "a link",
    "\\*x\\* \\_x\\_ \\~\\~x \\[^1] \\{{x}} \\&lt;5 \\\\": "*x* _x_ ~~x [^1] {{x}} &lt;5 \\",
    "ﬁbrin and oﬀ": "fibrin and off",
    "ade\u0301nopathie, 5 A\u030a": "adénopathie, 5 Å",
}
"""What stands for something else, by the documented Markdown or because Unicode knows it as the same."""
REFUSED: Final = (
    "Age\tTube",
    "Age | Tube --- | ---",
    "**a**b",
    "2**3",
    "4 *3* 2",
    "_x_ and __x__",
    "[^1]",
    "~~x~~",
    "{{ x }}",
    "{% x %}",
    "&lt;5",
    "&#8805;5",
    "<<<<<<< HEAD",
    ">>>>>>> main",
    "<b>x</b>",
    "`x`",
    "peri\u00adcardium",
    "5\u2060mg",
    "15\u200bmg",
    "\u202b15 mg\u202c",
    "\u206715 mg\u2069",
    "T\u2011cell",
    "１５",
    "5 ㎎",
    "МRI",
    "hеparin",
    "ΜRI",
    "СТ",
    "\uf0b7 x",
)
"""What a reader would get changed, hidden or as signs."""
STARTS: Final = ("", "- ", "1. ")
REFUSED_STARTS: Final = ("+ ", "> ", "* ", "• ", "•", "– ", "7. ", "1) ", "# ", "| Age | ")


def of_a_line(starts: tuple[str, ...], *pieces: str) -> st.SearchStrategy[tuple[str, list[str]]]:
    """How a line begins, and its pieces."""
    return st.tuples(st.sampled_from(starts), st.lists(st.sampled_from(pieces), max_size=4))


LINES: Final = st.lists(of_a_line(STARTS, *AS_TYPED, *READ_AS), min_size=1, max_size=4)
ANY_LINES: Final = st.lists(
    of_a_line((*STARTS, *REFUSED_STARTS), *AS_TYPED, *READ_AS, *REFUSED), min_size=1, max_size=4
)


def typed(lines: list[tuple[str, list[str]]]) -> str:
    """The text as an editor holds it, a paragraph to a line."""
    return "\n\n".join(start + " ".join(("Words", *pieces, "end.")) for start, pieces in lines)


def read(lines: list[tuple[str, list[str]]]) -> str:
    """The words that a person reads in the editor."""
    return " ".join(
        " ".join(("Words", *(READ_AS.get(piece, piece) for piece in pieces), "end.")) for _, pieces in lines
    )


def in_a_field(source: str) -> Parsed:
    """A record with the text in a field."""
    block = "".join(f"  {line}\n" for line in source.split("\n"))
    record = f"id: us-bear\nlabel: US bear\nmodality: ultrasound\nregions: [belly]\nabout: |2\n{block}"
    return parse("content/procedures/us-bear.yaml", record.encode())


def in_a_page(source: str) -> Parsed:
    """A page of prose with the text."""
    head = "---\nid: about\ntitle: About\nsummary: All.\norder: 1\n---\n"
    return parse("content/pages/about.md", f"{head}{source}\n".encode())


def problems_of(parsed: Parsed) -> list[Problem]:
    return [*parsed.problems, *characters_are_what_they_seem(gathered([parsed], {}))]


def text_of(parsed: Parsed) -> RichText:
    if parsed.body:
        return parsed.body.text
    assert parsed.document
    assert isinstance(parsed.document.record, Procedure)
    assert parsed.document.record.about
    return parsed.document.record.about[0].text


def shown_on(blocks: tuple[ShownBlock, ...]) -> Iterator[str]:
    """The words of a text on a page, in an embed and on paper."""
    yield as_python_markdown(IN_MARKDOWN.render(nodes=blocks)).text
    yield dom(f"<div>{IN_HTML.render(nodes=blocks)}</div>").text
    yield words("".join(_printed(json.loads(view_as_json(blocks)))))


def _printed(view: Any) -> Iterator[str]:
    """The words that the templates of print put into a PDF."""
    match view:
        case list():
            for item in view:
                yield from _printed(item)
        case {"kind": "text" | "abbreviation", "text": text}:
            yield text
        case {"kind": "note", "number": number, "locator": locator}:
            yield f"[{number}, {locator}]" if locator else f"[{number}]"
        case {"kind": "paragraph" | "heading" | "list", "children": children, "items": items}:
            yield from (" ", *_printed(children), *_printed(items), " ")
        case {"children": children}:
            yield from _printed(children)


@settings(max_examples=60)
@given(lines=st.one_of(LINES, ANY_LINES))
def test_words_are_read_as_typed_or_the_check_says_why_not(lines: list[tuple[str, list[str]]]) -> None:
    is_refused = any(start in REFUSED_STARTS or set(pieces) & set(REFUSED) for start, pieces in lines)
    for parsed in (in_a_field(typed(lines)), in_a_page(typed(lines))):
        problems = problems_of(parsed)
        assert bool(problems) is is_refused, problems
        if not problems:
            assert list(shown_on(CONTEXT.rich(text_of(parsed)))) == [words(read(lines))] * 3


@pytest.mark.parametrize("piece", REFUSED)
def test_each_mistake_is_named_with_its_line(piece: str) -> None:
    source = f"Words.\n\nWords {piece} end."
    for parsed, line in ((in_a_field(source), 8), (in_a_page(source), 9)):
        problems = problems_of(parsed)
        assert {problem.line for problem in problems} == {line}
        assert all(problem.message.startswith("expected ") and ", got " in problem.message for problem in problems)
