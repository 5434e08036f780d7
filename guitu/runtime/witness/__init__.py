"""The witness of the access log, a process with its own key and folder, and the sealer that asks it."""
