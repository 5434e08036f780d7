"""The directory of services: looking up, one page each, keeping them; and what somebody may be due."""
