"""What hotline staff work with, apart from how it is shown: look-up, citations, exports, proposals, sign-in."""
