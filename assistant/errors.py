"""Errors of the assistant, with messages for whoever runs it.

AssistantError
├── CalibrationError
├── EndpointError
├── JournalError
└── ReviewFileError
"""


class AssistantError(Exception):
    """The assistant cannot be put together."""


class CalibrationError(AssistantError):
    """The shipped calibration does not fit the code."""


class EndpointError(AssistantError):
    """The language model that may improve wording gave no usable reply; answers do without it."""


class JournalError(AssistantError):
    """The journal cannot be read or written."""


class ReviewFileError(AssistantError):
    """The file of proposed cases cannot be read or written."""
