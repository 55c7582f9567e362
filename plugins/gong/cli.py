"""The command line: `airflow gong`. What the commands do is imported when one is called."""

from __future__ import annotations

from airflow.cli.cli_config import ARG_OUTPUT, ActionCommand, Arg, GroupCommand, lazy_load_command

_OWNER = Arg(("owner",), help="the user's name in Airflow")  # type: ignore[no-untyped-call]  # Airflow's own


def get_commands() -> list[GroupCommand]:
    """Return the group of commands, as Airflow asks for it."""
    commands = (
        ActionCommand(
            "accounts",
            "List users' Gong accounts",
            lazy_load_command("gong.commands.list_accounts"),
            (ARG_OUTPUT,),
        ),
        ActionCommand(
            "remove-account",
            "Remove a user's Gong account, with its key or tokens",
            lazy_load_command("gong.commands.remove_account"),
            (_OWNER,),
        ),
        ActionCommand(
            "rotate-fernet-key",
            "Encrypt users' Gong accounts with the first of the keys in [core] fernet_key",
            lazy_load_command("gong.commands.rotate_fernet_key"),
            (),
        ),
    )
    return [GroupCommand("gong", "Users' Gong accounts", commands)]
