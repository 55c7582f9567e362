"""One module per data type: a pure function from a record to its text."""
