"""Figures of whole provinces and years from columns: a snapshot of the database in Parquet, read by DuckDB.

A snapshot holds no name, no number of a person and no words; it is written by ``bin/guitu snapshot`` and lies
in GUITU_HOME. The statements are those of the live database (``guitu.analytics.sql``) in DuckDB's dialect.
"""
