"""The commands for those who approve: the review packet, and the approval."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

import click

from wardbook import project as projects
from wardbook.approving.steps import approving, write_packet
from wardbook.cli.rim import fail, faults, in_project, say
from wardbook.model.parts.review import ApprovalRole
from wardbook.problems import visible
from wardbook.system.clock import today
from wardbook.views.print.packet import ACKNOWLEDGED, NEVER_APPROVED, NOT_ACKNOWLEDGED, Packet

_UNCHANGED: Final = "Nothing was written."


@click.command()
@click.argument("id")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Where to write it; here without it.",
)
@in_project
def packet(root: Path, id: str, out: Path) -> None:
    """Write the review packet of the page ID as HTML and PDF: what changed, open claims, checklist, room to sign."""
    with faults("text", _UNCHANGED):
        paths = write_packet(root, id, out, today(), say)
    click.echo("\n".join(map(str, paths)))


@click.command()
@click.argument("id")
@click.option("--by", "by", metavar="PERSON", required=True, help="Who approves it, by their id in people.yaml.")
@click.option("--role", type=click.Choice(get_args(ApprovalRole)), required=True, help="The role in which they do.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@in_project
def approve(root: Path, id: str, by: str, role: ApprovalRole, *, yes: bool) -> None:
    """Show what is open on the page ID, ask, and write that PERSON approves it as it stands."""
    with faults("text", _UNCHANGED):
        found = approving(root, id, by, role, today=today(), say=say)
    click.echo("".join(f"{_readable(line)}\n" for line in _summary(found.packet)), nl=False)
    if not found.changes.written:
        click.echo(f"{found.who}, has approved this very text as {role}: there is nothing to write.")
        return
    click.echo(_readable(f"{found.who}, approves it as {role}. This is written to {found.path}."))
    if yes or _is_sure():
        projects.write(root, found.changes, say)
        click.echo(f"Wrote {root / found.path}. Commit it with the content.")
    else:
        click.echo(_UNCHANGED)


def _readable(text: str) -> str:
    """A line of a page for a terminal, where no line is broken and a no-break space is a space."""
    return visible(text.replace("\N{NO-BREAK SPACE}", " "))


def _is_sure() -> bool:
    try:
        return click.confirm("Is this right?")
    except click.Abort:
        click.echo()
        fail(f"Expected an answer, got none: `--yes` does not ask. {_UNCHANGED}")


def _summary(packet: Packet) -> Iterator[str]:
    """The packet in short."""
    yield f"{packet.kind}: {packet.title} ({packet.id})"
    yield f"{packet.status}, version {packet.version}, content {packet.content}"
    for approval in packet.approvals.entries:
        if approval.who:
            now = "changed since" if approval.is_void else "stands"
            yield f"{approval.role}: {approval.who}, {approval.on} ({now})"
    yield ""
    if not packet.comparisons:
        yield NEVER_APPROVED
    for comparison in packet.comparisons:
        yield comparison.compared
        yield from (f"  {change.words}{f' ({change.at})' if change.at else ''}" for change in comparison.changes)
        if not comparison.changes:
            yield "  Nothing has changed since."
    yield f"Open claims: {len(packet.claims) or 'none'}"
    yield from (f"  {claim.where}: {claim.text} ({claim.why})" for claim in packet.claims)
    yield f"Contradictions: {len(packet.contradictions) or 'none'}"
    for contradiction in packet.contradictions:
        yield f"  {contradiction.words} ({contradiction.at})"
        yield f"    {ACKNOWLEDGED} {contradiction.reason}" if contradiction.reason else f"    {NOT_ACKNOWLEDGED}"
    yield ""


APPROVING: Final = (packet, approve)
"""The commands."""
