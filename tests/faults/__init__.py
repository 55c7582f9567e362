"""What may go wrong around an import, on real processes: the simulated Gong's log and the bucket judge."""
