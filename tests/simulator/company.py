"""The company whose Gong this is: Stowlane, warehouse software. All names are invented.

Its people, and its customers with what they store, what hurts them and what they use today.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

NAME = "Stowlane"
DOMAIN = "stowlane.example.com"
WORKSPACES = (
    ("North America", "Sales and customer success for the Americas"),
    ("EMEA & APAC", None),
)


def _is_japanese(text: str) -> bool:
    return any("\u3040" <= letter <= "\u9fff" for letter in text)


def _written(first: str, last: str) -> str:
    return f"{last} {first}" if _is_japanese(last) else f"{first} {last}"


@dataclass(frozen=True)
class Person:
    """Someone at Stowlane; ``key`` is a short name used in this package, ``home`` the workspace's index."""

    key: str
    first: str
    last: str
    title: str | None
    role: str
    manager: str | None
    home: int = 0
    active: bool = True
    languages: tuple[str, ...] = ("en-US",)

    @property
    def name(self) -> str:
        """The name as it stands in an invitation."""
        return _written(self.first, self.last)

    @property
    def spoken(self) -> str:
        """How colleagues and customers address them."""
        return self.last if _is_japanese(self.last) else self.first


PEOPLE = (
    Person("ingrid", "Ingrid", "Sørensen", "VP Sales", "leader", None, languages=("en-US", "nb-NO")),
    Person("priya", "Priya", "Raman", "VP Customer Success", "leader", None),
    Person("marcus", "Marcus", "Bell", "Regional Sales Director, North America", "manager", "ingrid"),
    Person(
        "elodie",
        "Élodie",
        "Marchand",
        "Regional Sales Director, EMEA & APAC",
        "manager",
        "ingrid",
        1,
        languages=("en-GB", "fr-FR"),
    ),
    Person("dana", "Dana", "Reyes", "Account Executive", "ae", "marcus"),
    Person("tom", "Tom", "Whitfield", "Senior Account Executive", "ae", "marcus"),
    Person("aisha", "Aisha", "Bello", "Account Executive", "ae", "marcus"),
    Person(
        "jakub", "Jakub", "Wiśniewski", "Account Executive", "ae", "elodie", 1, languages=("en-GB", "pl-PL")
    ),
    Person(
        "lena", "Lena", "Hoffmann", "Account Executive, DACH", "ae", "elodie", 1, languages=("de-DE", "en-GB")
    ),
    Person(
        "camille",
        "Camille",
        "Fournier",
        "Account Executive, France",
        "ae",
        "elodie",
        1,
        languages=("fr-FR", "en-GB"),
    ),
    Person(
        "javier",
        "Javier",
        "Ibáñez",
        "Account Executive, Iberia",
        "ae",
        "elodie",
        1,
        languages=("es-ES", "en-GB"),
    ),
    Person("haruka", "遥", "森", "Account Executive, Japan", "ae", "elodie", 1, languages=("ja-JP", "en-US")),
    Person("noah", "Noah", "Kim", "Sales Development Representative", "sdr", "marcus"),
    Person(
        "zoe",
        "Zoë",
        "van Dijk",
        "Sales Development Representative",
        "sdr",
        "elodie",
        1,
        languages=("nl-NL", "en-GB"),
    ),
    Person("samuel", "Samuel", "Okoye", "Solutions Engineer", "se", "ingrid"),
    Person(
        "katarina",
        "Katarína",
        "Novotná",
        "Solutions Engineer",
        "se",
        "elodie",
        1,
        languages=("en-GB", "sk-SK"),
    ),
    Person("grace", "Grace", "Liu", "Customer Success Manager", "csm", "priya"),
    Person("owen", "Owen", "O'Gallagher", "Customer Success Manager", "csm", "priya"),
    Person(
        "sofia",
        "Sofia",
        "Lindqvist",
        "Customer Success Manager",
        "csm",
        "priya",
        1,
        languages=("sv-SE", "fr-FR"),
    ),
    Person("mateo", "Mateo", "Vargas", "Support Lead", "support", "priya", languages=("es-ES", "en-US")),
    Person(
        "ben", "Ben", "Adler", "Onboarding Manager", "onboarding", "priya", 1, languages=("de-DE", "en-GB")
    ),
    Person(
        "naoko", "直子", "中村", "Customer Success Manager, Japan", "csm", "priya", 1, languages=("ja-JP",)
    ),
    Person("ruth", "Ruth", "Abernathy", "Revenue Operations", "ops", "ingrid"),
    Person("peter", "Peter", "Dunn", "Account Executive", "gone", "marcus", active=False),
    Person("chloe", "Chloé", "Baptiste", "Customer Success Manager", "gone", "priya", active=False),
    Person("viktor", "Viktor", "Hale", None, "gone", "marcus", active=False),
)
BY_KEY = {person.key: person for person in PEOPLE}


@dataclass(frozen=True)
class Contact:
    """Someone at a customer."""

    first: str
    last: str
    title: str
    honorific: str = ""

    @property
    def name(self) -> str:
        """The name as it stands in an invitation."""
        return _written(self.first, self.last)

    @property
    def spoken(self) -> str:
        """How people address them in a meeting."""
        if _is_japanese(self.last):
            return f"{self.last}様"
        return f"{self.honorific} {self.last}" if self.honorific else self.first


@dataclass(frozen=True)
class Account:
    """A customer or prospect; ``pain`` is what brought them to Stowlane, ``status`` where they stand."""

    name: str
    short: str
    domain: str
    industry: str
    city: str
    language: str
    owner: str
    csm: str
    status: str
    pain: str
    goods: str
    sites: int
    pickers: int
    erp: str
    old: str
    rival: str
    peak: str
    contacts: tuple[Contact, ...] = field(default_factory=tuple)


def _contact(text: str) -> Contact:
    name, _, title = text.strip().partition("/")
    words = name.removeprefix("Dr. ").split()
    if words[0] in {"Frau", "Herr"}:
        return Contact(words[1], words[2], title, words[0])
    if _is_japanese(name):  # the family name comes first
        return Contact(words[1], words[0], title)
    if words[0] == "Maria":
        return Contact("Maria Elena", words[2], title)
    return Contact(words[0], " ".join(words[1:]), title)


def _accounts() -> tuple[Account, ...]:
    text = Path(__file__).with_name("accounts.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found = []
    for head, facts, people in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        name, short, domain, *rest = (part.strip() for part in head.split("|"))
        goods, sites, pickers, *tools = (part.strip() for part in facts.split("|"))
        contacts = tuple(_contact(person) for person in people.split(";"))
        industry, city, language, owner, csm, status, pain = rest
        erp, old, rival, peak = tools
        found.append(
            Account(
                name, short, f"{domain}.example.com", industry, city, language, owner, csm, status, pain,
                goods, int(sites), int(pickers), erp, old, rival, peak, contacts,
            )
        )  # fmt: skip
    return tuple(found)


ACCOUNTS = _accounts()
