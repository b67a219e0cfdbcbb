"""What the entry points show on the console; here so that ``app.py`` needs nothing below the assistant."""

from index.progress import progress_bar

__all__ = ["progress_bar"]
