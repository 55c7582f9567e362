"""People in a call: how a party is named, and who stands behind an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from include.text import label, objects, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_IMITATED_AFFILIATION = re.compile(r"\((internal|external)\)", re.IGNORECASE)


def person(name: Any) -> str:
    """Return a name that imitates neither the colon of a speaker's turn nor an affiliation."""
    line = label(name)
    return _IMITATED_AFFILIATION.sub(r"[\1]", line) if "(" in line else line


def party_name(party: Mapping[str, Any]) -> str:
    """Return a party's name, or else its e-mail address or telephone number."""
    return person(party.get("name")) or person(party.get("emailAddress")) or person(party.get("phoneNumber"))


def with_affiliation(name: str, party: Mapping[str, Any]) -> str:
    """Return `Alice Smith (Internal)`; just the name if Gong does not know the affiliation."""
    affiliation = one_line(party.get("affiliation"))
    return name if affiliation in {"", "Unknown"} else f"{name} ({affiliation})"


def listed(party: Mapping[str, Any]) -> str:
    """Return a party as a list of attendees shows it; nothing for one of whom nothing is known."""
    name = party_name(party)
    if not name and one_line(party.get("affiliation")) not in {"", "Unknown"}:
        name = "Unnamed participant"
    return with_affiliation(name, party) if name else ""


def attended(party: Mapping[str, Any]) -> bool:
    """Tell whether a party took part: who was invited and did not come has the one method `Invitee`.

    Source: `methods` in Gong's OpenAPI document. Who has a speaker id spoke, whatever the methods say.
    """
    return party.get("methods") != ["Invitee"] or bool(one_line(party.get("speakerId")))


def attendees(parties: Any) -> Iterable[str]:
    """Yield the parties who took part, as a list of attendees shows them."""
    return (listed(party) for party in objects(parties) if attended(party))


def names_by_id(parties: Any) -> dict[str, str]:
    """Return names by every id that a call uses for a person: user, party and speaker id."""
    names: dict[str, str] = {}
    for party in objects(parties):
        if name := party_name(party):
            for key in ("userId", "id", "speakerId"):
                if identifier := one_line(party.get(key)):
                    names.setdefault(identifier, name)
    return names


def user(identifier: Any, names: Mapping[str, Any]) -> str:
    """Return a user's name, or `user 2345994848484230017` for one who is not among the names."""
    key = one_line(identifier)
    if key == "-1":  # observed in GET /v2/settings/scorecards: the updater of what Gong built in
        return "Gong (built-in)"
    return person(names.get(key)) or (f"user {key}" if key else "")
