"""Writing down what happened to somebody: from a duty or freely, correcting it, taking it back."""
