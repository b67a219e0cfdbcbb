"""The hotline staff's desk: a second Gradio page, behind a sign-in, mounted at /staff."""
