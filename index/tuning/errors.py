"""What can go wrong while training."""

from index.errors import IndexingError


class TuningError(IndexingError):
    """The training data or the result of training cannot be used."""
