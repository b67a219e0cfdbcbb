"""Parsing Chinese policy documents: ``parse_document``."""

from corpus.parsing.document import PARSER_VERSION, parse_document

__all__ = ["PARSER_VERSION", "parse_document"]
