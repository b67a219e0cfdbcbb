"""Evaluation from outside: cases, pure measures, runs, reports and benchmarks."""
