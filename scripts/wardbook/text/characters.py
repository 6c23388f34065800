"""Characters that do not show what they are: invisible ones, other forms, and letters that look like others.

A word with one of them looks right, and the search denies it. What Unicode knows as the same is mended on
reading; of the rest, each is told by its number and name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

_LIGATURES: Final = {point: unicodedata.normalize("NFKC", chr(point)) for point in range(0xFB00, 0xFB07)}

_INVISIBLE: Final = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINERS: Final = "\u200c\u200d"
_SELECTORS: Final = "\ufe0e\ufe0f"
_JOINED: Final = re.compile("[\u0590-\u0fff\u1000-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of the scripts in which a joiner changes how the letters around it look."""

_OTHER_FORM: Final = re.compile(
    "[\u0261\u2010\u2011\u2160-\u217f\u3371-\u337a\u3380-\u33df\uff05\uff0b\uff0d-\uff0f\uff10-\uff19\uff1c-\uff1e"
    "\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]+"
)
"""Hyphens, numerals, units and letters in a form of their own; marks of full width stay, as Chinese and Japanese use
them."""
_PLAIN_FORM: Final = {"\u0261": "g", "\u2010": "-", "\u2011": "-"}
"""Plain characters of which Unicode does not say that they are meant."""
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")

_TWINS: Final = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTYXaeopcyxijsABEZHIKMNOPTYXo",
        strict=True,
    )
)
"""Cyrillic and Greek letters by the Latin ones that they look like."""
_GREEK_TWINS: Final = "".join(filter("Ͱ".__lt__, filter("Ѐ".__gt__, _TWINS)))
_LATIN: Final = re.compile("[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ]")
_FOREIGN: Final = re.compile(f"[Ѐ-ԯ{_GREEK_TWINS}]")
"""Letters that no Latin word holds. Greek ones such as those of TNFα and NFκB are no look-alikes."""
_WORD: Final = re.compile(r"[^\W_]+")
_LETTERS: Final = re.compile("[Ѐ-ԯ]{3,}|[Ͱ-Ͽ]{3,}")
_AROUND: Final = 12
"""Characters before and after an invisible one that show where it is."""


def mended(text: str) -> str:
    """The text with its accents composed (NFC) and without ligatures, which are the same words."""
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_LIGATURES))


def alphabets(texts: Iterable[str]) -> frozenset[str]:
    """The alphabets beside the Latin one in which some texts have words."""
    words = {word for text in texts if not text.isascii() for word in _LETTERS.findall(text)}
    return frozenset(_script(word[0]) for word in words if not _TWINS.keys() >= set(word))


def hidden_characters(text: str, written_in: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The places of characters in a text that are not what they seem, each once, with the message.

    `written_in` are the alphabets of the texts around it: a Russian abbreviation may look like a Latin one.
    """
    if text.isascii():
        return
    told: set[str] = set()
    for match, message in _found(text, written_in):
        if match[0] not in told:
            told.add(match[0])
            yield match.start(), message


def is_hidden(char: str) -> bool:
    """Tell whether a character hides wherever it stands, or nearly so."""
    return any(kind.match(char) for kind in (_INVISIBLE, _OTHER_FORM, _PRIVATE))


def _found(text: str, written_in: frozenset[str]) -> Iterator[tuple[re.Match[str], str]]:
    yield from ((match, _invisible(text, match)) for match in _INVISIBLE.finditer(text) if not _joins(text, match))
    yield from ((match, _other_form(match[0])) for match in _OTHER_FORM.finditer(text))
    yield from ((match, _private(match[0])) for match in _PRIVATE.finditer(text))
    for word in _WORD.finditer(text):
        if letters := _odd_letters(word[0], written_in):
            yield word, _mixed(word[0], letters)


def _joins(text: str, match: re.Match[str]) -> bool:
    """Whether an invisible character is part of an emoji, or of a word of a script that needs it."""
    before = text[match.start() - 1 : match.start()]
    if match[0] in _SELECTORS:
        return bool(before) and (unicodedata.category(before)[0] == "S" or before in "#*0123456789")
    symbol = bool(before) and (unicodedata.category(before)[0] == "S" or before in _SELECTORS)
    return match[0] in _JOINERS and bool(_JOINED.match(before) or symbol)


def _odd_letters(word: str, written_in: frozenset[str]) -> list[str]:
    """The letters of a word that are of another script than it seems to be of."""
    foreign = _FOREIGN.findall(word)
    if not foreign:
        return []
    if latin := _LATIN.findall(word):
        return min(foreign, latin, key=len)
    seems_latin = all(char in _TWINS or char.isdigit() for char in word)
    return foreign if seems_latin and len(word) > 1 and _script(foreign[0]) not in written_in else []


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _invisible(text: str, match: re.Match[str]) -> str:
    before = text[max(match.start() - _AROUND, 0) : match.start()].split()[-1:]
    after = text[match.end() : match.end() + _AROUND].split()[:1]
    place = "…".join(("".join(before), "".join(after)))
    return f"expected characters that can be seen, got {named(match[0])} in `{place}`: delete it"


def _other_form(chars: str) -> str:
    plain = "".join(_PLAIN_FORM.get(char) or unicodedata.normalize("NFKC", char) for char in chars)
    return f"expected characters that the search knows, got `{chars}` ({named(chars[0])}): write `{plain}`"


def _private(char: str) -> str:
    return f"expected characters that all programs know, got {named(char)}, a sign of one font: write what it showed"


def _mixed(word: str, letters: list[str]) -> str:
    letter = letters[0]
    advice = f"write the Latin `{_TWINS[letter]}`" if letter in _TWINS else "type the word anew in one alphabet"
    return f"expected letters of one alphabet in a word, got `{word}` with `{letter}` ({named(letter)}): {advice}"


def named(char: str) -> str:
    """The number and the name of a character; one of private use has no name."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
