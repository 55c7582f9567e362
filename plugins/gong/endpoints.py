"""The requests this product sends, one function each.

Paths, fields and scopes are from Gong's OpenAPI document (V2).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypedDict

import msgspec

from gong.api import Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from gong.walk import Window

CALLS_SCOPE = "api:calls:read:extensive"
TRANSCRIPT_SCOPE = "api:calls:read:transcript"
USERS_SCOPE = "api:users:read"
WORKSPACES_SCOPE = "api:workspaces:read"

MOST_IDS = 100
"""Ids in one filter: one page holds as many, and `GET /v2/crm/entities` ignores the rest (documented)."""


class Sentence(msgspec.Struct, gc=False):
    """A sentence of a transcript; ``start`` is in milliseconds from the call's start."""

    start: int
    text: str


class Monologue(msgspec.Struct, gc=False, rename="camel"):
    """What one speaker said until another one spoke."""

    sentences: list[Sentence]
    speaker_id: str | None = None
    topic: str | None = None


class Transcript(TypedDict):
    """A call's transcript, with Gong's own names."""

    callId: str
    transcript: list[Monologue]


def gong_time(moment: datetime) -> str:
    """Return an aware UTC time as Gong takes it: ISO 8601 with `Z`, milliseconds if there are any."""
    precision = "milliseconds" if moment.microsecond else "seconds"
    return moment.isoformat(timespec=precision).replace("+00:00", "Z")


def _span(window: Window) -> dict[str, str]:
    return {"fromDateTime": gong_time(window.start), "toDateTime": gong_time(window.end)}


def calls(window: Window, selector: Mapping[str, Any] | None, workspace_id: str | None = None) -> Request:
    """Ask for the calls that started in ``window``; without a ``selector`` there is metadata alone."""
    filters = _span(window) | ({"workspaceId": workspace_id} if workspace_id else {})
    return _calls(filters, selector)


def calls_by_id(ids: Sequence[str], selector: Mapping[str, Any] | None) -> Request:
    """Return the request for at most `MOST_IDS` calls."""
    return _calls({"callIds": list(ids)}, selector)


def _calls(filters: Mapping[str, Any], selector: Mapping[str, Any] | None) -> Request:
    body: dict[str, Any] = {"filter": filters} | ({"contentSelector": selector} if selector else {})
    return Request(
        method="POST",
        path="/v2/calls/extensive",
        items="calls",
        scope=CALLS_SCOPE,
        body=body,
        identity=("metaData", "id"),
    )


def transcripts(window: Window, workspace_id: str | None = None) -> Request:
    """Transcripts of the calls that started in ``window``."""
    return _transcripts(_span(window) | ({"workspaceId": workspace_id} if workspace_id else {}))


def transcripts_by_id(ids: Sequence[str]) -> Request:
    """Transcripts of at most `MOST_IDS` calls; a call without one is absent from the answer."""
    return _transcripts({"callIds": list(ids)})


def _transcripts(filters: Mapping[str, Any]) -> Request:
    return Request(
        method="POST",
        path="/v2/calls/transcript",
        items="callTranscripts",
        scope=TRANSCRIPT_SCOPE,
        body={"filter": filters},
        identity=("callId",),
        record=Transcript,
    )


def users() -> Request:
    """All users, inactive ones too, without the synthetic ones that stand for Gong's staff."""
    return Request(method="GET", path="/v2/users", items="users", scope=USERS_SCOPE)


def users_by_id(ids: Sequence[str]) -> Request:
    """Return the request for the users with these ids."""
    return Request(
        method="POST",
        path="/v2/users/extensive",
        items="users",
        scope=USERS_SCOPE,
        body={"filter": {"userIds": list(ids)}},
        empty_404=True,
    )


def _stats(path: str, items: str, scope: str, body: Mapping[str, Any], *identity: str) -> Request:
    """Statistics answer 404 when there is nothing, in words that are not documented."""
    return Request(
        method="POST", path=path, items=items, scope=scope, body=body, identity=identity, empty_404=True
    )


def _days(start: date, end: date) -> dict[str, str]:
    return {"fromDate": start.isoformat(), "toDate": end.isoformat()}


def activity_by_day(start: date, end: date) -> Request:
    """Each active user's counters per day, ``end`` excluded; it must not lie after the company's today."""
    return _stats(
        "/v2/stats/activity/aggregate-by-period",
        "usersAggregateActivity",
        "api:stats:user-actions",
        {"aggregationPeriod": "DAY", "filter": _days(start, end)},
        "userId",
    )


def interaction(start: date, end: date) -> Request:
    """Each user's interaction figures over the days, from calls with Whisper turned on."""
    return _stats(
        "/v2/stats/interaction",
        "peopleInteractionStats",
        "api:stats:interaction",
        {"filter": _days(start, end)},
        "userId",
    )


def answered_scorecards(start: date, end: date | None) -> Request:
    """Scorecards filled in from ``start`` on (review date); without ``end`` up to now.

    Gong leaves out the ones that its AI filled in unless `reviewMethod` is `BOTH` (documented).
    """
    filters = {"reviewFromDate": start.isoformat(), "reviewMethod": "BOTH"}
    return _stats(
        "/v2/stats/activity/scorecards",
        "answeredScorecards",
        "api:stats:scorecards",
        {"filter": filters | ({"reviewToDate": end.isoformat()} if end else {})},
        "answeredScorecardId",
    )


def _settings(path: str, items: str, scope: str, **query: str) -> Request:
    return Request(method="GET", path=path, items=items, scope=scope, query=query, empty_404=True)


def scorecards() -> Request:
    """All scorecard definitions of all workspaces, disabled ones too; one page."""
    return _settings("/v2/settings/scorecards", "scorecards", "api:settings:scorecards:read")


def trackers() -> Request:
    """All keyword trackers of all workspaces; one page."""
    return _settings("/v2/settings/trackers", "keywordTrackers", "api:settings:trackers:read")


def workspaces() -> Request:
    """All workspaces; one page."""
    return Request(method="GET", path="/v2/workspaces", items="workspaces", scope=WORKSPACES_SCOPE)


def library_folders(workspace_id: str | None) -> Request:
    """Public folders of a workspace; without its id only a company with one gets an answer (observed)."""
    query = {"workspaceId": workspace_id} if workspace_id else {}
    return _settings("/v2/library/folders", "folders", "api:library:read", **query)


def library_folder(folder_id: str) -> Request:
    """Ask for the calls in one folder, without those of its sub-folders.

    A call stands there once for each snippet of it, so its id is no record's identity.
    """
    request = _settings("/v2/library/folder-content", "calls", "api:library:read", folderId=folder_id)
    return replace(request, identity=())


def crm_integrations() -> Request:
    """Ask for the generic CRM integration, if the company has one; native ones are not listed (observed)."""
    return Request(
        method="GET", path="/v2/crm/integrations", items="integrations", scope="api:crm:integrations:read"
    )


def crm_schema(integration_id: str, object_type: str) -> Request:
    """Labels of the fields of a generic CRM's objects."""
    return Request(
        method="GET",
        path="/v2/crm/entity-schema",
        items="objectTypeToSelectedFields",
        scope="api:crm:schema",
        query={"integrationId": integration_id, "objectType": object_type},
    )


def crm_entities(integration_id: str, object_type: str, ids: Sequence[str]) -> Request:
    """At most `MOST_IDS` objects of a generic CRM: a GET that carries its ids as a JSON body (documented)."""
    return Request(
        method="GET",
        path="/v2/crm/entities",
        items="crmObjectsMap",
        scope="api:crm:get-objects",
        query={"integrationId": integration_id, "objectType": object_type},
        body=list(ids),
    )
