"""Training of the models that ship with the index: ``python -m index.tuning relevance``."""
