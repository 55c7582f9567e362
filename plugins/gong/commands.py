"""What the commands of `airflow gong` do. None of them shows a secret."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from airflow.cli.simple_table import AirflowConsole
from airflow.utils.providers_configuration_loader import providers_configuration_loaded

from gong.account import account_conn_id
from gong.errors import GongError
from gong.vault import accounts

T = TypeVar("T")

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable


def list_accounts(arguments: Namespace) -> None:
    """Print all accounts."""
    rows = _or_exit(accounts.everybodys)
    AirflowConsole().print_as(
        data=rows,
        output=arguments.output,
        mapper=lambda row: {
            "owner": row.owner,
            "connection": row.conn_id,
            "method": row.method,
            "host": row.host,
            "connected": f"{row.connected_at:%Y-%m-%d %H:%M} UTC",
            "problem": row.problem or "",
        },
    )


def remove_account(arguments: Namespace) -> None:
    """Remove one account."""
    if not _or_exit(lambda: accounts.remove(account_conn_id(arguments.owner))):
        sys.exit(f"{arguments.owner} has no Gong account.")
    sys.stdout.write(f"The Gong account of {arguments.owner} is removed; its key or app is still in Gong.\n")


def rotate_fernet_key(arguments: Namespace) -> None:
    """Encrypt all accounts with the first key; fail at the end if some could not be read."""
    del arguments
    count, unreadable = _or_exit(accounts.rotate)
    sys.stdout.write(f"{count} Gong accounts are encrypted with the first key of [core] fernet_key.\n")
    if unreadable:
        sys.exit(
            f"{len(unreadable)} could not be read, because none of the keys there fits: "
            f"{', '.join(unreadable)}. Add the key that they were encrypted with behind the first one, after "
            "a comma, and run this again; if it is lost, their owners connect anew under Gong > Gong account."
        )


@providers_configuration_loaded
def _or_exit(action: Callable[[], T]) -> T:
    try:
        return action()
    except GongError as error:
        sys.exit(str(error))
