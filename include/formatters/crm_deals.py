"""A deal of the CRM, as linked to calls (`docs/text-format.md`, DEAL)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from include.formatters.crm import crm_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from include.text import Rendered

_TITLES = (
    "Stage",
    "Status",
    "Amount",
    "Close date",
    "Probability",
    "Type",
    "Lead source",
    "Account ID",
    "Owner ID",
)


def format_record(deal: Mapping[str, Any]) -> Rendered:
    """Return the text of a deal; `crm.crm_record` describes the record."""
    return crm_record(deal, "Deal", _TITLES)
