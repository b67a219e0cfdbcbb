"""Public benchmarks: data that nobody here made, read from a folder that is given, never shipped."""
