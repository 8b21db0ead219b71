"""Indicators, score and trend, and the tables that are published."""

DOORS = ("results", "trends", "published_files")
"""The modules that other packages may import; the rest is this package's own."""
