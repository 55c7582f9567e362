"""A contact of the CRM, as linked to people in calls (`docs/text-format.md`, CONTACT)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from include.formatters.crm import crm_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from include.text import Rendered

_TITLES = ("Title", "Email", "Phone", "Account ID")


def format_record(contact: Mapping[str, Any]) -> Rendered:
    """Return the text of a contact; `crm.crm_record` describes the record."""
    return crm_record(contact, "Contact", _TITLES)
