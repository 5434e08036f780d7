"""Dashboards: a place at a glance, each number with its list, each chart with its table; reports of it."""
