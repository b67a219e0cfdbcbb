import numpy as np

from evals.calibration_report import reliability


def test_reliability_by_hand() -> None:
    """0.91 and 0.99 share the last bin, of which one came true; 0.1 lies in the second, 1.0 in the last."""
    chances = np.array([0.91, 0.99, 0.1, 1.0])
    outcomes = np.array([True, False, False, True])
    assert reliability(chances, outcomes) == [
        {"asks": 1, "probability": 0.1, "frequency": 0.0},
        {"asks": 3, "probability": 0.9667, "frequency": 0.6667},
    ]


def test_no_asks_fill_no_bin() -> None:
    assert reliability(np.array([]), np.array([], dtype=bool)) == []
