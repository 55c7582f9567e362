"""E-mail addresses of our people and of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulator.company import DOMAIN

if TYPE_CHECKING:
    from tests.simulator.company import Account, Contact, Person

_ROMAJI = {
    "佐藤": "k.sato",
    "小林": "m.kobayashi",
    "石田": "t.ishida",
    "渡辺": "m.watanabe",
    "高橋": "d.takahashi",
    "松本": "r.matsumoto",
    "阿部": "m.abe",
    "斎藤": "m.saito",
    "中島": "o.nakajima",
}
_PLAIN = str.maketrans("ÉéèøśěóëíáňńñüÜß", "EeeoseoeiannnuUs")


def address(person: Person) -> str:
    """Return a person's e-mail address."""
    name = f"{person.first}.{person.last}".translate(_PLAIN).replace("'", "").replace(" ", "")
    return f"{name.lower() if name.isascii() else person.key}@{DOMAIN}"


def email(contact: Contact, account: Account) -> str:
    """Return a contact's address."""
    table = str.maketrans("åäáàâãæçéèêëíîïłñóòôöøőśšúùûüýźżžřůčě", "aaaaaaaceeeeiiilnoooooossuuuuyzzzruce")
    if contact.last in _ROMAJI:
        return f"{_ROMAJI[contact.last]}@{account.domain}"
    plain = f"{contact.first}.{contact.last}".lower().translate(table).replace("ß", "ss").replace(" ", "")
    return f"{plain.replace(chr(39), '')}@{account.domain}"
