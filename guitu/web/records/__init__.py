"""Rights and sealed files: consents, requests and their answers, a person's copy, opening a sealed file."""
