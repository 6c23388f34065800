"""A site behind a web server while builds publish: a reader gets a page of the old site or of the new one, always."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from support.paths import EPOCH, copy_with_links
from support.preview_process import PATIENCE
from support.publishing import found, listed
from wardbook.system.files import remove

GENERATIONS = 3
READERS = 2
PAUSE = 0.05
"""Seconds between two rounds of a reader, so that builds get on as well. A build publishes for longer than that."""
PAGES = {
    "": "index.html",
    "topics/robots/": "topics/robots/index.html",
    "sources/": "sources/index.html",
    "library/scales/": "library/scales/index.html",
    "assets/wardbook.css": "assets/wardbook.css",
    "pagefind/pagefind-entry.json": "pagefind/pagefind-entry.json",
    "sitemap.xml": "sitemap.xml",
}
"""What is read again and again, and the files that it is."""

CONFIG = """\
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
worker_processes 2;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  fastcgi_temp_path {folder}/fastcgi;
  proxy_temp_path {folder}/proxy;
  scgi_temp_path {folder}/scgi;
  uwsgi_temp_path {folder}/uwsgi;
  server {{
    listen 127.0.0.1:{port};
    root {site};
  }}
}}
"""


@pytest.fixture(scope="module")
def nginx() -> str:
    """Where nginx is."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")
    if program is None:
        pytest.skip("nginx is missing: install the package nginx-light to read a site while it is published")
    return program


@pytest.fixture
def public(built_once: Path) -> Iterator[Path]:
    """A copy of the fixture guideline, built, where the server's own user may come."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield copy_with_links(built_once, Path(folder) / "project")


@contextmanager
def behind(nginx: str, site: Path, folder: Path) -> Iterator[int]:
    """Serve a folder; the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    user = "user www-data;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(CONFIG.format(user=user, folder=folder, port=port, site=site), encoding="utf-8")
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with subprocess.Popen(command, start_new_session=True) as server:
        try:
            end = time.monotonic() + PATIENCE
            while not answers(port):
                assert server.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
                assert time.monotonic() < end
                time.sleep(0.01)
            yield port
        finally:
            os.killpg(server.pid, signal.SIGTERM)


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def build(project: Path, umask: int = 0o022) -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "wardbook", "build"],
        cwd=project,
        env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        umask=umask,
        check=False,
    )
    assert (outcome.returncode, outcome.stderr) == (0, ""), outcome.stdout + outcome.stderr


def read(port: int, paths: list[str]) -> Iterator[tuple[str, int, bytes]]:
    """What the server gives for some paths, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        for path in paths:
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            yield path, answer.status, answer.read()
    finally:
        connection.close()


def test_whoever_reads_while_builds_publish_gets_a_whole_page_of_one_of_them(
    nginx: str, public: Path, tmp_path: Path
) -> None:
    topic, settings = public / "content" / "topics" / "robots.yaml", public / "mkdocs.yml"
    title, look = topic.read_text(encoding="utf-8"), settings.read_text(encoding="utf-8")
    generations = [found(public / "site")]
    seen: set[tuple[str, int, str]] = set()
    errors: list[BaseException] = []
    done = threading.Event()

    def reader(port: int) -> None:
        try:
            while not done.wait(PAUSE):
                seen.update((path, status, sha256(body).hexdigest()) for path, status, body in read(port, [*PAGES]))
        except BaseException as error:  # it is shown by the test
            errors.append(error)

    with behind(nginx, public / "site", tmp_path) as port:
        readers = [threading.Thread(target=reader, args=(port,)) for _ in range(READERS)]
        for thread in readers:
            thread.start()
        try:
            for number in range(1, GENERATIONS):
                topic.write_text(title.replace("that rattle", f"of generation {number}"), encoding="utf-8")
                settings.write_text(look.replace("Link to this heading", f"Dark {number // 2}"), encoding="utf-8")
                build(public)
                generations.append(found(public / "site"))
        finally:
            done.set()
            for thread in readers:
                thread.join(PATIENCE)
    assert errors == []
    given = {(path, 200, sha256(site[file]).hexdigest()) for site in generations for path, file in PAGES.items()}
    assert seen - given == set()
    homes = {digest for path, _, digest in seen if path == "topics/robots/"}
    assert len(homes) == GENERATIONS


def test_the_server_s_user_may_read_all_that_a_build_with_a_narrow_umask_published(
    nginx: str, public: Path, tmp_path: Path
) -> None:
    for folder in ("site", ".site-spare"):
        remove(public / folder)
    build(public, umask=0o077)
    book = public / "content" / "sources" / "unread-book.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("title: ", "title: New words on "), encoding="utf-8")
    build(public, umask=0o077)
    files = found(public / "site")
    with behind(nginx, public / "site", tmp_path) as port:
        given = {path: (status, body) for path, status, body in read(port, [*files, "SHA256SUMS"])}
    assert {path: status for path, (status, _) in given.items() if status != 200} == {}
    assert {path: body for path, (_, body) in given.items() if path != "SHA256SUMS"} == files
    assert listed(public / "site").keys() == files.keys()
