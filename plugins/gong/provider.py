"""What Airflow learns about this package through the `apache_airflow_provider` entry point."""

from __future__ import annotations

from typing import Any

from gong.settings import SECTION, config_section


def get_provider_info() -> dict[str, Any]:
    """Return the connection type with its form, the configuration section, commands and tables.

    The port stays visible: Airflow 3.3.2's list of connections cannot test one without a port.
    """
    return {
        "package-name": "gong-datasets",
        "name": "Gong",
        "description": "Gong conversation intelligence as text datasets.",
        "connection-types": [
            {
                "connection-type": "gong",
                "hook-class-name": "gong.hook.GongHook",
                "hook-name": "Gong",
                "ui-field-behaviour": {
                    "hidden-fields": ["schema"],
                    "relabeling": {
                        "host": "API base URL",
                        "login": "Access key",
                        "password": "Access key secret",
                    },
                    "placeholders": {"host": "https://api.gong.io", "port": "443"},
                },
                "conn-fields": {
                    "access_token": {
                        "label": "OAuth access token",
                        "description": "Instead of an access key: a token that something else keeps fresh.",
                        "schema": {"type": ["string", "null"], "format": "password"},
                    },
                    "shared": {
                        "label": "Shared",
                        "description": "Whether every user may choose it for datasets on the Gong page.",
                        "schema": {"type": "boolean", "default": False},
                    },
                    "company": {
                        "label": "Company",
                        "description": "Any name. Where one Airflow reads several companies, each name "
                        "gets a pace of its own.",
                        "schema": {"type": ["string", "null"]},
                    },
                },
            }
        ],
        "cli": ["gong.cli.get_commands"],
        "db-managers": ["gong.vault.manager.GongDBManager"],
        "config": {SECTION: config_section()},
    }
