"""Trying a credential with one request, before it is stored or because somebody asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from airflow.sdk import Connection

from gong.errors import DeadCredential, GongError, WrongHost
from gong.hook import GongHook
from gong.vault.accounts import OAUTH
from gong.vault.handout import credential
from gong.vault.renewal import usable

if TYPE_CHECKING:
    from gong.account import ConnectionLike


@dataclass(frozen=True)
class Verdict:
    """What came of it. ``hopeless``: it is the credential or the address that is wrong, not the moment."""

    ok: bool
    message: str
    hopeless: bool = False


def try_key(host: str, key: str, secret: str) -> Verdict:
    """Try an API key that is not stored."""
    return _verdict({"conn_type": "gong", "host": host, "login": key, "password": secret})


def check_account(conn_id: str) -> Verdict:
    """Try a stored account.

    A token that is refused though it should live is renewed: if that is refused as well, the account is
    marked to be connected anew.
    """
    try:
        account = usable(conn_id)
        verdict = _verdict(credential(account), conn_id)
        if verdict.hopeless and account.method == OAUTH:
            verdict = _verdict(credential(usable(conn_id, at_once=True)), conn_id)
    except GongError as error:
        return Verdict(ok=False, message=str(error))
    return verdict


def _verdict(fields: dict[str, Any], conn_id: str = "the account") -> Verdict:
    try:
        return Verdict(ok=True, message=_Trial(conn_id, fields).probe())
    except (DeadCredential, WrongHost) as error:
        return Verdict(ok=False, message=str(error), hopeless=True)
    except GongError as error:
        return Verdict(ok=False, message=str(error))


class _Trial(GongHook):
    """The hook with a connection that nobody stores."""

    def __init__(self, conn_id: str, fields: dict[str, Any]) -> None:
        super().__init__(conn_id, by_hand=True)
        self._fields = fields

    def stored_connection(self) -> ConnectionLike:
        """Return the connection."""
        made: ConnectionLike = Connection(conn_id=self.gong_conn_id, **self._fields)
        return made
