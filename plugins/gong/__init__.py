"""Gong for Airflow: the hook, the protocol, the limiter and the connection type."""
