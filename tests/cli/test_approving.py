"""`wardbook approve` and `wardbook packet`: what they show, what they write, and when they refuse."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from support.command_line import DONE, FAILED, FAULTS, run, snapshot
from support.library_changes import change
from support.pdf_text import squeezed, text_of

Edit = Callable[[str, str, str], Path]
EAR = "content/scenarios/torn-ear.yaml"
EAR_APPROVALS = "content/approvals/scenario-torn-ear.yaml"


def approve(project: Path, id: str, by: str = "dr-fluff", role: str = "reviewer", *more: str) -> tuple[int, str, str]:
    return run(project, "approve", id, "--by", by, "--role", role, *more)


def test_an_approval_is_shown_written_and_void_after_a_change(project: Path) -> None:
    code, out, err = approve(project, "torn-ear", "dr-fluff", "reviewer", "--yes")
    assert (code, err) == (DONE, "")
    assert out.startswith("Scenario: ")
    assert (
        "\n\nNobody has approved this page yet: all of it is new.\n"
        "Open claims: 1\n  Answer: Wait, and squeeze. (Without a citation)\nContradictions: none\n\n"
    ) in out
    assert out.endswith(
        "Fay Fluff, MD (plush), Toy radiologist, approves it as reviewer."
        f" This is written to {EAR_APPROVALS}.\nWrote {EAR_APPROVALS}. Commit it with the content.\n"
    )
    before = snapshot(project)
    code, out, _ = approve(project, "torn-ear", "dr-fluff", "reviewer", "--yes")
    assert code == DONE
    assert "Reviewer: Fay Fluff, MD (plush), Toy radiologist, 22 Nov 2026 (stands)\n" in out
    assert "  Nothing has changed since.\n" in out
    assert out.endswith("has approved this very text as reviewer: there is nothing to write.\n")
    assert snapshot(project) == before

    change(project / EAR, "short_title: ", "short_title: Very ")
    code, out, _ = approve(project, "torn-ear", "bo-button", "committee", "--yes")
    assert code == DONE
    assert "22 Nov 2026 (changed since)\n" in out
    assert re.search(rf"\n  short title: .* → Very .* \({EAR}:3\)\n", out)
    assert run(project, "check")[0] == DONE


def test_a_space_that_breaks_no_line_is_a_space_in_the_terminal(project: Path) -> None:
    assert approve(project, "torn-ear", "dr-fluff", "reviewer", "--yes")[0] == DONE
    change(project / EAR, "short_title: ", "short_title: 5\N{NO-BREAK SPACE}mg ")

    code, out, _ = approve(project, "torn-ear", "bo-button", "committee", "--yes")

    assert code == DONE
    assert re.search(r"\n  short title: .* → 5 mg .*\n", out)


def test_the_policy_makes_a_void_approval_of_a_live_page_a_fault(project: Path) -> None:
    change(project / "content/library.yaml", "approval_policy: {required: []", "approval_policy: {required: [author]")
    for id in ("new-bear-lump", "lumpy-bears", "protocol:us-bear"):
        assert approve(project, id, "bo-button", "author", "--yes")[0] == DONE
    assert run(project, "check")[0] == DONE
    change(project / "content/scenarios/new-bear-lump.yaml", "Take its scarf off.", "Take its hat off.")
    code, out, err = run(project, "check")
    assert (code, err.splitlines()[-1]) == (FAULTS, "1 fault in 1 file. Nothing was published.")
    assert "this has changed: bottom line, do: Take its scarf off. → Take its hat off. (" in out
    assert "(content/scenarios/new-bear-lump.yaml:29)" in out
    code, out, _ = approve(project, "new-bear-lump", "bo-button", "author", "--yes")
    assert code == DONE
    assert (
        "Contradictions: 2\n"
        "  expected a threshold on Squeeze score that begins where that of the patients who fit ends"
        " (content/scenarios/new-bear-lump.yaml:45, `≥ 2.5`), got `< 1`: mend one of the two"
        " (content/scenarios/new-bear-lump.yaml:60)\n"
        "    Acknowledged: Between the two the seamstress decides.\n"
        "  expected advice, got an order in “Bears always get it warm.”: say what a source advises, or quote it"
        " (content/regimens/wax.yaml:44)\n"
        "    Acknowledged: No bear takes it cold.\n"
    ) in out
    assert run(project, "check")[0] == DONE


@pytest.mark.parametrize(
    ("id", "by", "told"),
    [
        ("torn-aer", "dr-fluff", "torn-aer: expected the id of a scenario, topic or protocol, got none: did you mean"),
        ("torn-ear", "dr-flufff", "dr-flufff: expected the id of a person in people.yaml, got another: did you mean"),
        ("rattling-robot", "dr-fluff", "scenario:rattling-robot: expected a page that counts, got a withdrawn one"),
        ("topic:torn-ear", "dr-fluff", "topic:torn-ear: expected the id of a scenario, topic or protocol, got none"),
        ("torn-ear", "dr-fluff", "Expected an answer, got none: `--yes` does not ask. Nothing was written."),
    ],
    ids=["id", "person", "withdrawn", "kind", "answer"],
)
def test_what_cannot_be_approved_is_refused(project: Path, id: str, by: str, told: str) -> None:
    before = snapshot(project)
    code, _, err = approve(project, id, by)
    assert code == FAILED
    assert err.strip().startswith(told)
    assert snapshot(project) == before


def test_faults_come_before_an_approval(edited: Edit) -> None:
    project = edited(EAR, "topic: ", "topic: no-")
    code, out, err = approve(project, "torn-ear", "dr-fluff", "reviewer", "--yes")
    assert code == FAULTS
    assert f"{EAR}:4: topic: expected the id of a topic" in out
    assert err.endswith("Nothing was written.\n")


def test_an_approval_is_an_input_of_its_page_and_of_nothing_else(project: Path) -> None:
    assert run(project, "render")[0] == DONE
    before = {path: raw for path, (raw, _) in snapshot(project).items() if path.startswith("site_src/")}
    assert approve(project, "torn-ear", "dr-fluff", "reviewer", "--yes")[0] == DONE
    assert run(project, "render")[0] == DONE
    after = {path: raw for path, (raw, _) in snapshot(project).items() if path.startswith("site_src/")}
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed
    places = ("site_src/scenarios/torn-ear/", "site_src/embed/scenarios/torn-ear/")
    assert all(path.startswith(places) for path in changed), changed
    assert b"Fay Fluff" in after["site_src/scenarios/torn-ear/index.md"]


def test_a_packet_is_one_page_that_needs_no_other_and_a_pdf(project: Path, tmp_path: Path) -> None:
    evil = r"text: 'Count \<script>alert(1)\</script> 3.'"
    change(project / "content/scenarios/known-lump.yaml", "text: Count them.", evil)
    change(project / "content/sources/bear-study-2019.yaml", "title: ", "title: <img src=x onerror=alert(1)> ")
    change(project / "content/library.yaml", "papers: []", "papers: [a4]")
    out = tmp_path / "out"
    assert run(project, "packet", "known-lump", "--out", str(out)) == (
        DONE,
        f"{out}/packet-scenario-known-lump.html\n{out}/packet-scenario-known-lump-a4.pdf\n",
        "",
    )
    page = Page()
    page.feed((out / "packet-scenario-known-lump.html").read_text(encoding="utf-8"))
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "link", "base", "form", "object"}
    assert all((attributes["src"] or "").startswith("data:") for tag, attributes in page.tags if "src" in attributes)
    pdf = text_of((out / "packet-scenario-known-lump-a4.pdf").read_bytes(), "a4")
    for words in (
        "Compared with what was approved by Bo Button as author on 2 May 2026; Fay Fluff as reviewer on 3 May 2026.",
        "<script>alert(1)</script> 3.",
        "<img src=x onerror=alert(1)>",
        "Compared with what was approved by Bo Button as committee on 1 May 2026.",
        "Without a citation",
        "Everybody has hugged the bear.",
        "changed since approval",
        "The rules found none.",
        "wardbook approve scenario:known-lump --by PERSON --role ROLE",
    ):
        assert squeezed(words) in pdf, words
        assert squeezed(words) in squeezed("".join(page.words)), words


class Page(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)
