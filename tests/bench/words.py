"""Texts of filler words: no statements, in records whose titles say that they are synthetic.

How long texts are, how often they cite, link and stress, was counted in the six scenarios of this
project's `content/` (about 60 citations in 75 texts of 60 characters and more, median 165). So was
how often words come back: the 30 most frequent are 38 % of a text there, the 300 most frequent 78 %.
A search index is as large as its words are many and frequent, so the vocabulary has both: words of
everyday English at its head, and a long tail of words that are none.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from bench.draw import Draw
from bench.yaml_text import Value

MARK: Final = "Synthetic"
"""The first word of every title."""

_GRAMMAR: Final = """
the a of and in is with for no or not it that to all on was this are as without one an than by from at which be can
"""
_FILLER: Final = """
account agreed allowed among amount another answer apart archive area arm around arrangement aside average balance
band baseline batch before belongs between block border both branch broad built bundle called careful carried
category centre chapter choice class closely cohort collected column common compared complete condition consensus
contained context correct counted course covered criterion cross current customary data day defined degree depends
described design detail differs difference direction distance divided document draft each earlier edge editor
effect either element entry equal estimate even example expected explained extent factor family few figure filler
final finding first fixed folder follows form former fourth fraction frame frequent full further gathered general
given grade gradual group grows half handed heading held higher however imaginary included index instead interval
invented item joined journal kept kind known label large later layer leads least length lesser level likewise limit
line listed little local longer lower made-up main margin marked matched matter measure median member mentioned
method middle minor mixed model month moreover named narrow nearly neither neutral next noted number observed often
older once ordered ordinary origin other outer outcome outline outside overall page pair panel paper part pattern
period phase placed plain point portion possible present previous primary prior probable proportion protocol
quarter question quite range rarely rated rather ratio reader reason record reference regular related remaining
repeated report rest result review round row rule sample scale second section seldom selected separate sequence
series setting several shape shared short shown side similar simple single size small sometimes sort source
specimen stage standard statement step still stored strict study subject sum summary table taken term third
thought threshold title together topic total trial type unit unlike usual value variant varies version view volume
weight whole wide within without word work written yearly yields
"""
_ABBREVIATIONS: Final = ("CT", "CT", "MRI", "US", "IV", "PET/CT", "FDG-PET/CT", "ACR")
_STUDIES: Final = frozenset({"CT", "MRI", "US", "PET/CT", "FDG-PET/CT"})
"""Those that name a study, which a text must rate or cite."""
_ABBREVIATED: Final = 41
"""One word in so many of the sample's texts is an abbreviation of its terms.yaml."""
_SYLLABLES: Final = "bacedifogulameniporusatevizokalumonepirosutavewi"
"""Two letters at a time."""
_TAIL: Final = 12_000
"""Words that are none, such as `tepiro`; a library of 5,000 scenarios has about as many words that few of them use."""


def _vocabulary() -> tuple[str, ...]:
    syllables = [_SYLLABLES[place : place + 2] for place in range(0, len(_SYLLABLES), 2)]
    base = len(syllables)
    tail = (
        "".join(syllables[number // base**place % base] for place in range(3 + number % 2)) for number in range(_TAIL)
    )
    return tuple(dict.fromkeys((*_GRAMMAR.split(), *_FILLER.split(), *tail)))


_VOCABULARY: Final = _vocabulary()
_LIKELY: Final = tuple(accumulate(1 / (rank + 4) for rank in range(len(_VOCABULARY))))
"""How often words are taken, added up, by the law of Zipf and Mandelbrot."""

_STANDINGS: Final = ("contested", "contested", "varies-by-protocol", "local", "to-be-verified", "opinion", "opinion")
_LOCATORS: Final = ("Table 3", "Table 1", "Figure 2", "page 12")


class Author:
    """Writes one record's texts; cites each of its sources once, in turn, and then some of them again."""

    def __init__(self, draw: Draw, sources: Sequence[str], linked: Sequence[str] = ()) -> None:
        self.draw = draw
        self._sources = sources
        self._cited = 0
        self._linked = linked

    def line(self, least: int, most: int) -> str:
        """A title of so many words, which names no study."""
        words = self.words(self.draw.between(least, most))
        words = " ".join("IV" if word in _STUDIES else word for word in words.split())
        return words[0].upper() + words[1:]

    def words(self, count: int) -> str:
        """So many filler words."""
        return " ".join([self._word() for _ in range(count)])

    def text(self, length: int) -> str:
        """A paragraph of about so many characters, with its citations."""
        aim = length * self.draw.between(35, 140) // 100
        text = f"*{self.line(1, 3)}.* {self._sentence()}" if self.draw.chance(5) else self._sentence()
        while len(text) < aim:
            text += f" {self._sentence()}"
        return text

    def prose(self, length: int, least: int = 1, most: int = 1) -> Value:
        """From `least` to `most` paragraphs of about so many characters, some with a standing."""
        paragraphs = [self.paragraph(length) for _ in range(self.draw.between(least, most))]
        return paragraphs[0] if len(paragraphs) == 1 and isinstance(paragraphs[0], str) else paragraphs

    def paragraph(self, length: int) -> Value:
        """A paragraph, with a standing or without."""
        text = self.text(length)
        return {"text": text, "standing": self.draw.one(_STANDINGS)} if self.draw.chance(27) else text

    def bullets(self, count: int) -> str:
        """A sentence and a list."""
        items = "".join(f"\n- {self.line(5, 10)}{self._citation()}" for _ in range(count))
        return f"{self.line(4, 8)}:\n{items}"

    def _word(self) -> str:
        mark = self.draw.random() * _ABBREVIATED
        if mark < 1:
            return _ABBREVIATIONS[int(mark * len(_ABBREVIATIONS))]
        return _VOCABULARY[bisect(_LIKELY, self.draw.random() * _LIKELY[-1])]

    def _sentence(self) -> str:
        words = self.words(self.draw.between(7, 19))
        if self.draw.chance(1.5) and self._linked:
            words += f" [{self.words(3)}]({self.draw.one(self._linked)})"
        if self.draw.chance(0.5):
            words += f" **{self.words(1)}**"
        names_study = not _STUDIES.isdisjoint(words.replace("*", "").split())
        cited = self._citation() if self.draw.chance(45) or names_study else ""
        return f"{words[0].upper()}{words[1:]}{cited}."

    def _citation(self) -> str:
        if not self._sources:
            return ""
        place = self._cited if self._cited < len(self._sources) else self.draw.below(len(self._sources))
        self._cited += 1
        locator = f", {self.draw.one(_LOCATORS)}" if self.draw.chance(8) else ""
        return f" [@{self._sources[place]}{locator}]"
