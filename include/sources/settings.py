"""What a company has set up in Gong: scorecards, trackers and libraries. Each is listed whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gong import endpoints
from gong.errors import REFUSALS, InvalidRequest, MissingScope
from gong.sequence import Sequence
from include import lookups
from include.query import Record
from include.sources.reading import can_be_asked_for, moment, text_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from include.query import Gong, Notes, Query

PUBLIC_ONLY = "Private and archived folders are not in Gong's API and not in this file."
MOST_LEVELS = 50
"""Folders within folders; deeper is a circle."""


def fetch_scorecards(gong: Gong, query: Query, notes: Notes) -> Iterator[Record]:
    """Yield scorecard definitions."""
    del notes
    for scorecard in lookups.scorecard_definitions(gong, query):
        if query.wants(scorecard.get("workspaceId")):
            yield Record(moment(scorecard.get("updated")), scorecard)


def fetch_trackers(gong: Gong, query: Query, notes: Notes) -> Iterator[Record]:
    """Yield keyword trackers."""
    notes.say("Gong does not give out the definitions of smart trackers; their hits are in the calls.")
    for tracker in gong.read(endpoints.trackers()):
        if query.wants(tracker.get("workspaceId")):
            yield Record(moment(tracker.get("updated")), tracker)


def fetch_libraries(gong: Gong, query: Query, notes: Notes) -> Iterator[Record]:
    """Yield library folders, each with its path and its calls."""
    notes.say(PUBLIC_ONLY)
    newest = _newest_folders(gong, query)
    requests = (Sequence(endpoints.library_folder(_folder_id(record)), record) for record in newest)
    for record, content in gong.crawl(requests):
        record.data["calls"] = _by_addition(content)
    yield from newest  # in an order that does not depend on which answer came first


def sample_libraries(gong: Gong, query: Query, notes: Notes) -> Iterator[Record]:
    """Yield library folders, those within others all with the calls of the newest of them.

    Folders that are in no other are the libraries themselves, which hold folders rather than calls.
    """
    notes.say(PUBLIC_ONLY)
    newest = _newest_folders(gong, query)
    inner = [record for record in newest if len(record.data["path"]) > 1]
    calls = _by_addition(gong.read(endpoints.library_folder(_folder_id(inner[0])))) if inner else []
    for record in newest:
        record.data["calls"] = calls if len(record.data["path"]) > 1 else []
        yield record


def _folder_id(record: Record) -> str:
    return text_id(record.data["folder"].get("id"))


def _by_addition(content: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(content, key=lambda call: moment(call.get("created")), reverse=True)


def _newest_folders(gong: Gong, query: Query) -> list[Record]:
    """Return the newest folders of all wanted workspaces, without their calls."""
    folders = [
        Record(moment(folder.get("updated")), {"folder": folder, "path": path, "workspace": workspace})
        for workspace_id, workspace in _workspaces(gong, query)
        for folder, path in _with_paths(_folders(gong, workspace_id))
    ]
    folders.sort(key=lambda record: record.newest, reverse=True)
    return folders[: query.limit]


def _workspaces(gong: Gong, query: Query) -> list[tuple[str | None, str | None]]:
    """Return id and name of the workspaces that are wanted; one without id where they may not be listed."""
    try:
        found = list(gong.read(endpoints.workspaces()))
    except REFUSALS:
        return [(workspace_id, None) for workspace_id in query.workspace_ids] or [(None, None)]
    found = [workspace for workspace in found if can_be_asked_for(text_id(workspace.get("id")))]
    wanted = [workspace for workspace in found if query.wants(workspace.get("id"))]
    several = len(found) > 1
    return [(text_id(space.get("id")), space.get("name") if several else None) for space in wanted]


def _folders(gong: Gong, workspace_id: str | None) -> list[dict[str, Any]]:
    """Return a workspace's folders. Without an id Gong refuses a company that has several (observed)."""
    try:
        found = list(gong.read(endpoints.library_folders(workspace_id)))
    except InvalidRequest as refused:
        if workspace_id is not None:
            raise
        raise MissingScope(
            endpoints.WORKSPACES_SCOPE, status=refused.status, request_id=refused.request_id
        ) from None
    return [folder for folder in found if can_be_asked_for(text_id(folder.get("id")))]


def _with_paths(folders: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Yield each folder with the names from the root down to it."""
    known = {text_id(folder.get("id")): folder for folder in folders}
    for folder in folders:
        path: list[str] = []
        at: dict[str, Any] | None = folder
        while at is not None and len(path) < MOST_LEVELS:
            path.insert(0, str(at.get("name") or ""))
            at = known.get(text_id(at.get("parentFolderId")))
        yield folder, path
