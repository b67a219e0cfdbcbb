"""A document's validity in a few words for people."""

from datetime import date

from corpus.types import Document
from corpus.validity.corrections import STATE_NAMES


def describe(document: Document) -> str:
    """Return the state with its dates: 现行有效，2024年1月1日起施行."""
    validity = document.validity
    words = [STATE_NAMES[validity.state]]
    if validity.in_force_from:
        words.append(f"{chinese_date(validity.in_force_from)}起施行")
    if validity.in_force_until:
        words.append(f"有效至{chinese_date(validity.in_force_until)}")
    return "，".join(words)


def chinese_date(day: date) -> str:
    """Write a date as policies do: 2025年4月14日."""
    return f"{day.year}年{day.month}月{day.day}日"
