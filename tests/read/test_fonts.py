"""Fonts for print: what they can show is what the press can show, and a project can add to it."""

from __future__ import annotations

import json
import shutil
import struct
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from typst import Compiler, Fonts, TypstError

from support.fault_reports import report
from support.paths import GUIDELINE, ROOT, TODAY
from wardbook.problems import ContentError
from wardbook.project import check
from wardbook.read.fonts import FONTS_FOLDER, project_fonts, read_fonts
from wardbook.read.glyphs import Glyphs
from wardbook.system.packaged import default_templates

OURS = default_templates() / FONTS_FOLDER
FILES = sorted(OURS.glob("*.ttf"))
PAGE = """
#let doc = json(bytes(sys.inputs.doc))
#set document(title: "Characters")
#set text(font: ("Source Sans 3", "DejaVu Sans", "Noto Sans Arabic", "Noto Emoji", "Droid Sans Fallback"), lang: "en")
#for text in doc { par(text) }
"""
UGARITIC = "\U00010380"
BOOK = "content/procedures/ct-bear.yaml"

Prints = Callable[[list[str]], bool]

SEQUENCES = [
    "e\u0301",  # a letter and its accent, which is one character too
    "q\u0323\u0301",
    "一\u0301",  # marks over what they are not meant for
    "☢\u0332",
    "a\u20e3",
    "👍\u0301",
    "\u0301",
    "👍🏽",
    "👩‍⚕️",
    "👨‍👩‍👧‍👦",
    "1️⃣",
    "🇩🇪",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "⚠︎ and ⚠️",
    "a\u200db\u200cc\u2060d\u034fe",
    "soft\u00adhyphen",
    "a\u200eb\u200fc\u061cd",
    "one\u2028two\u2029three",
    "one\ntwo\tthree\r\nfour",
    "السلام عليكم ١٢٣",
    "שָׁלוֹם",
    "漢字仮名交じり文、한국어",
    "\u1100\u1161",  # parts of a syllable
    "\ufa2e\u2f800",  # compatibility ideographs that are another character
    "\u2329",
    "\U00020000\U0002a700",  # extensions of CJK
    "\ue000",
    "\uf8ff",
    "\U000f0000",
    "\ufdd0",
    "\uffff",
    "\U0001fffe",
    "a\ufeffb",
    "\x00",
    "\x01",
    "\x7f",
    "\x85",
    "a⃝",
    "हिन्दी",
    "ไทย",
    UGARITIC,
    "½ ≥ 3 × 10⁻⁶ µm, 37 °C – “quoted” … ☢☢☢ ●◐○ → ✓",
]


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> Prints:
    """Whether the press can print all of some texts, with the fonts that come with the program."""
    page = tmp_path_factory.mktemp("page") / "page.typ"
    page.write_text(PAGE, encoding="utf-8")
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[OURS])
    compiler = Compiler(page, root=page.parent, font_paths=fonts)

    def compiled(texts: list[str]) -> bool:
        try:
            compiler.compile(sys_inputs={"doc": json.dumps(texts)}, pdf_standards="ua-1")
        except TypstError as error:
            if "could not be displayed" in error.message or "disallowed codepoint" in error.message:
                return False
            raise
        return True

    return compiled


@pytest.fixture(scope="module")
def shown() -> Glyphs:
    """What the fonts that come with the program can show."""
    return read_fonts(OURS, [OURS]).glyphs


def test_sequences_are_shown_where_the_press_shows_them(prints: Prints, shown: Glyphs) -> None:
    assert [(text, shown.missing(text)) for text in SEQUENCES if prints([text]) is bool(shown.missing(text))] == []


def test_characters_of_all_planes_are_shown_where_the_press_shows_them(prints: Prints, shown: Glyphs) -> None:
    random = Random(7)
    points = [*range(0x20, 0x3000, 7), *random.sample(range(0x3000, 0x30000), 700), *range(0xE0000, 0xE0200, 37)]
    # Marks that stand before their letter are put beside nothing when they stand alone.
    chars = [char for char in map(chr, points) if unicodedata.category(char) not in ("Cs", "Mc", "Mn")]
    whole = [char for char in chars if not shown.missing(char)]
    lost = [char for char in chars if shown.missing(char)]

    assert len(whole) > 500
    assert len(lost) > 500
    assert prints(whole)
    assert [f"{ord(char):04X}" for char in lost if prints([char])] == []


def test_random_words_are_shown_where_the_press_shows_them(prints: Prints, shown: Glyphs) -> None:
    random = Random(8)
    chars = sorted(char for char in shown.plain if char.isprintable())
    words = ["".join(random.choices(chars, k=random.randint(1, 5))) for _ in range(500)]

    assert [word for word in words if shown.missing(word)] == []
    assert prints(words)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_the_characters_of_a_font_are_read_right(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path)
    with TTFont(path, lazy=True) as font:
        expected = {chr(point) for point, name in font.getBestCmap().items() if name != ".notdef"}

    fonts = read_fonts(tmp_path, [tmp_path])

    assert not fonts.problems
    assert expected - fonts.glyphs.plain - {"\0", "\ufeff"} == set()
    assert fonts.glyphs.plain - expected == read_fonts(tmp_path, []).glyphs.plain - expected


@pytest.mark.parametrize("font", FILES, ids=lambda path: path.stem)
def test_the_license_of_a_font_is_told_as_the_font_has_it(font: Path) -> None:
    names = TTFont(font)["name"]
    license = {
        "ofl": "SIL Open Font License 1.1",
        "apache": "Apache License 2.0",
        "bitstream": "Bitstream Vera and Arev licenses",
    }
    found = {
        told for word, told in license.items() if word in f"{names.getDebugName(13)} {names.getDebugName(14)}".lower()
    }
    family = str(names.getDebugName(16) or names.getDebugName(1))
    (row,) = (line for line in (OURS / "README.md").read_text(encoding="utf-8").splitlines() if f"| {family} |" in line)
    assert [cell.strip() for cell in row.split("|")][5] in found
    exception = license["ofl"] not in found
    for name in ("README.md", "LICENSE"):
        assert (family in (ROOT / name).read_text(encoding="utf-8")) == exception


def test_every_font_has_its_licence_beside_it() -> None:
    licences = sorted(path.name.removesuffix("-LICENSE.txt") for path in OURS.glob("*-LICENSE.txt"))
    assert {next((name for name in licences if path.stem.startswith(name)), path.name) for path in FILES} == set(
        licences
    )
    assert {path.name for path in OURS.iterdir()} == {
        "README.md",
        *(path.name for path in FILES),
        *(f"{name}-LICENSE.txt" for name in licences),
    }


def test_only_what_is_asked_of_a_text_is_named_once_and_in_its_order(shown: Glyphs) -> None:
    assert shown.missing(f"a{UGARITIC}b\U00010381{UGARITIC}") == (UGARITIC, "\U00010381")


def test_a_font_of_the_project_widens_what_can_be_printed(project: Path) -> None:
    path = project / BOOK
    path.write_text(path.read_text(encoding="utf-8").replace("A bear", UGARITIC), encoding="utf-8")
    told = (
        f"{BOOK}:6: about: expected characters that the fonts for print have, got `{UGARITIC}`"
        " (U+10380 UGARITIC LETTER ALPA): write it in other letters, or add a font that has it to"
        " templates/print/fonts/ and its family to print/theme.typ\n"
    )
    assert report(project) == told
    with pytest.raises(ContentError) as caught:
        check(project, TODAY, print)
    assert f"{caught.value}\n" == told

    write_font(project / "templates" / FONTS_FOLDER / "own" / "ugaritic.ttf", UGARITIC)

    assert report(project) == ""
    assert check(project, TODAY, print)["procedure"] > 0
    assert project_fonts(project).glyphs.plain - project_fonts(GUIDELINE).glyphs.plain == {UGARITIC}

    shutil.rmtree(project / "templates")

    assert report(project) == told
    with pytest.raises(ContentError):
        check(project, TODAY, print)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\0\1\0\0", b"wOF2" + bytes(90), b"ttcf" + bytes(30), struct.pack(">4sHHHH", b"\0\1\0\0", 9, 0, 0, 0)],
    ids=["empty", "cut", "woff", "collection", "no-tables"],
)
def test_a_file_that_is_no_font_is_told(project: Path, raw: bytes) -> None:
    path = project / "templates" / FONTS_FOLDER / "broken.otf"
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    told = (
        "templates/print/fonts/broken.otf:1: expected a TrueType or OpenType font with a table of Unicode characters,"
        " got none: put another file in its place, or take it away\n"
    )

    assert report(project) == told
    with pytest.raises(ContentError) as caught:
        check(project, TODAY, print)
    assert f"{caught.value}\n" == told


def test_all_fonts_of_a_collection_count(tmp_path: Path) -> None:
    write_font(tmp_path / "one" / "own.ttf", UGARITIC)
    write_font(tmp_path / "other" / "own.ttf", "\ue000")
    collection = TTCollection()
    collection.fonts = [TTFont(tmp_path / name / "own.ttf") for name in ("one", "other")]
    (tmp_path / "fonts").mkdir()
    collection.save(tmp_path / "fonts" / "both.ttc")

    fonts = read_fonts(tmp_path, [tmp_path / "fonts"])

    assert not fonts.problems
    assert fonts.glyphs.missing(f"{UGARITIC}\ue000\ue001") == ("\ue001",)


def test_a_font_packed_for_the_web_is_told(tmp_path: Path) -> None:
    path = tmp_path / "fonts" / "own.otf"
    write_font(path, UGARITIC)
    assert not read_fonts(tmp_path, [tmp_path / "fonts"]).problems
    with TTFont(path) as font:
        font.flavor = "woff"
        font.save(path)

    assert [problem.path for problem in read_fonts(tmp_path, [tmp_path / "fonts"]).problems] == ["fonts/own.otf"]


def write_font(path: Path, chars: str) -> None:
    """Write a font that has some characters, all of which look alike."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((500, 700))
    pen.closePath()
    glyph = pen.glyph()
    font = FontBuilder(1000)
    names = [".notdef", *(f"u{ord(char):X}" for char in chars)]
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(char): f"u{ord(char):X}" for char in chars})
    font.setupGlyf(dict.fromkeys(names, glyph))
    font.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    font.setupPost()
    path.parent.mkdir(parents=True)
    font.save(path)
