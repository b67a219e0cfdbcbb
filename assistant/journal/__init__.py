"""What was asked, what was answered and how that was judged, kept with care: masked, for a limited time, no addresses."""
