"""Jinja environments for the pages: everything escaped, and a misspelt name an error instead of a blank."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def page_environment(package: str, **options: Any) -> Environment:
    """Return an environment over the ``templates`` of a package; ``options`` are Jinja's own."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
