"""The page in a browser, before a real Airflow, the simulated Gong and an S3-compatible server."""
