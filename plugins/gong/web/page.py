"""A page with one sentence on it, for a browser that was sent here from elsewhere."""

from __future__ import annotations

import secrets
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)


def message_page(message: str, *, ok: bool, status: int | None = None) -> HTMLResponse:
    """Show a sentence, tell it to this origin's pages that wait for it, and close where it is a popup.

    Nothing but the page's own script and style runs, and it loads nothing.
    """
    nonce = secrets.token_urlsafe(16)
    html = _TEMPLATES.get_template("message.html").render(message=message, ok=ok, nonce=nonce)
    headers = {
        "Content-Security-Policy": f"default-src 'none'; script-src 'nonce-{nonce}'; style-src "
        f"'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    return HTMLResponse(html, status or (200 if ok else 400), headers)
