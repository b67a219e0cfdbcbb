"""The web face: one Gradio page with the chat and, beside it, the policy's own text."""
