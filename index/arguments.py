"""Kinds of command-line argument that several commands take."""

import argparse


def positive(text: str) -> int:
    """Return a whole number from 1 up."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("必须是正整数")
    return number
