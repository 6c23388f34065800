"""`wardbook verify`: a site's files against its list of checksums, in a folder and as a server sends them."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.command_line import DONE, FAILED, FAULTS, run
from support.http_server import QuietHandler, served
from wardbook.publish.checksums import write_manifest
from wardbook.system.digests import file_digest

FILES = {
    "index.html": b"<p>Home</p>",
    "404.html": b"<p>Nothing here</p>",
    "web.config": b"<configuration/>",
    "scenarios/bär 1/index.html": b"<p>12.5 mg</p>",
    "assets/a\\b.css": b"p {}",
}


class SecretiveHandler(QuietHandler):
    """Keeps a server's own settings to itself, as IIS does."""

    def do_GET(self) -> None:  # noqa: N802
        """Send a file unless it holds settings."""
        if self.path == "/web.config":
            self.send_error(404)
        else:
            super().do_GET()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    write_manifest(root, {name: file_digest(root / name) for name in FILES})
    return root


def test_whole_copy_has_no_differences(site: Path) -> None:
    assert run(site, "verify", ".") == (DONE, "No differences: 5 files compared.\n", "")


def test_signature_is_no_difference(site: Path) -> None:
    (site / "SHA256SUMS.sig").write_text("-----BEGIN SSH SIGNATURE-----")
    assert run(site, "verify", ".")[0] == DONE


def test_every_difference_is_told(site: Path) -> None:
    (site / "index.html").write_bytes(b"<p>Home!</p>")
    (site / "404.html").unlink()
    (site / "extra.html").write_bytes(b"")
    (site / "assets" / "a\\b.css").unlink()
    (site / "assets" / "a\\b.css").symlink_to(site / "index.html")
    code, out, err = run(site, "verify", str(site))
    assert code == FAULTS
    assert out == (
        "404.html: expected a file, got none: publish the site again\n"
        "assets/a\\b.css: expected a file, got none: publish the site again\n"
        "index.html: expected the file that SHA256SUMS names, got another: publish the site again\n"
        "extra.html: expected no file that SHA256SUMS does not name, got one: delete it, or publish the site again\n"
    )
    assert err == "4 differences from SHA256SUMS.\n"


def test_served_copy_is_compared_as_it_is_sent(site: Path) -> None:
    with served(site, SecretiveHandler) as address:
        whole = run(site, "verify", address)
        (site / "scenarios" / "bär 1" / "index.html").write_bytes(b"<p>125 mg</p>")
        changed = run(site, "verify", address.removesuffix("/"))
    told = "The server does not send its own settings, which were not compared: web.config.\n"
    assert whole == (DONE, "No differences: 4 files compared.\n", told)
    assert changed == (
        FAULTS,
        "scenarios/bär 1/index.html: expected the file that SHA256SUMS names, got another: publish the site again\n",
        f"{told}1 difference from SHA256SUMS.\n",
    )


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (None, "SHA256SUMS: expected the list of a site's files, got none: `wardbook build` writes it.\n"),
        (b"", "SHA256SUMS: expected checksums of files, got none: publish the site again.\n"),
        (
            b"0" * 64 + b"  a.html\n0" + b"\n",
            "SHA256SUMS:2: expected a checksum and the name of a file, got something else: publish the site again.\n",
        ),
    ],
)
def test_damaged_list_is_told(site: Path, manifest: bytes | None, message: str) -> None:
    (site / "SHA256SUMS").unlink()
    if manifest is not None:
        (site / "SHA256SUMS").write_bytes(manifest)
    assert run(site, "verify", ".") == (FAILED, "", message)
    with served(site, QuietHandler) as address:
        assert run(site, "verify", address) == (FAILED, "", address + message)


def test_server_that_is_not_there_is_told(site: Path) -> None:
    code, out, err = run(site, "verify", "http://127.0.0.1:9/")
    assert (code, out) == (FAILED, "")
    assert err.startswith("http://127.0.0.1:9/SHA256SUMS: expected an answer, got none (")
    assert err.endswith("): check the address.\n")
