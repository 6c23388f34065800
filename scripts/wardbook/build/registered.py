"""The register as it was found sound: judging its thousands of lines anew would take longer than all else."""

from __future__ import annotations

from typing import Final

from wardbook.build.frozen import freeze, thaw
from wardbook.build.store import Store
from wardbook.model.register import Register
from wardbook.read.content import Snapshot
from wardbook.read.layout import REGISTER
from wardbook.system.digests import digest

_FACT: Final = "register"


def remembered(snapshot: Snapshot, basis: bytes, store: Store) -> Register | None:
    """The register, if it and all that it is judged by are as when it was found sound; `basis` stands for the rest."""
    key, fact = _key(snapshot, basis), store.fact(_FACT)
    if not key or not fact.startswith(key):
        return None
    register: Register = thaw(fact[len(key) :])
    return register


def remember(register: Register, snapshot: Snapshot, basis: bytes, store: Store) -> None:
    """Note that the register is sound."""
    if key := _key(snapshot, basis):
        with store.together():
            store.set_fact(_FACT, key + freeze(register))


def _key(snapshot: Snapshot, basis: bytes) -> bytes:
    """A digest of all that decides whether the register is sound: itself, which records there are, and the basis.

    Empty where there is none that can be read.
    """
    register = snapshot.get(REGISTER)
    return digest(basis, register, *sorted(snapshot)) if isinstance(register, bytes) else b""
