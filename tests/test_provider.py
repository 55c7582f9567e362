"""What Airflow itself learns about this package: connection type, form, configuration, timetable."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from airflow.configuration import conf
from airflow.plugins_manager import get_timetables_plugins
from airflow.providers_manager import ProvidersManager
from airflow.sdk.providers_manager_runtime import ProvidersManagerTaskRuntime

from gong.hook import GongHook
from gong.provider import get_provider_info
from gong.settings import SECTION, SETTINGS
from gong.timetable import OnDemandTimetable
from include.contents import PRODUCT_VERSION

_MANAGER: Any = ProvidersManager
_RUNTIME: Any = ProvidersManagerTaskRuntime
ROOT = Path(__file__).resolve().parent.parent


def test_airflow_lists_the_connection_type() -> None:
    """Through the installed package's entry point, with the hook that serves it."""
    found = _RUNTIME().hooks["gong"]
    assert found
    assert (found.hook_class_name, found.hook_name) == ("gong.hook.GongHook", "Gong")
    assert (found.package_name, found.connection_id_attribute_name) == ("gong-datasets", "gong_conn_id")


def test_airflows_form_has_named_fields() -> None:
    """A person sees Gong's words, not login and password; the token is a secret field."""
    behaviour = _MANAGER().field_behaviours["gong"]
    assert behaviour["relabeling"] == {
        "host": "API base URL",
        "login": "Access key",
        "password": "Access key secret",
    }
    fields = _MANAGER().connection_form_widgets
    assert {"extra__gong__access_token", "extra__gong__company"} <= fields.keys()
    (connection,) = get_provider_info()["connection-types"]
    assert connection["conn-fields"]["access_token"]["schema"]["format"] == "password"
    assert connection["hook-name"] == GongHook.hook_name


def test_every_setting_has_its_default_in_airflow() -> None:
    """`airflow config list` shows the section; nothing needs to be set."""
    section = get_provider_info()["config"][SECTION]["options"]
    assert section.keys() == {setting.name for setting in SETTINGS}
    for setting in SETTINGS:
        assert setting.description
    assert conf.getfloat(SECTION, "requests_per_second") == 2.75
    assert conf.getint(SECTION, "requests_per_day") == 10_000
    assert conf.get(SECTION, "allowed_hosts") == ""


def test_files_name_the_version_of_the_package() -> None:
    """What stands in a file's metadata is what `pip` shows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == PRODUCT_VERSION


def test_the_plugin_registers_the_timetable() -> None:
    """A dataset without a schedule is stored with it, so every Airflow process must know it."""
    assert OnDemandTimetable in get_timetables_plugins().values()


def test_no_module_of_ours_hides_one_of_pythons() -> None:
    """Airflow puts the plugins folder on the path: a module named like one of Python's would replace it."""
    roots = [ROOT / "plugins", ROOT / "dags", ROOT]
    names = {path.stem for root in roots for path in (*root.glob("*.py"), *root.glob("*/__init__.py"))}
    names |= {path.parent.name for root in roots for path in root.glob("*/__init__.py")}
    assert not (names - {"__init__"}) & sys.stdlib_module_names
