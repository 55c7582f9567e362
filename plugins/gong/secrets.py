"""The secrets backend through which tasks get users' Gong accounts: `[secrets] backend`.

Airflow asks it first, in every process that loads secrets. Where the database may be used, in effect in the
API server, it answers for ids of accounts. Elsewhere it says nothing, and Airflow asks the API server.
"""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from airflow.secrets import BaseSecretsBackend

from gong.account import is_account
from gong.withheld import withheld

if TYPE_CHECKING:
    from collections.abc import Mapping


class GongSecretsBackend(BaseSecretsBackend):
    """Hands out users' Gong accounts, and asks a site's own backend for everything else.

    :param next: class path of the backend to ask for everything else; there is only one place for a backend.
    :param next_kwargs: its arguments.
    """

    def __init__(
        self,
        next: str | None = None,  # noqa: A002 - the word that operators write
        next_kwargs: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self._next = resolve_name(next)(**(next_kwargs or {})) if next else None

    def get_connection(self, conn_id: str, team_name: str | None = None) -> Any:
        """Return a user's account as a connection; or what the next backend has, or None."""
        if is_account(conn_id):
            return self._account(conn_id)
        return self._next.get_connection(conn_id, **_of(team_name)) if self._next else None

    def get_conn_value(self, conn_id: str, team_name: str | None = None) -> str | None:
        """Return the next backend's value. Accounts are connections only."""
        if is_account(conn_id) or not self._next:
            return None
        value: str | None = self._next.get_conn_value(conn_id, **_of(team_name))
        return value

    def get_variable(self, key: str, team_name: str | None = None) -> str | None:
        """Return the next backend's Variable, or None."""
        value: str | None = self._next.get_variable(key, **_of(team_name)) if self._next else None
        return value

    def get_config(self, key: str) -> str | None:
        """Return the next backend's option, or None."""
        value: str | None = self._next.get_config(key) if self._next else None
        return value

    def _set_connection_class(self, conn_class: type) -> None:
        super()._set_connection_class(conn_class)
        if self._next:
            self._next._set_connection_class(conn_class)  # noqa: SLF001 - as Airflow does with this one

    def _account(self, conn_id: str) -> Any:
        from gong.vault.database import is_barred  # noqa: PLC0415 - tasks load this class, too

        if is_barred() or withheld.get():
            return None
        from gong.vault.handout import handout  # noqa: PLC0415 - it needs the database

        return self._get_connection_class()(conn_id=conn_id, **handout(conn_id))


def _of(team_name: str | None) -> dict[str, str]:
    """Backends from before Airflow 3.2 do not know of teams."""
    return {"team_name": team_name} if team_name else {}
