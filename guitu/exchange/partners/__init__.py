"""Other offices' machines: feeds that are asked. Only an address from the settings is ever called."""
