"""Worker processes: with limits for whatever opens what a stranger wrote, without for our own work."""

DOORS = ("limited", "worker_processes")
"""The modules that other packages may import; the rest is this package's own."""
