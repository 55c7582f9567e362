"""A Gong user's profile (`docs/text-format.md`, USER)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from include.formatters.languages import language
from include.formatters.people import person, user
from include.text import (
    block,
    field,
    mapping,
    objects,
    one_line,
    record,
    scalars,
    timestamp,
    with_details,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from include.text import Rendered

# `settings` in Gong's OpenAPI document, GET /v2/users.
_SETTINGS = {
    "webConferencesRecorded": "web conferences recorded",
    "preventWebConferenceRecording": "web conference recording prevented",
    "telephonyCallsImported": "telephony calls imported",
    "emailsImported": "e-mails imported",
    "preventEmailImport": "e-mail import prevented",
    "nonRecordedMeetingsImported": "meetings without recording imported",
    "gongConnectEnabled": "Gong Connect enabled",
}
_STATUS = {True: "Active", False: "Inactive"}


def format_record(user_: Mapping[str, Any]) -> Rendered:
    """Return the text of a user of GET /v2/users, with `managerName` beside Gong's fields if it is known."""
    profile = mapping(user_)
    settings = mapping(profile.get("settings"))
    active = profile.get("active")
    return record(
        "USER",
        field("Name", full_name(profile)),
        field("Email", profile.get("emailAddress")),
        field("Title", profile.get("title")),
        field("Status", _STATUS[active] if isinstance(active, bool) else ""),
        field("Manager", person(profile.get("managerName")) or user(profile.get("managerId"), {})),
        field("Phone", profile.get("phoneNumber")),
        field("Extension", profile.get("extension")),
        field("Other emails", ", ".join(_other_emails(profile))),
        _languages(objects(profile.get("spokenLanguages"))),
        field("User ID", profile.get("id")),
        field("Created", timestamp(profile.get("created"))),
        field("Conferencing", ", ".join(_providers(profile))),
        block("Meeting links", scalars(profile.get("personalMeetingUrls"))),
        field("Settings on", ", ".join(_setting(name) for name, on in settings.items() if on is True)),
        field("Settings off", ", ".join(_setting(name) for name, on in settings.items() if on is False)),
    )


def full_name(profile: Mapping[str, Any]) -> str:
    """Return a user's first and last name as one name."""
    return person(" ".join(filter(None, (one_line(profile.get(key)) for key in ("firstName", "lastName")))))


def _other_emails(profile: Mapping[str, Any]) -> list[str]:
    known = one_line(profile.get("emailAddress"))
    others = [*scalars(profile.get("emailAliases")), *scalars([profile.get("trustedEmailAddress")])]
    return [email for email in dict.fromkeys(others) if email != known]


def _languages(spoken: list[Mapping[str, Any]]) -> str:
    primary = [language(each.get("language")) for each in spoken if each.get("primary") is True]
    others = [language(each.get("language")) for each in spoken if each.get("primary") is not True]
    return field("Primary language", ", ".join(filter(None, primary))) + field(
        "Other languages" if any(primary) else "Languages", ", ".join(filter(None, others))
    )


def _providers(profile: Mapping[str, Any]) -> list[str]:
    providers = objects(profile.get("conferencingProviders"))
    names = ((one_line(each.get("provider")), each.get("isDefault") is True) for each in providers)
    return [with_details(name, ["default"] if default else []) for name, default in names if name]


def _setting(name: str) -> str:
    return _SETTINGS.get(name) or words(name).lower()
