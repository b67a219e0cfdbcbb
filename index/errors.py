"""What can go wrong while building, opening or searching the index.

Tree::

    IndexingError
    └── ModelError   the embedding model cannot be read, unpacked or opened
"""


class IndexingError(Exception):
    """Base of every error raised by the ``index`` package."""


class ModelError(IndexingError):
    """The embedding model cannot be read, unpacked or opened."""
