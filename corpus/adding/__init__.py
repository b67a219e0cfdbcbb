"""Taking in what governments publish: ``read_file``, ``examine``, ``store``."""

from corpus.adding.candidate import Candidate, examine
from corpus.adding.reading import ReadFile, read_file
from corpus.adding.storing import store

__all__ = ["Candidate", "ReadFile", "examine", "read_file", "store"]
