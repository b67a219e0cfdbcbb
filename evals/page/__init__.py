"""A run, or two beside each other, as a page that somebody reads who has never seen the code."""
