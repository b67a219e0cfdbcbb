"""From a draft corpus to the one that answers come from: snapshot, staged index, gate, one atomic step, and back."""
