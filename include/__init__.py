"""Datasets: what is imported from Gong, how it becomes text, and where the text is kept."""
