"""Errors of the assistant, with messages for whoever runs it.

AssistantError
└── CalibrationError
"""


class AssistantError(Exception):
    """The assistant cannot be put together."""


class CalibrationError(AssistantError):
    """The shipped calibration does not fit the code."""
