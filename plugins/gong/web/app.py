"""The FastAPI app behind Gong's pages; Airflow mounts it at `/gong`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles

from gong.web import accounts, dataset_routes, estimates, file_routes, helpers, me, oauth
from gong.web.access import SignedIn, from_our_pages
from gong.web.bodies import Bodies
from gong.web.errors import add_handlers
from gong.web.headers import Headers

if TYPE_CHECKING:
    from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = (
    me.router,
    accounts.router,
    oauth.router,
    dataset_routes.router,
    file_routes.router,
    helpers.router,
    estimates.router,
)
_BUNDLE = StaticFiles(directory=Path(__file__).parent / "static", check_dir=False)


def create_app() -> FastAPI:
    """Return the app. It has no pages of its own that describe it: those would answer anybody."""
    app = FastAPI(
        title="Gong",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(from_our_pages)],
    )
    app.add_middleware(Bodies)
    app.add_middleware(Headers)
    add_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    app.add_api_route("/static/{path:path}", bundle, response_model=None)
    return app


async def bundle(path: str, request: Request, asker: SignedIn) -> Response:
    """Serve the pages' bundle.

    Its names stay the same from release to release, so browsers ask each time whether they are up to date.
    """
    del asker
    response = await _BUNDLE.get_response(path, request.scope)
    response.headers["Cache-Control"] = "no-cache"
    return response
