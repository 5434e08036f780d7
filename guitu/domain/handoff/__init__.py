"""From the gate to the station: whose turn it is, and what is due around a release."""
