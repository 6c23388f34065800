"""nginx and Apache with the files that are made for them: headers, types, what is not there, what is hidden."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from support.server_configs import PATHS, SCRIPTS, expected, headers_of, made, settings_of
from support.web_servers import apache, ask, nginx
from wardbook.hosting import HOSTING
from wardbook.hosting.headers import EVERYWHERE, embed_policy, page_policy

SERVERS: Final = {"nginx": nginx, "apache": apache}
ORIGINS: Final = {"nginx": "", "apache": "https://guidelines.toys.example"}
BASES: Final = ("/", "/imaging/")
INTRANETS: Final = ("https://intranet.toys.example", "http://*.wards.toys.example:8080")


class Site(NamedTuple):
    """A site on a server."""

    port: int
    base: str
    origin: str
    """What the server puts before the path of another page: nginx nothing, Apache the address of its own settings."""


@pytest.fixture(scope="module", params=SERVERS)
def sites(request: pytest.FixtureRequest) -> Iterator[dict[str, Site]]:
    """A site at a host's root and one below a path, on one server."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server reads as a user of its own
        bases = {folder / f"site-{number}": base for number, base in enumerate(BASES)}
        for site, base in bases.items():
            files = dict.fromkeys(PATHS, b"") | made(settings_of(f"https://toys.example{base}", *INTRANETS))
            files = {path: content or b"<p>" + path.encode() * 50 for path, content in files.items()}
            for path, content in (files | {".well-known/x.txt": b"x"}).items():
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (site / path).write_bytes(content)
        with SERVERS[request.param](bases, folder) as ports:
            yield {base: Site(ports[site], base, ORIGINS[request.param]) for site, base in bases.items()}


@pytest.fixture(params=BASES)
def site(request: pytest.FixtureRequest, sites: dict[str, Site]) -> Site:
    """One of the sites."""
    return sites[request.param]


SAID: Final = frozenset(
    {"Content-Security-Policy", "Access-Control-Allow-Origin", "Cache-Control", "Content-Type", "X-Frame-Options"}
    | {"X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Strict-Transport-Security"}
)
"""Headers that count here."""


def said(headers: dict[str, str]) -> dict[str, object]:
    """The headers that count, in the form in which they are compared."""
    return dict(headers_of({name: value for name, value in headers.items() if name in SAID}))


@pytest.mark.parametrize("path", sorted(set(PATHS) - set(HOSTING)))
def test_headers_are_those_of_all_servers(site: Site, path: str) -> None:
    status, headers, body = ask(site.port, site.base + path)

    assert (status, body) == (200, b"<p>" + path.encode() * 50)
    wanted = expected(path, settings_of(None, *INTRANETS))
    found = said(headers)
    if path.endswith(".map"):  # its name has the suffix of a script too
        found["Content-Type"] = found["Content-Type"] - {"charset=utf-8"}  # type: ignore[operator]
    assert found == wanted


def test_folder_is_its_page(site: Site) -> None:
    for path in ("", "find/", "embed/scenarios/bear-torn-seam/article/"):
        status, headers, body = ask(site.port, site.base + path)

        assert (status, body) == (200, f"<p>{f'{path}index.html' * 50}".encode())
        assert said(headers) == expected(f"{path}index.html", settings_of(None, *INTRANETS))


def test_what_is_not_there_gets_the_page_for_it(site: Site) -> None:
    for path in ("no/such/page/", "find/x.css", "embed/no/such/embed/", "x%20y", "a.b/c.pf_index"):
        status, headers, body = ask(site.port, site.base + path)

        assert (status, body) == (404, b"<p>" + b"404.html" * 50), path
        assert headers.items() >= {*EVERYWHERE, ("Content-Security-Policy", page_policy(SCRIPTS))}
        assert headers["Content-Type"].replace(" ", "") == "text/html;charset=utf-8"
        assert "immutable" not in headers.get("Cache-Control", "")


@pytest.mark.parametrize("path", [*HOSTING, "find/.git/config", ".hidden", "embed/.htaccess", "find/web.config"])
def test_what_is_no_page_is_not_there(site: Site, path: str) -> None:
    status, headers, body = ask(site.port, site.base + path)

    assert (status, body) == (404, b"<p>" + b"404.html" * 50)
    assert headers["Content-Security-Policy"] == page_policy(SCRIPTS)


def test_proof_for_a_certificate_is_there(site: Site) -> None:
    assert ask(site.port, f"{site.base}.well-known/x.txt")[0] == 200


def test_way_to_a_folder_is_right_behind_a_proxy(site: Site) -> None:
    for path in ("find", "embed/scenarios/bear-torn-seam/article"):
        status, headers, _ = ask(site.port, site.base + path, Host="inside.toys.example:8080")

        assert (status, headers["Location"]) == (301, f"{site.origin}{site.base}{path}/")
        assert headers["Content-Security-Policy"] in (page_policy(SCRIPTS), embed_policy(INTRANETS))


def test_host_leads_to_a_site_below_a_path(sites: dict[str, Site]) -> None:
    status, headers, _ = ask(sites["/imaging/"].port, "/imaging")

    assert (status, headers["Location"]) == (301, f"{sites['/imaging/'].origin}/imaging/")


def test_folder_without_a_page_is_not_listed(site: Site) -> None:
    status, headers, body = ask(site.port, f"{site.base}assets/")

    assert status == 403
    assert b"wardbook.css" not in body
    assert headers["Content-Security-Policy"] == page_policy(SCRIPTS)


@pytest.mark.parametrize(
    "path", ["find/index.html", "find/scenarios.json", "pagefind/wasm.en.pagefind", "embed/style-0123456789.css"]
)
def test_file_that_is_still_the_same_is_not_sent_again(site: Site, path: str) -> None:
    _, first, body = ask(site.port, site.base + path, Accept_Encoding="gzip")
    is_packed = first.get("Content-Encoding") == "gzip"
    again, headers, nothing = ask(site.port, site.base + path, Accept_Encoding="gzip", If_None_Match=first["ETag"])

    assert is_packed == (not path.endswith(".pagefind"))
    assert (gzip.decompress(body) if is_packed else body) == b"<p>" + path.encode() * 50
    assert (again, nothing) == (304, b"")
    assert headers["Cache-Control"] == first["Cache-Control"]
    assert "Accept-Encoding" in first.get("Vary", "") or not is_packed


def test_apache_gives_no_page_without_its_policy() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        site = folder / "site"
        site.mkdir()
        for path, content in (made(settings_of(None)) | {"index.html": b"x", "404.html": b"x"}).items():
            (site / path).write_bytes(content)
        with apache({site: "/"}, folder, without="headers") as ports:
            assert ask(ports[site], "/index.html")[0] == 500


def test_nothing_is_written(site: Site) -> None:
    assert ask(site.port, f"{site.base}find/index.html", "PUT")[0] == 405
    assert ask(site.port, f"{site.base}find/index.html", "HEAD")[2] == b""
