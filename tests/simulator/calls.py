"""One call as Gong shows it: metadata, participants, analysis, comments, transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tests.simulator import analysis, coaching, titles
from tests.simulator.addresses import address, email
from tests.simulator.company import DOMAIN
from tests.simulator.conversation import compose
from tests.simulator.marks import draw, number, stamp
from tests.simulator.people import user_id
from tests.simulator.trackers import TRACKERS

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from tests.simulator.casting import Someone
    from tests.simulator.conversation import Segment
    from tests.simulator.crm import Crm
    from tests.simulator.story import Plan

_PHONE = {"cold"}
_INBOUND = {"support"}


class Quirk(NamedTuple):
    """What is odd about a call; most are odd in nothing."""

    no_parties: bool = False
    no_title: bool = False
    no_transcript: bool = False
    unknown_fields: bool = False
    no_brief: bool = False
    nameless_speech: bool = False
    stranger: bool = False
    shared_microphone: bool = False


def quirk(plan: Plan, *, sloppy: bool) -> Quirk:
    """Return a call's oddities: calls without transcript always occur, the rest only if ``sloppy``."""
    place = draw(plan.seed, "quirk", plan.index) % 100
    if 6 <= place < 9:
        return Quirk(no_transcript=True)
    if not sloppy:
        return Quirk()
    return Quirk(
        no_parties=place < 2,
        no_title=2 <= place < 4,
        unknown_fields=10 <= place < 16,
        no_brief=20 <= place < 23,
        nameless_speech=30 <= place < 33,
        stranger=40 <= place < 43,
        shared_microphone=50 <= place < 53,
    )


def is_private(plan: Plan) -> bool:
    """Return whether a call is private: most one-on-ones, and hardly any other."""
    chance = 60 if plan.kind == "one_on_one" else 1
    return draw(plan.seed, "private", plan.index) % 100 < chance


def speaker_id(plan: Plan, letter: str, odd: Quirk) -> str:
    """Return the speaker id of a letter; two people at one microphone share one."""
    if odd.shared_microphone and letter == "D":
        letter = "C"
    return number(plan.seed, "speaker", plan.index, letter)


def url(call_id: str) -> str:
    """Return a call's address in Gong's web application."""
    return f"https://us-12345.app.gong.io/call?id={call_id}"


class Teller:
    """Tells calls in full; ``workspace_ids`` by home."""

    def __init__(self, zone: ZoneInfo, crm: Crm, workspace_ids: list[str], *, sloppy: bool) -> None:
        self._zone, self._crm, self._workspaces, self._sloppy = zone, crm, workspace_ids, sloppy

    def call(self, plan: Plan) -> dict[str, Any]:
        """Return a call with all its blocks; the context holds both timings."""
        segments = compose(plan)
        odd = quirk(plan, sloppy=self._sloppy)
        call = {
            "metaData": self.metadata(plan, segments, odd),
            "context": self._crm.call_context(plan),
            "parties": self._parties(plan, odd),
            "content": self._content(plan, segments, odd),
            "interaction": self._interaction(plan, segments),
            "collaboration": {"publicComments": coaching.comments(plan, segments, self._zone)},
            "media": {"audioUrl": f"https://media.{DOMAIN}/{plan.id}.mp3?expires=8h"},
        }
        if odd.no_parties:
            del call["parties"]
        if odd.unknown_fields:
            call["dealWarnings"] = [{"kind": "NO_NEXT_STEP", "since": None}]
        return call

    def metadata(self, plan: Plan, segments: list[Segment], odd: Quirk) -> dict[str, Any]:
        """Return the ``metaData`` block."""
        phone = plan.kind in _PHONE
        direction = "Outbound" if phone else "Inbound" if plan.kind in _INBOUND else "Conference"
        host = plan.cast["S"].user
        call = {
            "id": plan.id,
            "url": url(plan.id),
            "title": None if odd.no_title else titles.title(plan),
            "scheduled": None if phone else stamp(plan.start, self._zone),
            "started": stamp(plan.started, self._zone, (0, 3, 3, 6)[plan.index % 4]),
            "duration": round(segments[-1].end) + 3,
            "primaryUserId": user_id(plan.seed, host.key) if host else None,
            "direction": direction,
            "system": "Gong Connect" if phone else "Zoom",
            "scope": "External" if plan.account else "Internal",
            "media": "Audio" if phone else "Video",
            "language": plan.language,
            "workspaceId": self._workspaces[plan.home % len(self._workspaces)],
            "sdrDisposition": segments[0].section if phone else None,
            "clientUniqueId": None,
            "customData": None,
            "purpose": None,
            "meetingUrl": None
            if phone
            else f"https://zoom.example.com/j/{draw(plan.seed, plan.id) % 10**11}",
            "isPrivate": is_private(plan),
            "calendarEventId": None if phone else f"{plan.index:05d}stowlane@calendar.example.com",
        }
        return call | ({"analysisState": "DONE"} if odd.unknown_fields else {})

    def _parties(self, plan: Plan, odd: Quirk) -> list[dict[str, Any]]:
        found = [
            self._party(plan, someone, letter, speaker_id(plan, letter, odd))
            for letter, someone in plan.cast.items()
            if not (odd.stranger and letter == "C")
        ]
        return found + [
            self._party(plan, someone, f"silent{n}", None) for n, someone in enumerate(plan.silent)
        ]

    def _party(self, plan: Plan, someone: Someone, letter: str, speaker: str | None) -> dict[str, Any]:
        ours, contact, account = someone.user, someone.contact, someone.account
        theirs = email(contact, account) if contact and account else None
        return {
            "id": number(plan.seed, "party", plan.index, letter),
            "emailAddress": address(ours) if ours else theirs,
            "name": someone.name,
            "title": someone.title,
            "userId": user_id(plan.seed, ours.key) if ours else None,
            "speakerId": speaker,
            "context": self._crm.party_context(plan, contact) if contact else [],
            "affiliation": "Internal" if ours else "External",
            "phoneNumber": None,
            "methods": ["Invitee", "Attendee"] if speaker else ["Invitee"],
        }

    def _content(self, plan: Plan, segments: list[Segment], odd: Quirk) -> dict[str, Any]:
        count = len(self._workspaces)
        trackers = [each for each in TRACKERS if each.home % count == plan.home % count]
        found = analysis.content(plan, segments, lambda letter: speaker_id(plan, letter, odd), trackers)
        if odd.no_brief:
            found["brief"] = None
            for late in ("outline", "highlights", "keyPoints"):
                del found[late]
        if plan.kind == "cold":
            name = segments[0].section
            found["callOutcome"] = {
                "id": name.upper().replace(" ", "_"),
                "category": "Not answered" if "voicemail" in name else "Answered",
                "name": name,
            }
        return found

    def _interaction(self, plan: Plan, segments: list[Segment]) -> dict[str, Any]:
        talked = analysis.talk_times(segments)
        speakers = []
        for letter, seconds in talked.items():
            ours = plan.cast[letter].user
            identity = number(plan.seed, "party", plan.index, letter)
            speakers.append(
                {
                    "id": identity,
                    "userId": user_id(plan.seed, ours.key) if ours else None,
                    "talkTime": seconds,
                }
            )
        shared = sum(segment.silence for segment in segments) / 1000
        return {
            "speakers": speakers,
            "interactionStats": analysis.interaction_stats(segments),
            "video": [{"name": "Presentation", "duration": round(shared, 1)}] if shared else [],
            "questions": analysis.questions(segments),
        }

    def transcript(self, plan: Plan) -> dict[str, Any] | None:
        """Return a call's transcript, or None when it has none."""
        odd = quirk(plan, sloppy=self._sloppy)
        if odd.no_transcript:
            return None
        monologues: list[dict[str, Any]] = []
        for segment in compose(plan):
            for place, turn in enumerate(segment.turns):
                nameless = odd.nameless_speech and len(monologues) % 9 == 4
                monologues.append(
                    {
                        "speakerId": None if nameless else speaker_id(plan, turn.role, odd),
                        "topic": segment.topic if place == 0 or not self._sloppy else None,
                        "sentences": [
                            {"start": start, "end": end, "text": text} for start, end, text in turn.sentences
                        ],
                    }
                )
        return {"callId": plan.id, "transcript": monologues}
