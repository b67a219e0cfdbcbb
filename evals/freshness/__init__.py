"""Whether the cases still fit the policies: what they rest on, what became of it, and what no case rests on."""
