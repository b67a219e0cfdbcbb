"""Kinds of command-line argument that several commands take."""

import argparse
from datetime import date


def calendar_day(text: str) -> date:
    """Return the day that 2025-01-31 names."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2025-01-31") from error
