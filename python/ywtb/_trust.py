"""Certificates that a caller trusts, by the role that they are trusted in."""

from __future__ import annotations

import os
from typing import Union

from . import _native
from ._enums import Role
from ._errors import ArgumentError

_Roles = Union[Role, str, None]

_ENDINGS = (".pem", ".crt", ".cer", ".der", ".p7b", ".p7c")


class TrustStore:
    """Trust anchors, each for one role. Immutable; stores are joined with `|`. The empty store trusts nobody.

    >>> len(TrustStore())
    0
    >>> TrustStore.from_pem("no certificate here")
    Traceback (most recent call last):
    ywtb._errors.InputError: input.certificate: expected X.509 certificates in PEM, DER or PKCS#7
    """

    def __init__(self) -> None:
        self._native = _native.TrustStore([])

    @classmethod
    def from_pem(cls, pem: str | bytes, *, role: _Roles = None) -> TrustStore:
        """Every certificate of a PEM text, trusted in `role` (`signer`, `maker`, `tsa`); without one, in every role."""
        if isinstance(pem, str):
            pem = pem.encode(errors="replace")
        if not isinstance(pem, bytes):
            raise ArgumentError.expected("pem", "text or bytes")
        return cls._of(pem, role)

    @classmethod
    def from_file(cls, path: str | os.PathLike[str], *, role: _Roles = None) -> TrustStore:
        """The certificates of a file (PEM, DER, `.p7b`), or of a folder of them, in `role` or else in every one."""
        store = cls()
        for one in files(path):
            with open(one, "rb") as file:
                store |= cls.from_bytes(file.read(_native.input_bytes() + 1), role=role)
        return store

    @classmethod
    def from_bytes(cls, certificates: bytes, *, role: _Roles = None) -> TrustStore:
        """Certificates in PEM, DER or PKCS#7, told apart by their bytes, in `role` or else in every one."""
        if not isinstance(certificates, bytes):
            raise ArgumentError.expected("certificates", "bytes")
        return cls._of(certificates, role)

    @classmethod
    def of_intermediates(cls, certificates: bytes) -> TrustStore:
        """Certificates of authorities that nobody trusts by themselves: a path may lead through them to an anchor."""
        if not isinstance(certificates, bytes):
            raise ArgumentError.expected("certificates", "bytes")
        return cls._join([("intermediate", certificates)])

    @property
    def intermediates(self) -> tuple[bytes, ...]:
        """The certificates that only lead to anchors, in DER, each once, in order."""
        return tuple(sorted(set(self._native.intermediates)))

    def _all(self) -> list[tuple[str, bytes]]:
        return [(str(role), der) for role, der in self.anchors] + [("intermediate", der) for der in self.intermediates]

    @property
    def anchors(self) -> tuple[tuple[Role, bytes], ...]:
        """The anchors: role and certificate in DER, each once, in order."""
        return tuple((Role(role), der) for role, der in sorted(set(self._native.anchors)))

    @classmethod
    def _of(cls, certificate: bytes, role: _Roles) -> TrustStore:
        roles = list(Role) if role is None else [role]
        return cls._join([(str(role), certificate) for role in roles])

    @classmethod
    def _join(cls, anchors: list[tuple[str, bytes]]) -> TrustStore:
        made = cls()
        made._native = _native.TrustStore(anchors)
        return made

    def __or__(self, other: TrustStore) -> TrustStore:
        if not isinstance(other, TrustStore):
            return NotImplemented
        return self._join(self._all() + other._all())

    def __len__(self) -> int:
        return len(self.anchors)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TrustStore) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash(tuple(self._all()))

    def __reduce__(self) -> tuple[object, tuple[list[tuple[str, bytes]]]]:
        return self._join, (self._all(),)

    def __repr__(self) -> str:
        count = {role: sum(known is role for known, _ in self.anchors) for role in Role}
        return f"<ywtb.TrustStore {' '.join(f'{role}={number}' for role, number in count.items())}>"


def files(path: str | os.PathLike[str]) -> list[str]:
    """The file itself, or what looks like certificates in a folder, in order of names."""
    path = os.fspath(path)
    if not os.path.isdir(path):
        return [path]
    names = sorted(name for name in os.listdir(path) if name.lower().endswith(_ENDINGS))
    return [os.path.join(path, name) for name in names]
