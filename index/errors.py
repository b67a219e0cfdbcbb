"""What can go wrong while building, opening or searching the index.

Tree::

    IndexingError
    ├── ModelError         the embedding model cannot be read, unpacked or opened
    ├── StoreError         the vector store cannot be reached, read or written
    └── EmptyCorpusError   there is nothing to index
"""


class IndexingError(Exception):
    """Base of every error raised by the ``index`` package."""


class ModelError(IndexingError):
    """The embedding model cannot be read, unpacked or opened."""


class StoreError(IndexingError):
    """The vector store cannot be reached, read or written."""


class EmptyCorpusError(IndexingError):
    """There is nothing to index."""
