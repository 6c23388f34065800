"""Printing on request: what goes by some ids, into a folder that is not the site."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date
from pathlib import Path

from wardbook import urls
from wardbook.build.content import CheckedContent
from wardbook.build.render import FEWEST_PRINTS, Progress, Renderer, targets_of
from wardbook.build.toolchain import Toolchain
from wardbook.kinds import TOPIC
from wardbook.library.library import Library
from wardbook.model.likeness import suggested
from wardbook.problems import UserError
from wardbook.render.site import jobs_of
from wardbook.system.files import write_into
from wardbook.system.workers import parallel_map
from wardbook.views.parts.print_links import LARGEST_BOOK, pdfs_of
from wardbook.views.print.current import computed_copies
from wardbook.views.print.volumes import LIBRARY
from wardbook.views.targets.layouts import PRINTED_TARGETS, VOLUME, Target


class NotPrinted(UserError):
    """Nothing that was asked for can be printed; the message says why."""


def chosen_targets(ids: Sequence[str], content: CheckedContent) -> list[Target]:
    """The printed targets that go by some ids; all, if there are none. Raises NotPrinted."""
    if not content.globals.settings.papers:
        raise NotPrinted("content/library.yaml: papers: expected a size of paper, got none: write `papers: [a4]`")
    _refuse_large_topics(set(ids), content.library())
    printed = [target for target in targets_of(content) if target[0] in PRINTED_TARGETS]
    names = {target: LIBRARY if target[0] == VOLUME else target[1] for target in printed}
    for id in ids:
        if id not in names.values():
            advice = suggested(id, names.values(), "the files in content/ are named after them.")
            raise NotPrinted(
                f"{id}: expected the id of a scenario, protocol or topic, or `{LIBRARY}`, got none: {advice}"
            )
    return [target for target, name in names.items() if not ids or name in ids]


def _refuse_large_topics(ids: Container[str], library: Library) -> None:
    """Raise NotPrinted for a topic that is asked for and is too large for a book."""
    for topic in library.topics.values():
        if topic.id in ids and not pdfs_of(TOPIC, topic.id, library):
            raise NotPrinted(
                f"{topic.id}: expected a topic of at most {LARGEST_BOOK} scenarios, got {len(topic.scenarios)}:"
                f" print its scenarios by their ids, or `{LIBRARY}`, whose volumes have them all"
            )


def print_targets(
    targets: list[Target], content: CheckedContent, tools: Toolchain, into: Path, *, today: date, progress: Progress
) -> Iterator[str]:
    """Print targets into a folder and give the path of each PDF in it. Raises PrintFault and OSError."""
    renderer = Renderer(content=content, tools=tools, printer=tools.printer, folder=into, today=today)
    for number, paths in enumerate(parallel_map(_print_target, renderer, targets, FEWEST_PRINTS), 1):
        yield from paths
        progress(number, len(targets))


def printed_at(path: str, content: CheckedContent, tools: Toolchain, today: date) -> bytes | None:
    """The PDF at a path of the site, printed now; nothing where the site has none. Raises PrintFault."""
    edition = content.edition(today)
    library = edition.library
    for target in targets_of(content):
        if target[0] in urls.PRINTED and any(pdf.path == path for pdf in pdfs_of(*target, library)):
            jobs = jobs_of(target, edition, computed_copies(edition))
            return next((tools.printer(job) for job in jobs if job.path == path), None)
    return None


def _print_target(renderer: Renderer, target: Target) -> list[str]:
    edition = renderer.content.edition(renderer.today, vocabulary=renderer.vocabulary)
    jobs = list(jobs_of(target, edition, computed_copies(edition)))
    for job in jobs:
        write_into(renderer.folder, job.path, renderer.tools.printer(job))
    return [job.path for job in jobs]
