# syntax=docker/dockerfile:1
# Two images: `airflow`, all of Airflow's components with this product, and `simulator`, the simulated Gong.

FROM apache/airflow:3.3.2-python3.11 AS airflow
# The layout of the checkout: dags, plugins and include lie side by side in Airflow's home.
COPY --chown=airflow:0 pyproject.toml README.md /opt/airflow/
COPY --chown=airflow:0 plugins /opt/airflow/plugins
COPY --chown=airflow:0 include /opt/airflow/include
COPY --chown=airflow:0 dags /opt/airflow/dags
# Airflow's version is named again so that nothing can change it. Editable: the sources stay where plugins are
# looked for, and the entry point makes the connection type and the settings known.
RUN pip install --no-cache-dir "apache-airflow==${AIRFLOW_VERSION}" --editable "/opt/airflow[redis]" \
    && airflow version

FROM python:3.11-slim AS simulator
RUN pip install --no-cache-dir jsonschema==4.26.0 orjson==3.13.0 tzdata==2026.6 \
    && useradd --create-home --uid 10001 simulator
USER 10001
WORKDIR /home/simulator
COPY tests/__init__.py tests/clocks.py tests/
COPY tests/simulator tests/simulator
EXPOSE 9100
ENTRYPOINT ["python", "-m", "tests.simulator", "--host", "0.0.0.0", "--port", "9100"]
