"""How each kind of record is read from Gong."""
