"""An optional language model that says drafted sentences more plainly; nothing it writes is shown unchecked."""
