"""Answers about what a company sets up: workspaces, scorecards, trackers, libraries, the CRM."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.simulator.crm import INTEGRATION_ID
from tests.simulator.wire import RefusedError

if TYPE_CHECKING:
    from datetime import date

    from tests.simulator.ask import Ask

NO_ANSWERED = "No answered scorecards found corresponding to the provided filters"
_MOST_ENTITIES = 100
Answer = dict[str, Any]


def list_workspaces(ask: Ask) -> Answer:
    """GET /v2/workspaces."""
    return {"workspaces": ask.world.workspaces}


def list_scorecards(ask: Ask) -> Answer:
    """GET /v2/settings/scorecards: all workspaces, enabled and disabled."""
    return {"scorecards": ask.world.scorecards}


def list_answered(ask: Ask) -> Answer:
    """POST /v2/stats/activity/scorecards: ``reviewMethod`` is MANUAL unless given."""
    method = ask.filter.get("reviewMethod", "MANUAL")
    reviewed, scorecards = ask.numbers("reviewedUserIds"), ask.numbers("scorecardIds")
    review = ask.day("reviewFromDate"), ask.day("reviewToDate")
    called = ask.day("callFromDate"), ask.day("callToDate")
    found = [
        card
        for card in ask.world.answered
        if method in {"BOTH", card["reviewMethod"]}
        and (reviewed is None or card["reviewedUserId"] in reviewed)
        and (scorecards is None or card["scorecardId"] in scorecards)
        and _between(ask, card["reviewTime"], review)
        and _between(ask, card["callStartTime"], called)
    ]
    if not found:
        raise RefusedError(404, NO_ANSWERED)
    records, places = ask.page(range(len(found)))
    return {"records": records, "answeredScorecards": [found[place] for place in places]}


def _between(ask: Ask, text: str, days: tuple[date | None, date | None]) -> bool:
    day = datetime.fromisoformat(text).astimezone(ask.world.zone).date()
    return (days[0] is None or day >= days[0]) and (days[1] is None or day < days[1])


def _workspace(ask: Ask) -> str | None:
    identity = ask.query.get("workspaceId")
    if identity is not None and identity not in ask.world.workspace_ids:
        raise RefusedError(404, "Workspace not found")
    return identity


def list_trackers(ask: Ask) -> Answer:
    """GET /v2/settings/trackers: of one workspace or of all."""
    workspace = _workspace(ask)
    return {
        "keywordTrackers": [each for each in ask.world.trackers if workspace in {None, each["workspaceId"]}]
    }


def list_folders(ask: Ask) -> Answer:
    """GET /v2/library/folders: a company with several workspaces must say which (observed)."""
    workspace = _workspace(ask)
    if workspace is None and len(ask.world.workspace_ids) > 1:
        raise RefusedError(400, "workspace-id parameter is missing")
    return {"folders": ask.world.library.folders(workspace or ask.world.workspace_ids[0])}


def folder_content(ask: Ask) -> Answer:
    """GET /v2/library/folder-content."""
    content = ask.world.library.content(ask.query["folderId"])
    if content is None:
        raise RefusedError(404, "Folder not found")
    return content


def list_integrations(ask: Ask) -> Answer:
    """GET /v2/crm/integrations: empty unless the CRM is a generic one."""
    return {"integrations": ask.world.crm.integrations()}


def _integration(ask: Ask) -> None:
    if not ask.world.crm.integrations() or int(ask.query["integrationId"]) != INTEGRATION_ID:
        raise RefusedError(400, "Integration not found")


def entity_schema(ask: Ask) -> Answer:
    """GET /v2/crm/entity-schema: of one object type or of all."""
    _integration(ask)
    kind = ask.query.get("objectType")
    fields = ask.world.crm.schema()
    return {
        "objectTypeToSelectedFields": {key: value for key, value in fields.items() if kind in {None, key}}
    }


def list_entities(ask: Ask) -> Answer:
    """GET /v2/crm/entities: by id, the first hundred only; an unknown id gives null."""
    _integration(ask)
    known = ask.world.crm.entities(ask.query["objectType"])
    return {"crmObjectsMap": {identity: known.get(identity) for identity in ask.body[:_MOST_ENTITIES]}}


def request_status(ask: Ask) -> Answer:
    """GET /v2/crm/request-status."""
    _integration(ask)
    return {"status": "DONE", "errors": [], "totalErrorCount": 0, "totalSuccessCount": 0}


def references(_ask: Ask) -> Answer:
    """GET /v2/data-privacy/data-for-email-address: nobody asks for this; nothing is known."""
    return {"emails": [], "calls": [], "meetings": [], "customerData": [], "customerEngagement": []}
