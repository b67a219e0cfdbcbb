"""The published policies that lie beside the checkout, for tests; never part of the product."""

from pathlib import Path

POLICIES = Path(__file__).resolve().parents[3] / "shared" / "policies"
EXPECTED = POLICIES / "EXPECTED.tsv"
WHY_ABSENT = "the published policies in ../shared/policies are not on this machine"


def policy_files() -> list[Path]:
    """Every published policy, none where they are absent."""
    return sorted(POLICIES.glob("*.txt"))
