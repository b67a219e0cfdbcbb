"""What can be wrong with the material of an evaluation.

EvalsError
├── CaseFileError    a case file cannot be read or a line of it is no case
├── RecordsError     a file of saved answers cannot be read or does not fit the cases
├── BaselineError    the baseline cannot be read
├── CompareError     two runs cannot be compared
├── GateError        the gate file cannot be read or names no such suite
├── HistoryError     the figures of earlier versions cannot be read
├── ProbeError       a process that was to be measured failed
├── ReviewError      a proposed case cannot be read or may not enter a suite
└── BenchDataError   public data is not where it was said to be
"""


class EvalsError(Exception):
    """Base of everything this package raises; the message is written for whoever runs the evaluation."""


class CaseFileError(EvalsError):
    """A case file that cannot be used, with the line where there is one."""


class RecordsError(EvalsError):
    """Saved answers that cannot be scored."""


class BaselineError(EvalsError):
    """A baseline that nothing can be compared with."""


class CompareError(EvalsError):
    """Two runs that have nothing in common, or one that cannot be made."""


class GateError(EvalsError):
    """A gate that cannot be applied."""


class HistoryError(EvalsError):
    """Remembered figures that cannot be used."""


class ProbeError(EvalsError):
    """A process that was to be measured failed."""


class ReviewError(EvalsError):
    """A proposed case that may not enter a suite as it stands."""


class BenchDataError(EvalsError):
    """Public data that cannot be read."""
