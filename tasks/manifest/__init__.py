"""What an audit was made from and what it made: its number, its versions, and audit.json."""

DOORS = ("audit_context", "manifest")
"""The modules that other packages may import; the rest is this package's own."""
