"""Users' accounts: stored, renewed, handed out."""
