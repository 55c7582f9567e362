"""What operators configure for users' accounts: the app in Gong, the secrets backend, the Fernet key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from airflow.configuration import conf

from gong.account import base_url, named_hosts
from gong.errors import AccountsUnavailable, ConfigurationError
from gong.oauth import App
from gong.settings import SECTION, SETTINGS
from gong.vault.database import tables_problem
from gong.vault.sealing import sealing_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

BACKEND = "gong.secrets.GongSecretsBackend"
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}
"""A process that has not read providers' options does not know their defaults."""


def read_app(scopes: Sequence[str] = ()) -> App:
    """Return the app that is configured; it asks for ``scopes`` unless the configuration names some.

    Raises `AccountsUnavailable`, whose detail names the option.
    """
    client_id, secret = _option("oauth_client_id"), _option("oauth_client_secret")
    for name, value in (("oauth_client_id", client_id), ("oauth_client_secret", secret)):
        if not value:
            raise AccountsUnavailable(f"[{SECTION}] {name} is not set on the API server.")
    try:
        url = base_url(_option("oauth_url"), None, None, allowed_hosts())
    except ConfigurationError:
        raise AccountsUnavailable(
            f"[{SECTION}] oauth_url must be https on a host below gong.io, or on one of [{SECTION}] "
            "allowed_hosts."
        ) from None
    return App(url, client_id, secret, tuple(_option("oauth_scopes").split()) or tuple(scopes))


def app_problem() -> str | None:
    """Say what keeps users from connecting by OAuth, if anything does."""
    try:
        read_app()
    except AccountsUnavailable as error:
        return error.detail
    return None


def storage_problem() -> str | None:
    """Say what keeps accounts from being stored and handed out, if anything does."""
    if conf.get("secrets", "backend", fallback="") != BACKEND:
        return f"[secrets] backend must be {BACKEND}; a backend that is in use already goes into its `next`."
    return sealing_problem() or tables_problem()


def allowed_hosts() -> set[str]:
    """Return the hosts outside gong.io that are allowed."""
    return named_hosts(_option("allowed_hosts"))


def _option(name: str) -> str:
    return (conf.get(SECTION, name, fallback=_DEFAULTS[name]) or "").strip()
