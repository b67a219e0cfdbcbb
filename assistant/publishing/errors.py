"""What can keep a corpus from going live, with messages for whoever publishes.

AssistantError
└── PublishingError
    ├── BusyError            another publication is under way
    ├── NothingEarlierError  there is no earlier publication to go back to
    ├── SnapshotError        the workspace cannot be copied, or a published copy cannot be read
    ├── LiveRecordError      the record of publications cannot be read or written
    └── SuiteError           the evaluation suite could not be run
"""

from assistant.errors import AssistantError


class PublishingError(AssistantError):
    """Nothing went live; what was live stays live."""


class BusyError(PublishingError):
    """Another publication is under way."""


class NothingEarlierError(PublishingError):
    """There is no earlier publication to go back to."""


class SnapshotError(PublishingError):
    """The workspace cannot be copied, or a published copy cannot be read."""


class LiveRecordError(PublishingError):
    """The record of publications cannot be read or written."""


class SuiteError(PublishingError):
    """The evaluation suite could not be run."""
