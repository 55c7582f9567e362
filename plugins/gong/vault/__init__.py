"""Users' Gong accounts in Airflow's database: kept encrypted, renewed by one process at a time, handed out.

Only processes that may use the database can import what is in here to any use: the API server, and commands.
"""
