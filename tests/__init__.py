"""The tests, mirrored from the code they look at, and the simulated Gong that they talk to."""
