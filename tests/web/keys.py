"""What the form for an API key sends, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.account_fixtures import Accounts

KEY = "/gong/api/account"


def body(gong: Accounts, **changes: str) -> dict[str, str]:
    """Return what the form sends for the company's key."""
    good = {
        "access_key": gong.sim.access_key,
        "access_key_secret": gong.sim.access_key_secret,
        "base_url": gong.sim.url,
    }
    return good | changes
