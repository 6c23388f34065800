"""Known words that an unknown one was probably meant as.

A suggestion that is only like what was typed may be its opposite: `pre-treatment` is no `post-treatment`. So words
are compared one by one, and where several known ones have the typed word in them, all of them are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from typing import Final

MOST: Final = 3
"""Suggestions that help; more are none."""
_ALIKE: Final = 0.7
"""How alike two words are, from 0 to 1, of which one is a typing error of the other."""
_AS_LIKELY: Final = 0.05
_SWAPPED: Final = 0.9
_LONGEST: Final = 200
"""Characters of a word for which a like one is looked for."""
_CUTOFF: Final = 0.6
_OPPOSITES: Final = tuple(
    map(frozenset, (("hypo", "hyper"), ("pre", "post"), ("intra", "extra"), ("intra", "inter"), ("with", "without")))
)
_SEPARATORS: Final = re.compile(r"[\s_/-]+")


def likely(word: str, known: Iterable[str]) -> list[str]:
    """The known words that a word was probably meant as: one, or a few that are as likely; none where it is unclear."""
    options = {option: _words(option) for option in known}
    typed = _words(word)
    if not any(typed) or len(word) > _LONGEST:
        return []
    if same := [option for option, words in options.items() if "".join(words) == "".join(typed)]:
        return same[:1]
    if holding := [option for option, words in options.items() if set(typed) <= set(words)]:
        return sorted(holding) if len(holding) <= MOST else []
    close = get_close_matches(" ".join(typed), {" ".join(words): 0 for words in options.values()}, n=8, cutoff=_CUTOFF)
    scores = {option: _likeness(typed, words) for option, words in options.items() if " ".join(words) in close}
    best = max(scores.values(), default=0.0)
    if best >= _ALIKE:
        return sorted(option for option, score in scores.items() if score > best - _AS_LIKELY)[:MOST]
    begun = [
        option for option, words in options.items() if len(word) > 1 and "-".join(words).startswith("-".join(typed))
    ]
    return sorted(begun) if len(begun) <= MOST else []


def suggested(word: str, known: Iterable[str], otherwise: str, mark: str = "") -> str:
    """The question whether a like one of some known words was meant, or other advice where none is like it."""
    return did_you_mean(likely(word, known), mark) or otherwise


def did_you_mean(words: Iterable[str], mark: str = "") -> str:
    """The question whether one of some words was meant, each between two marks; empty without any."""
    told = [f"{mark}{word}{mark}" for word in words]
    return f"did you mean {' or '.join(told)}?" if told else ""


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text.strip().strip(".,;:").lower()) if word]


def _likeness(typed: list[str], words: list[str]) -> float:
    """How alike two lists of words are, as alike as the pair of words that is least so."""
    if len(typed) != len(words):
        whole = "".join(typed), "".join(words)
        return 0.0 if abs(len(typed) - len(words)) > 1 or _differ(*whole) else _ratio(*whole) - _AS_LIKELY
    pairs = list(zip(typed, words, strict=True))
    return 0.0 if any(_differ(*pair) for pair in pairs) else min(_ratio(*pair) for pair in pairs)


def _ratio(one: str, other: str) -> float:
    # Letters that changed places are a typing error however short the word is.
    return (
        _SWAPPED if sorted(one) == sorted(other) != [] and one != other else SequenceMatcher(None, one, other).ratio()
    )


def _differ(one: str, other: str) -> bool:
    """Whether two words are alike and mean something else: one is the other with a beginning, or with its opposite."""
    short, long = sorted((one, other), key=len)
    if long != short and long.endswith(short) and len(long) - len(short) > 1:
        return True
    return any(
        {first, second} == pair and one.removeprefix(first) != one and other.removeprefix(second) != other
        for pair in _OPPOSITES
        for first in pair
        for second in pair
    )
