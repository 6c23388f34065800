"""Vocabulary of a site: the words that the search may offer for a query with a typing error.

They are taken from the index, so that each of them can be found.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

from wardbook.search.packed import unpacked
from wardbook.system.files import stamps

WORDS_FILE: Final = "words.json"
"""The vocabulary beside the index: `{"words": […], "often": "…"}`, words in their order with a digit for each."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
"""Shorter words and figures are never taken for typing errors."""
_JOINED: Final = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
"""The seam of two words that have been run into one, as in `AuthorsNguyen`: the index finds both."""
_MOST: Final = 9


def words_json(index: Path) -> bytes:
    """The vocabulary of the pages in an index as JSON, with how often each word is used.

    The digit of a word is the binary logarithm of the number of pages that use it, 9 at most: enough
    to tell the usual word from the rare one. A page counts again for the word with a comma or in
    capitals. Raises OSError.
    """
    pieces: Counter[str] = Counter()
    for name, _ in stamps(index / "fragment"):
        pieces.update(_pieces(json.loads(unpacked(index / "fragment" / name))))
    used: Counter[str] = Counter()
    for piece, pages in pieces.items():
        for word in _words(piece):
            used[word] += pages
    words = sorted(used)
    often = "".join(str(min(used[word].bit_length() - 1, _MOST)) for word in words)
    return json.dumps({"words": words, "often": often}, ensure_ascii=False, separators=(",", ":")).encode()


def _pieces(fragment: dict[str, Any]) -> set[str]:
    """Words of a page with their punctuation, each once: there are far fewer of them in all than words on all pages."""
    shown = (text for name, text in fragment["meta"].items() if name != "numbers")
    return {piece for text in (fragment["content"], *shown) for piece in text.split()}


def _words(piece: str) -> set[str]:
    return {*_WORD.findall(piece.casefold()), *_WORD.findall(_JOINED.sub(" ", piece).casefold())}
