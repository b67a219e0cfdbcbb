"""The page's own words in the visitor's language: Chinese as written in the code, English from a catalogue.

Policy text and answers are not translated: they are quotations.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Language(StrEnum):
    """A language of the page, as HTML's ``lang`` names it."""

    CHINESE = "zh-CN"
    ENGLISH = "en"

    @classmethod
    def known(cls, name: object) -> "Language":
        """Return the language of this name; Chinese for any other."""
        return next((language for language in cls if language == name), cls.CHINESE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something to tell a visitor, with the values that are filled in once it is in their language."""

    text: str  # Chinese, with %(name)s where a value goes
    values: Mapping[str, object] = field(default_factory=dict)

    def within(self, language: Language) -> str:
        """Return the words in a language."""
        return translate(self.text, language) % self.values


def translate(text: str, language: Language) -> str:
    """Return one of the page's phrases in a language; what the catalogue does not hold stays as it is."""
    return text if language is Language.CHINESE else catalogue().get(text, text)


@cache
def catalogue() -> Mapping[str, str]:
    """Return the English for every phrase of the page."""
    path = files("assistant.web").joinpath("phrases.en.json")
    held: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return held
