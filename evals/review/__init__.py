"""Proposed cases wait here for a person: nothing enters a suite unreviewed."""
