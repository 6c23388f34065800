"""The words of a site, for a query with a typing error: what the search may offer instead.

They are taken from what the index holds of each page, so that they are those that can be found.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

from wardbook.search.packed import unpacked
from wardbook.system.files import stamps

WORDS: Final = "words.json"
"""Beside the index: `{"words": […], "often": "…"}`, the words in alphabetical order with a digit for each."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
"""Shorter words and figures are never taken for typing errors."""
_SEAM: Final = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
"""Where two words have been run into one, as in `AuthorsNguyen`: the index finds both."""
_MOST: Final = 9


def words_file(index: Path) -> bytes:
    """The words of the pages whose fragments an index holds, with how often each is used.

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
    """What stands between spaces on a page, each once: there are far fewer of them in all than words on all pages."""
    return {piece for text in (fragment["content"], *fragment["meta"].values()) for piece in text.split()}


def _words(piece: str) -> set[str]:
    return {*_WORD.findall(piece.casefold()), *_WORD.findall(_SEAM.sub(" ", piece).casefold())}
