"""Honours for staying clean: which the ledger opens, how one is given, and what of it may ever be told."""
