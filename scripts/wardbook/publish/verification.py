"""Hold a copy of a site against its manifest: one in a folder, or one that a server sends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from wardbook.hosting import HOSTING
from wardbook.problems import UserError
from wardbook.publish.checksums import parse_manifest
from wardbook.system.digests import file_digest
from wardbook.system.files import scan
from wardbook.urls import MANIFEST

SIGNATURE_FILE: Final = f"{MANIFEST}.sig"
"""The signature of the manifest, as `ssh-keygen` names it; the manifest does not name it."""

_SECONDS: Final = 30
"""The longest wait for a server's next bytes."""
_CHUNK: Final = 1 << 20


class Verification(NamedTuple):
    """The result of holding a copy against its manifest."""

    differences: tuple[str, ...]
    """One sentence for each file that is not as the manifest has it."""
    files: int
    """The number of files that were compared."""
    withheld: tuple[str, ...]
    """Settings of the web server that the server does not send, so that nobody can compare them from outside."""


def verify_folder(root: Path) -> Verification:
    """Compare every file of a folder. Raises UserError where the manifest is missing or damaged, and OSError."""
    try:
        raw = (root / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise _no_manifest(str(root / MANIFEST)) from None
    wanted = _wanted(raw, str(root / MANIFEST))
    tree = scan(root)
    there = tree.files.keys() | set(tree.others)
    known = wanted.keys() | {MANIFEST, SIGNATURE_FILE}
    found = _compared(wanted, lambda name: file_digest(root / name) if name in tree.files else None)
    extra = (
        f"{name}: expected no file that {MANIFEST} does not name, got one: delete it, or publish the site again"
        for name in sorted(there - known)
    )
    return Verification((*found, *extra), len(wanted), ())


def verify_served(address: str) -> Verification:
    """Compare every file of the manifest as a server sends it; the address is that of the home page.

    Files that the manifest does not name cannot be seen from outside. Raises UserError where the server cannot be
    reached, or the manifest is missing or damaged.
    """
    base = address if address.endswith("/") else f"{address}/"
    manifest = _get(base, MANIFEST)
    if manifest is None:
        raise _no_manifest(f"{base}{MANIFEST}")
    wanted = _wanted(manifest, f"{base}{MANIFEST}")
    sent = {name: _served_digest(base, name) for name in wanted}
    withheld = tuple(name for name in HOSTING if name in wanted and sent[name] is None)
    compared = {name: value for name, value in wanted.items() if name not in withheld}
    return Verification(tuple(_compared(compared, sent.get)), len(compared), withheld)


def _wanted(raw: bytes, where: str) -> Mapping[str, str]:
    wanted, bad = parse_manifest(raw)
    if bad:
        raise UserError(
            f"{where}:{bad[0]}: expected a checksum and the name of a file, got something else: publish the site again."
        )
    if not wanted:
        raise UserError(f"{where}: expected checksums of files, got none: publish the site again.")
    return wanted


def _compared(wanted: Mapping[str, str], digest: Callable[[str], str | None]) -> Iterator[str]:
    for name in sorted(wanted):
        got = digest(name)
        if got is None:
            yield f"{name}: expected a file, got none: publish the site again"
        elif got != wanted[name]:
            yield f"{name}: expected the file that {MANIFEST} names, got another: publish the site again"


def _served_digest(base: str, name: str) -> str | None:
    raw = _get(base, name)
    return None if raw is None else hashlib.sha256(raw).hexdigest()


def _get(base: str, name: str) -> bytes | None:
    """The bytes of a file as the server sends them; none where it sends none."""
    address = base + quote(name, errors="surrogateescape")
    headers = {"Cache-Control": "no-cache", "Accept-Encoding": "identity"}
    # The address that a person gave begins with http:// or https://; `verify` takes all others for folders.
    request = Request(address, headers=headers)  # noqa: S310
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            return bytes(answer.read())
    except HTTPError as error:
        if error.code < 500:
            return None
        raise UserError(f"{base}{name}: expected an answer, got {error.code} {error.reason}: try again.") from None
    except (URLError, OSError, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise UserError(f"{base}{name}: expected an answer, got none ({reason}): check the address.") from None


def _no_manifest(path: str) -> UserError:
    return UserError(f"{path}: expected the list of a site's files, got none: `wardbook build` writes it.")
