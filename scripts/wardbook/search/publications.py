"""Publications by the words of their titles, authors and numbers, as the search's script finds them too."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from wardbook.search.packed import read_json

_PREFIX: Final = re.compile(
    r"https?://(?:(?:dx\.)?doi\.org|pubmed\.ncbi\.nlm\.nih\.gov)/|\b(?:doi|pmid)[:\s]\s*|\bet al\b", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W_]+")


def publications(file: Path, query: str) -> list[str]:
    """The addresses of the pages of the publications that have every word of a query. Raises OSError."""
    asked = set(_words(_PREFIX.sub(" ", query)))
    return [address for address, *texts in read_json(file) if asked and asked <= set(_words(" ".join(texts)))]


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(character for character in decomposed if not unicodedata.category(character).startswith("M"))
    return _WORD.findall(plain.lower())
