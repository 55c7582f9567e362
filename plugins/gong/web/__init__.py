"""Gong's pages inside Airflow: the API behind them, and the bundle that draws them."""
