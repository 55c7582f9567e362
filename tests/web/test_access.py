"""Every route states who may use it, and refuses everybody else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.routing import APIRoute

from gong.web.access import RULES
from gong.web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.web.conftest import Pages

MAY = {
    "signed_in": {"nora", "vera", "uma", "otto", "oprah", "ada"},
    "viewer": {"vera", "uma", "otto", "oprah", "ada"},
    "user": {"uma", "otto", "oprah", "ada"},
    "admin": {"oprah", "ada"},
}
EVERYBODY = MAY["signed_in"]
PLUGINS = Path(__file__).resolve().parents[2] / "plugins"


def routes() -> list[APIRoute]:
    """Return all routes of the app; there is nothing else in it."""
    found = create_app().routes
    assert all(isinstance(each, APIRoute) for each in found), "something that states no rule is mounted"
    return [each for each in found if isinstance(each, APIRoute)]


def rules(route: APIRoute) -> list[Callable[..., Any]]:
    """Return the rules that a route states itself."""
    return [each.call for each in route.dependant.dependencies if each.call in RULES]


def requests() -> Iterator[tuple[str, str, str]]:
    """Yield method, path and rule of every route, with something in place of each parameter."""
    for route in routes():
        path = route.path
        for parameter in route.param_convertors:
            path = path.replace(f"{{{parameter}}}", "x").replace(f"{{{parameter}:path}}", "x")
        [rule] = rules(route)
        yield from ((method, f"/gong{path}", rule.__name__) for method in sorted(route.methods))


def test_every_route_states_one_rule() -> None:
    """Not by way of another dependency: who reads the route sees it."""
    assert {route.path: len(rules(route)) for route in routes() if len(rules(route)) != 1} == {}
    assert {"/api/me", "/static/{path:path}"} <= {route.path for route in routes()}


def test_every_route_refuses_who_is_not_signed_in(any_pages: Pages) -> None:
    """Without a cookie, with a wrong one, and with a token that Airflow did not sign."""
    stranger, forger = any_pages.client(), any_pages.client()
    forger.cookies.set("_token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEiLCJyb2xlIjoiYWRtaW4ifQ.")
    for method, path, _ in requests():
        assert stranger.request(method, path).status_code == 401, path
        assert forger.request(method, path).status_code in {401, 403}, path


def test_every_route_refuses_who_may_not(any_pages: Pages) -> None:
    """Whatever is asked for: the rule comes before anything is read or looked up."""
    for method, path, rule in requests():
        for name in EVERYBODY - MAY[rule]:
            answer = any_pages.client(name).request(method, path)
            assert answer.status_code == 403, (path, name)
            assert answer.json()["detail"].startswith(("Your role", "Only who may"))


def test_rights_come_from_airflow(any_pages: Pages) -> None:
    """Who may edit DAGs may connect and create, who may edit connections administers."""
    told = {name: any_pages.client(name).get("/gong/api/me").json() for name in EVERYBODY}
    assert {name for name, me in told.items() if me["is_admin"]} == MAY["admin"]
    assert {name for name, me in told.items() if me["can_connect"]} == MAY["user"]
    assert {name for name, me in told.items() if me["can_create"]} == MAY["user"]
    assert {name: me["name"] for name, me in told.items()} == {name: name for name in EVERYBODY}
    assert {me["server_time_zone"] for me in told.values()} == {"UTC"}, "spelled as browsers spell it"


def test_a_token_does_as_well_as_the_cookie(any_pages: Pages) -> None:
    """Scripts sign in with Airflow's own tokens."""
    client = any_pages.client(authorization=f"Bearer {any_pages.token('uma')}", sec_fetch_site="")
    assert client.get("/gong/api/me").json()["name"] == "uma"


def test_no_other_process_imports_the_pages() -> None:
    """The DAG processor and workers load the plugin, too; only who asks for its web app pays for it."""
    program = (
        "import sys, airflow, gong_plugin; plugin = gong_plugin.GongPlugin();"
        "assert not any(name.startswith('gong.web') for name in sys.modules);"
        "assert [each['url_prefix'] for each in plugin.fastapi_apps] == ['/gong'];"
        "assert 'gong.web.app' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60, cwd=PLUGINS)  # noqa: S603


@pytest.mark.parametrize("path", ["/gong/docs", "/gong/redoc", "/gong/openapi.json", "/gong/", "/gong/api"])
def test_nothing_else_answers(pages: Pages, path: str) -> None:
    """The app describes itself to nobody."""
    assert pages.client("ada").get(path).json() == {"detail": "There is nothing here."}
