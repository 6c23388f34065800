"""Rules about the intranets that may show embedded pages in a frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardbook.model.settings import Settings
from wardbook.problems import Problem
from wardbook.read.content import Content

LONGEST: Final = 1500
"""Characters of all addresses together; some hosts read 2,000 of a line, and more stands there."""
_USUAL: Final = {"https": ":443", "http": ":80"}


def intranets_are_listed_once(content: Content) -> Iterator[Problem]:
    """The address of an intranet stands in the list once, with or without the usual port."""
    for settings in content.of(Settings):
        seen: dict[str, str] = {}
        for number, address in enumerate(settings.record.embedded_in):
            scheme = address.partition(":")[0]
            other = seen.setdefault(address.removesuffix(_USUAL[scheme]), address)
            if other in settings.record.embedded_in[:number]:
                again = " a second time" if other == address else f", which is the same as `{other}`"
                yield settings.problem(
                    ("embedded_in", number), f"expected an address of its own, got `{address}`{again}: take it out"
                )


def intranets_fit_in_a_line(content: Content) -> Iterator[Problem]:
    """The addresses of all intranets fit in one line of a web server's settings."""
    for settings in content.of(Settings):
        length = sum(len(address) + 1 for address in settings.record.embedded_in)
        if length > LONGEST:
            yield settings.problem(
                ("embedded_in",),
                f"expected at most {LONGEST:,} characters in all addresses together, got {length:,}:"
                " write `https://*.example.org` for the hosts of one domain",
            )
