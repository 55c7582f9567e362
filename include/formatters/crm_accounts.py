"""An account of the CRM, as linked to calls (`docs/text-format.md`, ACCOUNT)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from include.formatters.crm import crm_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from include.text import Rendered

_TITLES = ("Industry", "Website", "Domains", "Type", "Phone", "Owner ID")


def format_record(account: Mapping[str, Any]) -> Rendered:
    """Return the text of an account; `crm.crm_record` describes the record."""
    return crm_record(account, "Account", _TITLES)
