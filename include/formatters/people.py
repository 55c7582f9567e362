"""People in a call: how a party is named, and who stands behind an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from include.text import label, objects, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    People = list[tuple[str, Mapping[str, Any]]]
    """The parties of a call, each behind the name that `party_name` finds."""

_IMITATED_AFFILIATION = re.compile(r"\((internal|external)\)", re.IGNORECASE)


def person(name: Any) -> str:
    """Return a name that imitates neither the colon of a speaker's turn nor an affiliation."""
    line = label(name)
    return _IMITATED_AFFILIATION.sub(r"[\1]", line) if "(" in line else line


def party_name(party: Mapping[str, Any]) -> str:
    """Return a party's name, or else its e-mail address or telephone number."""
    return person(party.get("name")) or person(party.get("emailAddress")) or person(party.get("phoneNumber"))


def affiliation(party: Mapping[str, Any]) -> str:
    """Return `Internal` or `External`; nothing if Gong does not know."""
    found = one_line(party.get("affiliation"))
    return "" if found == "Unknown" else found


def with_affiliation(name: str, party: Mapping[str, Any]) -> str:
    """Return `Alice Smith (Internal)`; just the name if Gong does not know the affiliation."""
    found = affiliation(party)
    return f"{name} ({found})" if found else name


def named(parties: Any) -> People:
    """Return the parties of a call, each with its name, which is made once for all that show it."""
    return [(party_name(party), party) for party in objects(parties)]


def listed(name: str, party: Mapping[str, Any]) -> str:
    """Return a party as a list of attendees shows it; nothing for one of whom nothing is known."""
    if name:
        return with_affiliation(name, party)
    return with_affiliation("Unnamed participant", party) if affiliation(party) else ""


def attended(party: Mapping[str, Any]) -> bool:
    """Tell whether a party took part: who was invited and did not come has the one method `Invitee`.

    Source: `methods` in Gong's OpenAPI document. Who has a speaker id spoke, whatever the methods say.
    """
    return party.get("methods") != ["Invitee"] or bool(one_line(party.get("speakerId")))


def attendees(people: People) -> Iterator[str]:
    """Yield the parties who took part, as a list of attendees shows them."""
    return (listed(name, party) for name, party in people if attended(party))


def told_apart(people: People) -> People:
    """Return the parties with namesakes numbered: the second person of a name becomes `Alex Kim #2`.

    Speakers are numbered before all others, so that a name means the same in a call and in its transcript.
    Entries that share a user id or an e-mail address are one person.
    """
    names = [name for name, _ in people if name]
    if len(set(names)) == len(names):  # as it nearly always is
        return people
    namesakes: dict[str, list[set[str]]] = {}
    for name, party in sorted(people, key=lambda each: not one_line(each[1].get("speakerId"))):
        known, own = namesakes.setdefault(name, []), _identifiers(party)
        same = next((each for each in known if each & own), None)
        known.append(own) if same is None else same.update(own)
    return [(_numbered(name, namesakes[name], _identifiers(party)), party) for name, party in people]


def _identifiers(party: Mapping[str, Any]) -> set[str]:
    """Return what tells a person; by a speaker's or an entry's id only if nothing else does."""
    personal = {one_line(party.get(key)) for key in ("userId", "emailAddress")} - {""}
    return personal or {one_line(party.get("speakerId")) or one_line(party.get("id"))}


def _numbered(name: str, namesakes: list[set[str]], own: set[str]) -> str:
    ordinal = next(place for place, each in enumerate(namesakes, 1) if each & own)
    return f"{name} #{ordinal}" if name and ordinal > 1 else name


def speaker_names(people: People, show: Callable[[str, Mapping[str, Any]], str]) -> dict[str, str]:
    """Return names by speaker id, `Alice Smith or Bob Johnson` for an id that two share.

    ``people`` were told apart; ``show`` makes a name of name and party. Ids without any name are left out.
    """
    sharing: dict[str, People] = {}
    for each in people:
        if speaker := one_line(each[1].get("speakerId")):
            sharing.setdefault(speaker, []).append(each)
    return {speaker: shown for speaker, those in sharing.items() if (shown := _shared(those, show))}


def _shared(those: People, show: Callable[[str, Mapping[str, Any]], str]) -> str:
    """Return the names of those who share an id; nothing if none of them has one."""
    if len(those) == 1:  # as nearly always
        ((name, party),) = those
        return show(name, party) if name else ""
    if not any(name for name, _ in those):
        return ""
    return " or ".join(dict.fromkeys(show(name or "another participant", party) for name, party in those))


def names_by_id(people: People) -> dict[str, str]:
    """Return names by every id that a call has for its people, who were told apart: user, party, speaker."""
    names = speaker_names(people, lambda name, _: name)
    for name, party in people:
        if name:
            for key in ("userId", "id"):
                if identifier := one_line(party.get(key)):
                    names.setdefault(identifier, name)
    return names


def user(identifier: Any, names: Mapping[str, Any]) -> str:
    """Return a user's name, or `user 2345994848484230017` for one who is not among the names."""
    key = one_line(identifier)
    if key == "-1":  # observed in GET /v2/settings/scorecards: the updater of what Gong built in
        return "Gong (built-in)"
    return person(names.get(key)) or (f"user {key}" if key else "")
