"""The customers' side of the CRM: accounts, deals and contacts, as Gong shows them beside calls.

``native`` is a Salesforce that Gong reads by itself, ``generic`` an in-house CRM uploaded through
Gong's API (https://help.gong.io/docs/uploading-crm-data-to-gong), None no CRM at all.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.simulator.addresses import email
from tests.simulator.company import ACCOUNTS, DOMAIN, Account, Contact
from tests.simulator.facts import offer
from tests.simulator.marks import draw, salesforce_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.simulator.deals import Deal
    from tests.simulator.story import Plan

INTEGRATION_ID = 6286478263646771111  # beyond 2^53, as Gong's are
_LINKED_PERCENT = 85
_SOURCES = ("Outbound", "Trade show", "Website", "Referral", "Partner")


class Crm:
    """Answers what Gong knows from the CRM.

    ``deals`` maps an account's domain to its deal today.
    """

    def __init__(self, seed: int, kind: str | None, deals: Mapping[str, Deal], now: datetime) -> None:
        self.kind, self._seed, self._deals, self._now = kind, seed, deals, now
        self.system = "Generic" if kind == "generic" else "Salesforce"

    def account_id(self, account: Account) -> str:
        """Return the CRM's id of an account."""
        place = ACCOUNTS.index(account)
        return (
            f"a-{101 + place}" if self.kind == "generic" else salesforce_id("001", self._seed, account.domain)
        )

    def deal_id(self, account: Account, *, renewal: bool = False) -> str:
        """Return the CRM's id of an account's first deal or of its renewal."""
        place = ACCOUNTS.index(account) + (100 if renewal else 0)
        if self.kind == "generic":
            return f"d-{1001 + place}"
        return salesforce_id("006", self._seed, account.domain, renewal)

    def contact_id(self, account: Account, contact: Contact) -> str:
        """Return the CRM's id of a contact."""
        place = ACCOUNTS.index(account) * 10 + account.contacts.index(contact)
        return (
            f"c-{5001 + place}"
            if self.kind == "generic"
            else salesforce_id("003", self._seed, contact.name, place)
        )

    def knows(self, plan: Plan) -> bool:
        """Return whether a call is linked to CRM objects."""
        return (
            bool(self.kind and plan.account)
            and draw(self._seed, "linked", plan.index) % 100 < _LINKED_PERCENT
        )

    def call_context(self, plan: Plan) -> list[dict[str, Any]]:
        """Return the links of a call, with the values of today and of the time of the call."""
        account = plan.account
        if account is None or not self.knows(plan):
            return []
        renewal = plan.kind == "renewal"
        then = ("Renewal", 70) if renewal else (plan.stage, plan.probability)
        today = ("Renewal", 70) if renewal else self._deals[account.domain][:2]
        objects = []
        for timing, (stage, probability) in (("Now", today), ("TimeOfCall", then)):
            deal = self._deal_fields(account, stage, probability, renewal=renewal)
            objects.append(_object("Opportunity", self.deal_id(account, renewal=renewal), deal, timing))
            objects.append(
                _object("Account", self.account_id(account), self._account_fields(account), timing)
            )
        return [{"system": self.system, "objects": objects}]

    def party_context(self, plan: Plan, contact: Contact) -> list[dict[str, Any]]:
        """Return the links of a participant of the customer."""
        account = plan.account
        if account is None or not self.knows(plan):
            return []
        fields = {
            "Name": contact.name,
            "Email": email(contact, account),
            "Title": contact.title,
            "MailingCity": account.city,
        }
        identity = self.contact_id(account, contact)
        objects = [_object("Contact", identity, fields, timing) for timing in ("Now", "TimeOfCall")]
        return [{"system": self.system, "objects": objects}]

    def _account_fields(self, account: Account) -> dict[str, Any]:
        return {
            "Name": account.name,
            "Website": f"https://www.{account.domain}",
            "Industry": account.industry,
            "BillingCity": account.city,
            "NumberOfEmployees": account.pickers * 4,
            "Warehouses__c": account.sites,
            "ERP__c": account.erp,
        }

    def _deal_fields(
        self, account: Account, stage: str, probability: int, *, renewal: bool
    ) -> dict[str, Any]:
        suffix = "renewal" if renewal else f"{account.pickers} seats"
        lost = {"Loss_Reason__c": self._deals[account.domain].reason} if stage == "Closed Lost" else {}
        return {
            "Name": f"{account.short} - {suffix}",
            "LeadSource": _SOURCES[draw(self._seed, account.domain, "source") % len(_SOURCES)],
            "Type": "Renewal" if renewal else "New Business",
            "StageName": stage,
            "Probability": probability,
            "Amount": offer(account, self._seed)[1],
            "CloseDate": self._close_date(account, stage),
            "Competitors__c": [account.rival],
            **lost,
        }

    def _close_date(self, account: Account, stage: str) -> str:
        closed = self._deals[account.domain].closed
        days = 10 + draw(self._seed, account.domain, "close") % 60
        if not stage.startswith("Closed"):
            return (self._now + timedelta(days=days)).date().isoformat()
        moment = datetime.fromtimestamp(closed, UTC) if closed else self._now - timedelta(days=400 + days)
        return moment.date().isoformat()

    def integrations(self) -> list[dict[str, Any]]:
        """Return the generic integration: one entry, or none."""
        if self.kind != "generic":
            return []
        return [
            {
                "integrationId": INTEGRATION_ID,
                "ownerEmail": f"ruth.abernathy@{DOMAIN}",
                "name": "Stowlane in-house CRM",
            }
        ]

    def schema(self) -> dict[str, list[dict[str, Any]]]:
        """Return the custom fields that were registered for the generic integration."""
        return {
            "DEAL": [
                _custom("contract_type", "Contract type", "PICKLIST", ["Annual", "Monthly"]),
                _custom("seats", "Seats", "NUMBER"),
            ],
            "ACCOUNT": [
                _custom("warehouses", "Number of warehouses", "NUMBER"),
                _custom("erp", "ERP system", "STRING"),
            ],
            "CONTACT": [_custom("newsletter", "Receives the newsletter", "BOOLEAN")],
            "LEAD": [],
        }

    def entities(self, kind: str) -> dict[str, dict[str, Any]]:
        """Return all uploaded objects of a type (``ACCOUNT``, ``CONTACT``, ``DEAL``, ``LEAD``) by id."""
        if kind == "ACCOUNT":
            found = [self._account_entity(account) for account in ACCOUNTS]
        elif kind == "CONTACT":
            found = [self._contact_entity(account, each) for account in ACCOUNTS for each in account.contacts]
        elif kind == "DEAL":
            found = [
                self._deal_entity(account, renewal=renewal)
                for account in ACCOUNTS
                for renewal in (False, True)
            ]
        else:
            found = []
        return {each["objectId"]: each for each in found}

    def _entity(self, identity: str, folder: str) -> dict[str, Any]:
        days = 1 + draw(self._seed, identity, "modified") % 40
        modified = (self._now - timedelta(days=days)).astimezone(UTC).isoformat(timespec="seconds")
        return {
            "objectId": identity,
            "modifiedDate": modified.replace("+00:00", "Z"),
            "isDeleted": False,
            "url": f"https://crm.{DOMAIN}/{folder}/{identity}",
        }

    def _account_entity(self, account: Account) -> dict[str, Any]:
        own = {
            "name": account.name,
            "domains": [account.domain],
            "warehouses": account.sites,
            "erp": account.erp,
        }
        return self._entity(self.account_id(account), "accounts") | own

    def _contact_entity(self, account: Account, contact: Contact) -> dict[str, Any]:
        return self._entity(self.contact_id(account, contact), "contacts") | {
            "accountId": self.account_id(account),
            "emailAddress": email(contact, account),
            "firstName": contact.first,
            "lastName": contact.last,
            "title": contact.title,
            "phoneNumber": None,
            "newsletter": bool(draw(self._seed, contact.name) % 2),
        }

    def _deal_entity(self, account: Account, *, renewal: bool) -> dict[str, Any]:
        stage = "Renewal" if renewal else self._deals[account.domain].stage
        numbers = {
            "Prospecting": 1,
            "Discovery": 2,
            "Solution Validation": 3,
            "Proposal": 4,
            "Negotiation": 5,
            "Renewal": 6,
        }
        return self._entity(self.deal_id(account, renewal=renewal), "deals") | {
            "accountId": self.account_id(account),
            "ownerId": f"u-{account.owner}",
            "name": f"{account.short} - {'renewal' if renewal else f'{account.pickers} seats'}",
            "createdDate": (self._now - timedelta(days=200)).date().isoformat(),
            "closeDate": self._close_date(account, stage),
            "status": {"Closed Won": "WON", "Closed Lost": "LOST"}.get(stage, "OPEN"),
            "stage": f"stg-{numbers.get(stage, 9)}",
            "amount": offer(account, self._seed)[1],
            "contract_type": "Annual",
            "seats": account.pickers,
        }


def _object(kind: str, identity: str, fields: dict[str, Any], timing: str) -> dict[str, Any]:
    listed = [{"name": name, "value": value} for name, value in fields.items()]
    return {"objectType": kind, "objectId": identity, "fields": listed, "timing": timing}


def _custom(name: str, label: str, kind: str, values: list[str] | None = None) -> dict[str, Any]:
    return {
        "uniqueName": name,
        "label": label,
        "type": kind,
        "lastModified": None,
        "isDeleted": False,
        "referenceTo": None,
        "orderedValueList": values,
    }
