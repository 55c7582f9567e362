"""Tells of mistakes in dataset definitions, as the import error of this file.

It holds no DAG. It is a file of its own so that Airflow keeps all other DAGs, those of `gong_datasets.py`.
"""

from airflow.sdk import get_parsing_context

from include.stores import describe, load_definitions

if get_parsing_context().dag_id is None and (errors := load_definitions().errors):
    raise ValueError(describe(errors))
