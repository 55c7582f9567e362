"""The call libraries: a tree of public folders per workspace, with calls, notes and snippets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.simulator.calls import is_private, url
from tests.simulator.conversation import compose
from tests.simulator.marks import draw, number, stamp
from tests.simulator.people import user_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from tests.simulator.story import Plan

# workspace, folder, parent, who made it, kinds of call in it, topic of the snippet, notes
_FOLDERS = (
    (0, "Public Folders", None, None, (), "", ()),
    (0, "Discovery", "Public Folders", "marcus", ("discovery",), "Discovery",
     ("Listen to how the cost of the problem comes up", "Model discovery: short questions, long answers")),
    (0, "First five minutes", "Discovery", "marcus", ("discovery",), "Agenda",
     ("Clean agenda, clear time check",)),
    (0, "Demos that landed", "Public Folders", "samuel", ("demo",), "Product Demo",
     ("One workflow, told as a story", "Nice use of the customer's own item numbers")),
    (0, "Objection handling", "Public Folders", "marcus", ("pricing", "demo"), "Objections",
     ("Great objection handling", "Price objection - stays calm")),
    (0, "Win/Loss", "Public Folders", "ingrid", ("loss", "retro"), "", ("Why we lost - painful but useful",)),
    (0, "Customer stories / QBRs", "Public Folders", "priya", ("qbr",), "Results",
     ("Quotable figures at the start",)),
    (0, "Onboarding the new hires", "Public Folders", "marcus", ("roleplay", "cold"), "",
     ("Good for week one",)),
    (0, "Empty shelf", "Public Folders", "ruth", (), "", ()),
    (1, "Public Folders", None, None, (), "", ()),
    (1, "Deutsch / Français / Español / 日本語", "Public Folders", "elodie", ("discovery", "demo"), "",
     ("Native-language example",)),
    (1, "Negotiation", "Public Folders", "elodie", ("negotiation",), "Negotiation", ("Trading, not giving",)),
    (1, "Support: hard conversations", "Public Folders", "priya", ("support",), "Support Issue",
     ("Takes the blame, names the next update", None)),
)  # fmt: skip
_MOST = 6


class Library:
    """Answers what is in the folders; ``tell`` gives a call in full."""

    def __init__(
        self,
        plans: list[Plan],
        tell: Callable[[int], dict[str, Any]],
        workspace_ids: list[str],
        zone: ZoneInfo,
    ) -> None:
        self._plans, self._tell, self._workspaces, self._zone = plans, tell, workspace_ids, zone
        self._seed = plans[0].seed if plans else 0
        self._end = plans[-1].start if plans else 0.0

    def folders(self, workspace_id: str) -> list[dict[str, Any]]:
        """Return the folders of a workspace as a flat list."""
        return [
            self._folder(place)
            for place, row in enumerate(_FOLDERS)
            if self._workspaces[row[0] % len(self._workspaces)] == workspace_id
            and not self._is_second_root(place)
        ]

    def content(self, folder_id: str) -> dict[str, Any] | None:
        """Return a folder with its calls, or None when there is no such folder."""
        for place, row in enumerate(_FOLDERS):
            folder = self._folder(place)
            if folder["id"] == folder_id and not self._is_second_root(place):
                del folder["parentFolderId"]
                calls = [self._entry(plan, place, nth) for nth, plan in enumerate(self._chosen(row))]
                return folder | {"calls": calls}
        return None

    def _is_second_root(self, place: int) -> bool:
        home, _, parent, *_ = _FOLDERS[place]
        return parent is None and home >= len(self._workspaces)

    def _identity(self, home: int, name: str) -> str:
        home = home % len(self._workspaces) if name == "Public Folders" else home
        return number(self._seed, "folder", home, name)

    def _folder(self, place: int) -> dict[str, Any]:
        home, name, parent, author, *_ = _FOLDERS[place]
        days = 10 + draw(self._seed, "folder", place) % 200
        updated = (datetime.fromtimestamp(self._end, UTC) - timedelta(days=days)).timestamp() + place / 997
        return {
            "id": self._identity(home, name),
            "name": name,
            "parentFolderId": self._identity(home, parent) if parent else None,
            "createdBy": user_id(self._seed, author) if author else None,
            "updated": stamp(updated, self._zone, 6),
        }

    def _chosen(self, row: tuple[Any, ...]) -> list[Plan]:
        home, _, _, _, kinds, _, _ = row
        fitting = [
            plan for plan in self._plans if plan.kind in kinds and plan.home == home and not is_private(plan)
        ]
        fitting.sort(key=lambda plan: draw(self._seed, "pick", row[1], plan.index))
        return fitting[:_MOST]

    def _entry(self, plan: Plan, place: int, nth: int) -> dict[str, Any]:
        _, _, _, author, _, topic, notes = _FOLDERS[place]
        call = self._tell(plan.index)
        segment = next((each for each in compose(plan) if each.topic == topic), None)
        added = plan.start + 86_400 * (1 + draw(self._seed, "added", plan.index, place) % 9)
        entry = {
            "id": plan.id,
            "title": call["metaData"]["title"],
            "note": notes[nth % len(notes)] if notes else None,
            "addedBy": user_id(self._seed, author or "ingrid"),
            "created": stamp(min(added, self._end), self._zone),
            "url": url(plan.id),
        }
        if segment and nth % 3 < 2:
            entry["snippet"] = {"fromSec": int(segment.start), "toSec": int(segment.end)}
        return entry
