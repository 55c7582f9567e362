"""The `[gong]` section of Airflow's configuration: every option, its default and its meaning, once."""

from __future__ import annotations

from dataclasses import dataclass

SECTION = "gong"
LOCAL_EXECUTOR = "LocalExecutor"


@dataclass(frozen=True)
class Setting:
    """One option; ``kind`` is Airflow's name of its type."""

    name: str
    default: str
    kind: str
    description: str
    sensitive: bool = False


SETTINGS = (
    Setting(
        "datasets_folder",
        "",
        "string",
        "Folder of the dataset definitions (`*.yaml`). Empty: `datasets` beside the `dags` folder.",
    ),
    Setting(
        "allowed_hosts",
        "",
        "string",
        "Hosts outside gong.io that connections may point to, as `host` or `host:port`, separated by commas. "
        "They receive credentials, over plain http too; meant for a simulator on loopback.",
    ),
    Setting(
        "oauth_client_id",
        "",
        "string",
        "Client id of the app that was created in Gong for this Airflow. Empty: users connect by API key "
        "only.",
    ),
    Setting(
        "oauth_client_secret",
        "",
        "string",
        "Client secret of that app. Only API servers need it: set it there, best by "
        "`oauth_client_secret_cmd` or `oauth_client_secret_secret`.",
        sensitive=True,
    ),
    Setting(
        "oauth_scopes",
        "",
        "string",
        "Scopes to ask for, separated by blanks. Empty: all that some data type can use. Gong refuses to "
        "give what the app was not registered for.",
    ),
    Setting(
        "oauth_url",
        "https://app.gong.io",
        "string",
        "Where Gong asks its users for consent and gives out tokens; https on a host below gong.io, or one "
        "of `allowed_hosts`.",
    ),
    Setting(
        "limiter_url",
        "sqlite:///{AIRFLOW_HOME}/gong_limiter.db",
        "string",
        "Where the processes that send requests to Gong share their pace: `sqlite:////path/to/file`, which "
        "serves the processes of one machine, or `redis://:password@host:6379/1`, `rediss://` (TLS) or "
        "`unix://`, which serve those of all machines that reach it. Redis 5 or newer, or Valkey.",
        sensitive=True,
    ),
    Setting(
        "requests_per_second",
        "2.75",
        "float",
        "Requests a second to one company's Gong. Gong refuses more than 3; the difference is for jitter.",
    ),
    Setting(
        "requests_per_day",
        "10000",
        "integer",
        "Requests a day to one company's Gong, as far as this Airflow may use them up.",
    ),
    Setting(
        "daily_reserve",
        "500",
        "integer",
        "How many of the day's requests only runs started by hand may use; no more than there are. Other "
        "runs that have begun may use half of them to come to their end.",
    ),
    Setting(
        "storage_connections",
        "",
        "string",
        "Connections of type `aws` that everybody who may create datasets on the page may store them with, "
        "separated by commas. Who may edit connections may use all.",
    ),
    Setting(
        "tasks_at_once",
        "4",
        "integer",
        "How many data types of one run are imported at the same time.",
    ),
    Setting(
        "deadline_minutes",
        "0",
        "integer",
        "Minutes after which a run that is not over is late, and somebody is told. 0: never.",
    ),
    Setting(
        "deadline_callback",
        "include.deadlines.tell",
        "string",
        "Path of the function that is called then, with Airflow's context. The default writes an error into "
        "the log and counts it in `gong.late_runs`.",
    ),
)


def config_section() -> dict[str, object]:
    """Return the section as Airflow's provider information describes it."""
    options = {
        setting.name: {
            "description": setting.description,
            "type": setting.kind,
            "default": setting.default,
            "example": None,
            "version_added": None,
            "sensitive": setting.sensitive,
        }
        for setting in SETTINGS
    }
    return {"description": "Gong datasets.", "options": options}


def unshared_limiter(url: str, executors: str) -> str | None:
    """Return what is wrong with a limiter in a file where tasks run on several machines, or None.

    ``executors`` is `[core] executor`: names, paths or `alias:name`, separated by commas, with or without a
    team before a `=`.
    """
    names = [name.strip() for team in executors.split(";") for name in team.rpartition("=")[2].split(",")]
    remote = [name for name in names if name.replace(":", ".").rpartition(".")[2] != LOCAL_EXECUTOR]
    if not url.startswith("sqlite:") or not remote:
        return None
    return (
        f"a file cannot be shared by the workers of {', '.join(remote)}, so they would exceed Gong's limits "
        "together; name a Redis that all of them reach, such as redis://host:6379/1"
    )
