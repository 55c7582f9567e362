"""What is secret is sealed with Airflow's Fernet key before it is stored, and never stored otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from airflow.configuration import conf
from airflow.models.crypto import get_fernet
from airflow.sdk.exceptions import AirflowException
from cryptography.fernet import InvalidToken

from gong.errors import AccountsUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from airflow.models.crypto import FernetProtocol

_GENERATE = (
    "python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())' makes one; "
    "all of Airflow's components need the same"
)


def seal(secret: Mapping[str, str]) -> str:
    """Encrypt with the first key. Raises `AccountsUnavailable` without one: nothing is kept in the clear."""
    return _fernet().encrypt(json.dumps(dict(secret)).encode()).decode()


def unseal(sealed: str) -> dict[str, str]:
    """Decrypt with whichever of the keys fits; raises `AccountsUnavailable` if none does."""
    try:
        return dict(json.loads(_fernet().decrypt(sealed.encode())))
    except InvalidToken:
        raise AccountsUnavailable(
            "It was encrypted with a Fernet key that is no longer in [core] fernet_key: add that key behind "
            "the present one, after a comma, or connect the account anew."
        ) from None


def reseal(sealed: str) -> str:
    """Encrypt anew with the first key what one of the others encrypted."""
    return seal(unseal(sealed))


def sealing_problem() -> str | None:
    """Say what keeps secrets from being stored, if anything does."""
    try:
        _fernet()
    except AccountsUnavailable as error:
        return error.detail
    return None


def signing_keys() -> list[str]:
    """Return the keys that sign the states of consents, the newest last.

    They are the Fernet keys: unlike `[api] secret_key`, which a server without one makes up for itself, every
    server has the same. What is signed names its purpose, so one use cannot pass for another.
    """
    _fernet()
    return conf.get_mandatory_value("core", "fernet_key").split(",")[::-1]


def _fernet() -> FernetProtocol:
    try:
        fernet = get_fernet()
    except AirflowException:
        raise AccountsUnavailable(f"[core] fernet_key is not a Fernet key; {_GENERATE}.") from None
    if not fernet.is_encrypted:
        raise AccountsUnavailable(
            f"[core] fernet_key is empty, and secrets are not stored unencrypted; {_GENERATE}."
        )
    return fernet
