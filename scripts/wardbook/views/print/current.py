"""The copies that are printed of a library as it is now."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.library.library import Library
from wardbook.views.article.article import manuscript
from wardbook.views.print.fingerprint import EVER, copy_of_protocol, copy_of_scenario, copy_of_topic, copy_of_volume
from wardbook.views.print.frame import Copy
from wardbook.views.print.volumes import volumes
from wardbook.views.text import Vocabulary


def copies_of(library: Library, vocabulary: Vocabulary) -> Iterator[Copy]:
    """The copy of every scenario, topic and protocol, and of every volume of the library."""
    scenarios = {
        id: copy_of_scenario(manuscript(scenario, library, vocabulary, EVER))
        for id, scenario in library.scenarios.items()
    }
    topics = {
        id: copy_of_topic(topic, library, vocabulary, [scenarios[s] for group in topic.groups for s in group.scenarios])
        for id, topic in library.topics.items()
    }
    protocols = {id: copy_of_protocol(protocol, library, vocabulary) for id, protocol in library.protocols.items()}
    yield from scenarios.values()
    yield from topics.values()
    yield from protocols.values()
    for part in volumes(library):
        bound = [*(topics[id] for id in part.topics), *(protocols[id] for id in part.protocols)]
        yield copy_of_volume(part.id, bound)
