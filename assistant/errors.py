"""Errors of the assistant, with messages for whoever runs it.

AssistantError
├── CalibrationError
├── EndpointError
├── JournalError
├── ListenError
│   └── PortTakenError
├── ReviewFileError
└── SettingsError
"""


class AssistantError(Exception):
    """The assistant cannot be put together."""


class CalibrationError(AssistantError):
    """The shipped calibration does not fit the code."""


class EndpointError(AssistantError):
    """The language model that may improve wording gave no usable reply; answers do without it."""


class JournalError(AssistantError):
    """The journal cannot be read or written."""


class ListenError(AssistantError):
    """The page cannot be served at this address; the message says what to do."""


class PortTakenError(ListenError):
    """Another program listens there already."""


class ReviewFileError(AssistantError):
    """The file of proposed cases cannot be read or written."""


class SettingsError(AssistantError):
    """Something that was set from outside cannot be used."""
