"""What deals, contacts, accounts and the CRM links of calls have in common (`docs/text-format.md`, DEAL).

Native connections send their CRM's field names in a call's `context`, generic ones Gong's own names in
`GET /v2/crm/entities`; both are brought under one label here, so that a value is shown once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from include.text import (
    anything,
    block,
    field,
    label,
    mapping,
    objects,
    one_line,
    quantity,
    record,
    timestamp,
    with_details,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from include.text import Rendered

    Pairs = list[tuple[str, str]]

# Salesforce names as in Gong's OpenAPI document (fields of `context`), Gong's own as in its POST
# /v2/crm/entities, and HubSpot's default properties.
_LABELS = {
    "name": "Name",
    "dealname": "Name",
    "stagename": "Stage",
    "dealstage": "Stage",
    "stage": "Stage",
    "status": "Status",
    "amount": "Amount",
    "closedate": "Close date",
    "probability": "Probability",
    "type": "Type",
    "dealtype": "Type",
    "leadsource": "Lead source",
    "industry": "Industry",
    "website": "Website",
    "domain": "Domains",
    "domains": "Domains",
    "title": "Title",
    "jobtitle": "Title",
    "email": "Email",
    "emailaddress": "Email",
    "phone": "Phone",
    "phonenumber": "Phone",
    "firstname": "First name",
    "lastname": "Last name",
    "accountid": "Account ID",
    "ownerid": "Owner ID",
    "createddate": "Created",
    "createdate": "Created",
    "modifieddate": "Modified",
    "lastmodifieddate": "Modified",
    "isdeleted": "Deleted",
    "url": "CRM link",
}
_DATES = {"Created", "Modified", "Close date"}
_KINDS = {
    "account": "Account",
    "company": "Account",
    "opportunity": "Deal",
    "deal": "Deal",
    "contact": "Contact",
    "lead": "Lead",
}
_LAST = ("CRM link", "Created", "Modified", "Deleted")
_LINKED = {"Account": ("Industry", "Website"), "Deal": ("Stage", "Amount", "Close date")}
_NAMES = ("Name", "First name", "Last name")
_IN_LINKS = frozenset(_NAMES).union(*_LINKED.values())


def properties(entries: Any, labels: Any = None, only: frozenset[str] | None = None) -> Pairs:
    """Return label and text of whatever `[{"name", "value"}]`, or an object by its keys, has to show.

    With `only`, that is no more than the fields that have one of these labels.
    """
    if isinstance(entries, dict):
        named: Iterable[tuple[Any, Any]] = entries.items()
    else:
        named = ((each.get("name"), each.get("value")) for each in objects(entries))
    given = mapping(labels)
    return [pair for name, value in named if (pair := _shown(name, value, given, only))]


def _shown(
    name: Any, value: Any, labels: Mapping[str, Any], only: frozenset[str] | None
) -> tuple[str, str] | None:
    key = one_line(name)
    known = _LABELS.get(key.lower(), "")
    if only and known not in only:
        return None
    text = (known in _DATES and timestamp(value)) or one_line(anything(value))
    if known == "Probability" and quantity(value) is not None:
        text += "%"
    title = known or label(labels.get(key)) or label(key)
    if not (title and text) or (known == "Deleted" and value is not True):
        return None
    return title, text


def first(pairs: Pairs, title: str) -> str:
    """Return the first value under a label."""
    for each, text in pairs:
        if each == title:
            return text
    return ""


def name_of(pairs: Pairs) -> str:
    """Return an object's name: its own, or first and last name."""
    return first(pairs, "Name") or _full_name(pairs)


def _full_name(pairs: Pairs) -> str:
    return " ".join(filter(None, (first(pairs, "First name"), first(pairs, "Last name"))))


# CRM links of a call.


def linked(context: Any) -> str:
    """Return a line per account, then per deal, then per record of another kind that a `context` links to."""
    lines: dict[str, list[str]] = {"Account": [], "Deal": [], "Linked record": []}
    for each in _current(context):
        kind = kind_of(each.get("objectType"))
        title = kind if kind in _LINKED else "Linked record"
        lines[title].append(field(title, _link(title, kind, each)))
    return "".join(line for group in lines.values() for line in group)


def _current(context: Any) -> Iterable[Mapping[str, Any]]:
    """Return the linked objects, once each: with two timings Gong sends an object as it is and as it was."""
    found: dict[Any, Mapping[str, Any]] = {}
    for system in objects(context):
        for each in objects(system.get("objects")):
            identifier = one_line(each.get("objectId")) or len(found)
            key = one_line(system.get("system")), one_line(each.get("objectType")), identifier
            if key not in found or each.get("timing") == "Now":
                found[key] = each
    return found.values()


def _link(title: str, kind: str, linked_object: Mapping[str, Any]) -> str:
    pairs = properties(linked_object.get("fields"), only=_IN_LINKS)
    name, identifier = name_of(pairs), one_line(linked_object.get("objectId"))
    details = [kind] if title != kind else []
    details += [f"{each}: {text}" for each in _LINKED.get(title, ()) if (text := first(pairs, each))]
    details += [f"ID: {identifier}"] if name and identifier else []
    return with_details(name or identifier, details) if name or identifier else ""


def kind_of(object_type: Any) -> str:
    """Return what this text calls an object type of a CRM: an `Opportunity` is a `Deal`."""
    name = one_line(object_type)
    return _KINDS.get(name.lower(), name)


# Records of deals, contacts and accounts.


def crm_record(crm_object: Mapping[str, Any], kind: str, titles: Sequence[str]) -> Rendered:
    """Return the text of a CRM object: name, the fields titled `titles` in that order, all others, its call.

    `crm_object` is `{"system", "objectType", "objectId", "fields", "call", "brief", "party", "entity",
    "labels", "source"}`. Values of `fields` (the CRM's) come before those of `entity` (Gong's), and none is
    repeated under its label. The `party` fills in what both lack.
    """
    crm_object = mapping(crm_object)
    identifier = one_line(crm_object.get("objectId"))
    pairs = _merged(crm_object)
    name = name_of(pairs)
    found = kind_of(crm_object.get("objectType"))
    standard = [(title, text) for title in titles if (text := first(pairs, title))]
    last = [(title, text) for title in _LAST if (text := first(pairs, title))]
    shown = {("Name", name), *standard, *last}
    if name == _full_name(pairs):
        shown |= {(title, first(pairs, title)) for title in ("First name", "Last name")}
    return record(
        kind.upper(),
        field("Name", name),
        field("Record type", found if found != kind else ""),
        *(field(title, text) for title, text in standard),
        block("Other fields", (f"{title}: {text}" for title, text in pairs if (title, text) not in shown)),
        field("CRM", crm_object.get("system")),
        field(f"{kind} ID", identifier),
        *(field(title, text) for title, text in last),
        field("Source", "call participants" if crm_object.get("source") == "participants" else ""),
        _newest_call(mapping(crm_object.get("call")), crm_object.get("brief")),
    )


def _merged(crm_object: Mapping[str, Any]) -> Pairs:
    labels, party = crm_object.get("labels"), mapping(crm_object.get("party"))
    entity = {key: value for key, value in mapping(crm_object.get("entity")).items() if key != "objectId"}
    pairs = [*properties(crm_object.get("fields"), labels), *properties(entity, labels)]
    fallback = properties({key: party.get(key) for key in ("name", "title", "emailAddress", "phoneNumber")})
    missing = [(title, text) for title, text in fallback if not first(pairs, title)]
    if name_of(pairs):
        missing = [(title, text) for title, text in missing if title != "Name"]
    return list(dict.fromkeys((*pairs, *missing)))


def _newest_call(call: Mapping[str, Any], brief: Any) -> str:
    about = mapping(call.get("metaData")) or call
    return (
        field("Newest call", about.get("title"))
        + field("Newest call date", timestamp(about.get("started")))
        + field("Newest call brief", brief)
        + field("Newest call ID", about.get("id"))
        + field("Newest call link", about.get("url"))
    )
