"""One Airflow DAG per dataset: those in `datasets/*.yaml` and those in Variables named `gong_dataset__…`."""

from airflow.sdk import get_parsing_context

from include.dataset_dag import dataset_dags

# A task needs its own DAG only; Airflow names it when it reads this file for one.
for dag in dataset_dags(only=get_parsing_context().dag_id):
    globals()[dag.dag_id] = dag
