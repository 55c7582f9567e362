"""Answers of the page's API as the contract has them, for states that a real Airflow shows only by accident.

Each test that uses them replaces what it is about; the shapes are those of `ui/src/api/types.ts`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from include.data_types import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page, Route

AT = "2026-04-09T14:00:00Z"
LATER = "2026-04-10T03:00:00Z"
SCHEDULE = "0 3 * * *"
FIRST_ERROR = 400

TYPES = [
    {
        "id": row.id,
        "label": row.label,
        "icon": row.icon,
        "description": row.description,
        "scope": row.scope,
        "optional_scopes": list(row.optional_scopes),
        "has_history": row.has_history,
    }
    for row in DATA_TYPES.values()
]
IDS = [row["id"] for row in TYPES]

ME = {
    "name": "dana",
    "is_admin": False,
    "can_connect": True,
    "can_create": True,
    "account_storage": {"ready": True, "problem": None},
    "oauth": {
        "ready": True,
        "problem": None,
        "redirect_uri": "https://airflow.acme.example/gong/oauth/callback",
    },
    "data_types": TYPES,
    "server_time_zone": "UTC",
}

NOT_CONNECTED = {
    "state": "not_connected",
    "conn_id": "gong_account__dana",
    "method": None,
    "host": None,
    "access_key_hint": None,
    "scopes": None,
    "types": [],
    "connected_at": None,
    "token_issued_at": None,
    "token_expires_at": None,
    "last_used_at": None,
    "reason": None,
    "since": None,
    "datasets": [],
}
ACCESS = [
    {
        "id": row["id"],
        "label": row["label"],
        "icon": row["icon"],
        "allowed": True,
        "missing_scope": None,
        "poorer_without": [],
    }
    for row in TYPES
]
BY_KEY = NOT_CONNECTED | {
    "state": "connected",
    "method": "api_key",
    "host": "https://api.gong.io",
    "access_key_hint": "7QXM",
    "types": ACCESS,
    "connected_at": AT,
    "last_used_at": LATER,
    "datasets": ["sales-calls", "coaching"],
}
BY_OAUTH = BY_KEY | {
    "method": "oauth",
    "host": "https://us-14321.api.gong.io",
    "access_key_hint": None,
    "scopes": ["api:calls:read:extensive", "api:users:read", "api:stats:user-actions"],
    "token_issued_at": LATER,
    "types": [
        row | {"allowed": row["id"] in {"calls", "users"}, "missing_scope": None}
        if row["id"] in {"calls", "users"}
        else row | {"allowed": False, "missing_scope": f"api:{row['id']}:read"}
        for row in ACCESS
    ],
}
RECONNECT = BY_OAUTH | {
    "state": "reconnect_needed",
    "reason": "Gong has revoked the access of this app: somebody removed it in Gong. Connect again below.",
    "since": LATER,
}


def definition(name: str = "sales-calls") -> dict[str, Any]:
    """Return a dataset's definition."""
    return {
        "name": name,
        "description": "Calls and transcripts of the sales teams",
        "owner": "dana",
        "tags": [],
        "gong_conn_id": "gong_account__dana",
        "aws_conn_id": "aws_default",
        "bucket": "acme-text",
        "prefix": f"{name}/",
        "data_types": ["calls", "transcripts", "users", "libraries"],
        "sync": {"schedule": SCHEDULE, "data_types": ["calls", "transcripts"]},
        "limit": 100,
        "lookback_days": None,
        "workspace_ids": [],
        "include_private_calls": False,
    }


OUTCOMES = {
    "calls": {"state": "imported", "records": 100, "bytes": 184_220, "why": None},
    "transcripts": {"state": "imported", "records": 100, "bytes": 2_310_400, "why": None},
    "users": {"state": "unchanged", "records": 42, "bytes": 18_400, "why": None},
    "libraries": {
        "state": "skipped",
        "records": None,
        "bytes": None,
        "why": "Gong lacks the permission api:library:read. Grant it to the key in Gong under Admin center > "
        "Settings > Ecosystem > API, then sync again. The old file stays.",
    },
}


def row(name: str = "sales-calls", **changes: Any) -> dict[str, Any]:
    """Return a dataset as the list has it."""
    return {
        "name": name,
        "dag_id": f"gong__{name}",
        "owner": "dana",
        "description": "Calls and transcripts of the sales teams",
        "data_types": ["calls", "transcripts", "users", "libraries"],
        "origin": "page",
        "mine": True,
        "may_edit": True,
        "may_run": True,
        "paused": False,
        "schedule": SCHEDULE,
        "next_sync": "2026-04-11T03:00:00Z",
        "size": 2_513_020,
        "error": None,
        "last_sync": {
            "run_id": "scheduled__1",
            "state": "success",
            "at": LATER,
            "kind": "scheduled",
            "types": OUTCOMES,
        },
    } | changes


ROWS = [
    row(),
    row("coaching", description="Scorecards for the enablement team", data_types=["scorecards", "answered-scorecards"],
        schedule=None, next_sync=None, size=48_112, last_sync=None),
    row("exec-briefings", owner="marcus", mine=False, may_edit=False, origin="git", data_types=IDS, paused=True,
        next_sync=None, size=91_400_200),
    row("renewals", description="", error="The Variable gong_dataset__renewals cannot be used: bucket is missing.",
        data_types=[], size=None, last_sync=None, schedule=None, next_sync=None),
]  # fmt: skip


def dataset(name: str = "sales-calls", **changes: Any) -> dict[str, Any]:
    """Return a dataset as its page gets it."""
    types = [
        {"id": key, "last": outcome | {"at": LATER, "run_id": "scheduled__1"}, "synced": key in {"calls", "transcripts"}}
        for key, outcome in OUTCOMES.items()
    ]
    more = {"definition": definition(name), "version": "1", "conn_ok": True, "types": types}
    return row(name) | more | changes


def run(state: str = "success", **changes: Any) -> dict[str, Any]:
    """Return a run with its types."""
    labels = {each["id"]: each["label"] for each in TYPES}
    types = [{"id": key, "label": labels[key], "note": None} | outcome for key, outcome in OUTCOMES.items()]
    return {
        "run_id": "scheduled__1",
        "kind": "scheduled",
        "state": state,
        "at": LATER,
        "started": LATER,
        "ended": "2026-04-10T03:01:12Z",
        "by": None,
        "range": None,
        "types": types,
    } | changes


def file(name: str, **changes: Any) -> dict[str, Any]:
    """Return a stored file."""
    return {
        "key": name,
        "name": name.rsplit("/", maxsplit=1)[-1],
        "source": "gong",
        "kind": "current",
        "data_type": "calls",
        "records": 100,
        "size": 184_220,
        "first_imported": AT,
        "last_changed": LATER,
        "window": None,
    } | changes


UPLOAD = {"source": "upload", "kind": "upload", "data_type": None, "records": None}
FILES = [
    file("gong_calls_20260409_140000.txt"),
    file("gong_transcripts_20260409_140000.txt", data_type="transcripts", size=2_310_400),
    file("gong_users_20260409_140000.txt", data_type="users", size=18_400, records=42),
    file("history/gong_calls_20260101_20260401.txt", kind="history", records=812, size=1_502_111,
         window="2026-01-01 to 2026-04-01"),
    file("price-list-2026.csv", size=22_810, **UPLOAD),
]  # fmt: skip
TEXT = (
    "Gong Calls Import — 100 calls\nImported: April 09, 2026 at 14:00 UTC\n"
    "This file contains call recordings and metadata imported from the organization's Gong account.\n"
    "Each call includes the title, date, duration, direction, attendees, topics, and trackers.\n"
    + "-" * 40
    + "\n"
    + "".join(
        f"=== CALL ===\nTitle: Q2 Pipeline Review {n}\nDate: 2026-04-08 10:30:00 UTC\nDuration: 45m 00s\n"
        "Direction: Outbound\nAttendees:\n- Alice Smith (Internal)\n- 山田 太郎 (External)\nTopics: Pricing, Timeline\n"
        for n in range(1, 60)
    )
)

ESTIMATES = {
    "calls": {"state": "ok", "records": 100, "bytes": 181_000, "why": None},
    "transcripts": {"state": "ok", "records": 100, "bytes": 2_290_000, "why": None},
    "libraries": {"state": "missing_scope", "records": None, "bytes": None,
                  "why": "The permission api:library:read is missing."},
    "trackers": {"state": "failed", "records": None, "bytes": None, "why": "Gong did not answer properly. Try again."},
}  # fmt: skip


def api() -> dict[str, Any]:
    """Return the answer to each `METHOD path`; a number alone is a status, a pair a status and a body."""
    return {
        "GET me": ME,
        "GET account": BY_KEY,
        "POST account/test": {"ok": True, "message": "Gong accepts the key: company Acme, 42 users."},
        "POST account/check": {"ok": True, "message": "Gong accepts the key."},
        "PUT account": BY_KEY,
        "DELETE account": {
            "message": "Your Gong account is disconnected. Remove the key in Gong, too.",
            "datasets": ["sales-calls"],
        },
        "GET accounts": {"accounts": []},
        "GET datasets": {"total": len(ROWS), "datasets": ROWS},
        "POST datasets": (201, {"name": "sales-calls", "dag_id": "gong__sales-calls", "version": "1"}),
        "GET datasets/sales-calls": dataset(),
        "PUT datasets/sales-calls": {"version": "2"},
        "DELETE datasets/sales-calls": {"message": "The dataset is deleted; its files stay."},
        "GET datasets/sales-calls/runs": {
            "runs": [
                run(),
                run(run_id="manual__1", kind="manual", by="dana", state="failed"),
                run(run_id="manual__2", kind="manual", by="dana",
                    range=["2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"]),
            ]
        },
        "GET datasets/sales-calls/files": {"files": FILES, "truncated": False},
        "GET datasets/sales-calls/files/text": {
            "text": TEXT,
            "offset": 0,
            "next_offset": 262_144,
            "size": 1_502_111,
        },
        "GET connections": {
            "gong": [
                {"conn_id": "gong_account__dana", "label": "My Gong account", "own": True},
                {"conn_id": "gong_default", "label": "Acme, all teams", "own": False},
            ],
            "storage": [{"conn_id": "aws_default", "description": "Acme's bucket"}],
        },
        "GET buckets": {"buckets": ["acme-text", "acme-archive"], "problem": None},
        "POST destination/test": {
            "ok": False,
            "checks": [
                {"name": "list", "ok": True, "message": "The folder can be listed."},
                {"name": "write", "ok": True, "message": "A file can be written."},
                {"name": "read", "ok": True, "message": "It can be read."},
                {"name": "delete", "ok": False,
                 "message": "It cannot be deleted: the credentials lack s3:DeleteObject on acme-text/sales-calls/*."},
            ],
        },
        "GET workspaces": {"workspaces": [{"id": "1", "name": "Sales"}, {"id": "2", "name": "Success"}], "problem": None},
        "POST schedule/preview": {
            "next": ["2026-04-11T03:00:00Z", "2026-04-12T03:00:00Z", "2026-04-13T03:00:00Z"],
            "description": "Every day at 03:00",
            "problem": None,
        },
        "POST validate": {"fields": {}},
    }  # fmt: skip


def answer_with(page: Page, changes: Mapping[str, Any] | None = None) -> None:
    """Answer the page's requests from `api`, with ``changes``; estimates answer for the types asked for."""
    answers = api() | dict(changes or {})

    def reply(route: Route) -> None:
        path = re.sub("^.*/gong/api/", "", urlsplit(route.request.url).path)
        if path == "estimates" and "POST estimates" not in answers:
            route.fulfill(content_type="application/x-ndjson", body=_estimates(route.request.post_data_json))
            return
        found = answers.get(f"{route.request.method} {path}", (404, {"detail": f"No answer for {path}."}))
        if callable(found):
            found = found(route.request)
        status, body = found if isinstance(found, tuple) else (200, found)
        route.fulfill(status=status, content_type="application/json", body=json.dumps(body))

    page.route("**/gong/api/**", reply)


def _estimates(asked: Mapping[str, Any]) -> str:
    known = {"state": "ok", "records": 60, "bytes": 30_000, "why": None}
    lines = [{"id": key} | ESTIMATES.get(key, known) for key in asked["data_types"]]
    return "".join(json.dumps(line) + "\n" for line in lines)
