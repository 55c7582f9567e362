"""Who takes part in which kind of call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.simulator.company import BY_KEY, Account, Contact, Person

if TYPE_CHECKING:
    import random


@dataclass(frozen=True)
class Someone:
    """A participant: one of us (``user``) or one of theirs (``contact`` of ``account``)."""

    user: Person | None = None
    contact: Contact | None = None
    account: Account | None = None

    @property
    def name(self) -> str:
        """The name in the invitation."""
        return self.user.name if self.user else self.contact.name if self.contact else ""

    @property
    def spoken(self) -> str:
        """How people address them."""
        return self.user.spoken if self.user else self.contact.spoken if self.contact else ""

    @property
    def title(self) -> str | None:
        """The job title."""
        return self.user.title if self.user else self.contact.title if self.contact else None


# kind: our people (S, E) and which of the account's contacts speak as C and D
_CASTS = {
    "cold": ("sdr", "", (0,)),
    "discovery": ("owner", "", (0, 1)),
    "demo": ("owner", "se", (0, 1)),
    "technical": ("owner", "se", (2, 1)),
    "pricing": ("owner", "", (0, 1)),
    "security": ("owner", "se", (2, 0)),
    "negotiation": ("owner", "manager", (0, 1)),
    "loss": ("owner", "", (0,)),
    "kickoff": ("csm", "owner", (1, 2)),
    "training": ("csm", "", (1,)),
    "qbr": ("csm", "", (0, 1)),
    "support": ("support", "csm", (1,)),
    "checkin": ("csm", "", (1,)),
    "renewal": ("csm", "owner", (0, 1)),
}
_NATIVE_EXPERTS = {"ger": "ben", "spa": "mateo", "fre": "elodie", "jpn": "naoko"}
_LISTENERS = {"discovery": 2, "demo": 2, "pricing": 2, "qbr": 2, "renewal": 2}
# kind: S, E and F of the two regions; several rows take turns
_MEETINGS = {
    "forecast": (("marcus dana tom", "marcus tom aisha", "marcus aisha dana"), ("elodie jakub",)),
    "deal_review": (("marcus dana", "marcus tom", "marcus aisha"), ("elodie jakub",)),
    "one_on_one": (
        ("marcus tom", "marcus aisha", "marcus dana", "marcus noah"),
        ("elodie jakub", "elodie zoe"),
    ),
    "deal_desk": (("ruth dana ingrid", "ruth aisha ingrid"), ("ruth jakub ingrid",)),
    "standup": (("marcus noah samuel",), ("elodie zoe katarina",)),
    "feedback": (("samuel grace mateo", "samuel owen mateo"), ("katarina sofia mateo",)),
    "retro": (("dana marcus grace", "tom marcus owen"), ("jakub elodie sofia",)),
    "roleplay": (("marcus noah", "marcus dana"), ("elodie zoe",)),
}


def _ours(part: str, account: Account) -> str:
    owner = BY_KEY[account.owner]
    local = account.language == "eng"
    if part == "sdr":
        return "zoe" if owner.home else "noah"
    if part == "se":
        return _NATIVE_EXPERTS[account.language] if not local else "katarina" if owner.home else "samuel"
    if part == "manager":
        return owner.manager or "ingrid"
    if part == "support":
        return "mateo" if local else account.csm
    return account.owner if part == "owner" else account.csm


def external(kind: str, account: Account, rng: random.Random) -> tuple[dict[str, Someone], list[Someone]]:
    """Return the speakers by letter and the silent participants of a call with a customer."""
    first, second, theirs = _CASTS[kind]
    cast = {"S": Someone(user=BY_KEY[_ours(first, account)])}
    if second and _ours(second, account) != cast["S"].user.key:  # type: ignore[union-attr] # S is always a user
        cast["E"] = Someone(user=BY_KEY[_ours(second, account)])
    for letter, place in zip("CD", theirs, strict=False):
        cast[letter] = Someone(contact=account.contacts[place], account=account)
    silent = []
    if kind in _LISTENERS and rng.random() < 0.4:
        silent.append(Someone(contact=account.contacts[_LISTENERS[kind]], account=account))
    return cast, silent


def internal(kind: str, home: int, nth: int) -> tuple[dict[str, Someone], list[Someone]]:
    """Return the speakers by letter of a call among ourselves."""
    rows = _MEETINGS[kind][home]
    people = rows[nth % len(rows)].split()
    return {letter: Someone(user=BY_KEY[key]) for letter, key in zip("SEF", people, strict=False)}, []


def names(cast: dict[str, Someone]) -> dict[str, str]:
    """Return the slots for names: s, e, f (ours) and c, d (theirs); who is absent is stood in for."""
    found = {}
    for side in ("SEF", "CDG"):
        last = ""
        for letter in side:
            someone = cast.get(letter)
            last = someone.spoken if someone else last
            found[letter.lower()] = last
    for letter, someone in cast.items():
        found[letter.lower() + "_full"] = someone.name
        found[letter.lower() + "_title"] = someone.title or ""
    return found
