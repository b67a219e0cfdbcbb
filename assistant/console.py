"""What the entry points show on the console; here so that ``app.py`` needs nothing below the assistant."""

from index.progress import Progress, progress_bar

__all__ = ["Progress", "progress_bar"]
