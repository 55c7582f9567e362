"""The company's users as Gong shows them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.simulator.addresses import address
from tests.simulator.company import DOMAIN, PEOPLE, Person
from tests.simulator.marks import draw, number, stamp

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


def user_id(seed: int, key: str) -> str:
    """Return Gong's id of one of our people."""
    return number(seed, "user", key)


def _created(seed: int, person: Person, now: datetime) -> float:
    days = 1500 if person.role in {"leader", "manager"} else 60 + draw(seed, person.key, "joined") % 1100
    return (now - timedelta(days=days, seconds=draw(seed, person.key) % 30_000)).timestamp()


def users(seed: int, now: datetime, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Return all users, the inactive ones too, ascending by id."""
    found = [_user(seed, person, now, zone) for person in PEOPLE]
    return sorted(found, key=lambda user: int(user["id"]))


def avatars(seed: int, now: datetime, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Return the synthetic users that stand for Gong's own staff."""
    support = Person("avatar", "Gong", "Support", None, "avatar", None)
    success = Person("avatar2", "Gong", "Success", None, "avatar", None)
    return [_user(seed, person, now, zone) for person in (support, success)]


def _user(seed: int, person: Person, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    seller = person.active and person.role in {"ae", "sdr", "csm", "manager", "onboarding"}
    phone = (
        f"+1 555-010-{draw(seed, person.key, 'phone') % 9000 + 1000}"
        if person.role in {"ae", "sdr"}
        else None
    )
    return {
        "id": user_id(seed, person.key),
        "emailAddress": address(person),
        "created": stamp(_created(seed, person, now), zone, 3),
        "active": person.active,
        "emailAliases": [f"{person.key}@{DOMAIN}"] if person.role == "ae" else [],
        "trustedEmailAddress": None,
        "firstName": person.first,
        "lastName": person.last,
        "title": person.title,
        "phoneNumber": phone,
        "extension": None,
        "personalMeetingUrls": [f"https://zoom.example.com/my/{person.key}"] if seller else [],
        "settings": _settings(person, recorded=seller),
        "managerId": user_id(seed, person.manager) if person.manager else None,
        "meetingConsentPageUrl": f"https://join.gong.example.com/stowlane/{person.key}" if seller else None,
        "conferencingProviders": [{"provider": "Zoom", "isDefault": True}] if seller else None,
        "spokenLanguages": [
            {"language": language, "primary": place == 0} for place, language in enumerate(person.languages)
        ],
    }


def _settings(person: Person, *, recorded: bool) -> dict[str, bool]:
    return {
        "webConferencesRecorded": recorded,
        "preventWebConferenceRecording": person.role == "ops",
        "telephonyCallsImported": person.role == "sdr",
        "emailsImported": recorded,
        "preventEmailImport": False,
        "nonRecordedMeetingsImported": recorded,
        "gongConnectEnabled": person.role == "sdr",
    }
