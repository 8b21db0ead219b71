"""Watching an inbox: which files are new and complete, what was checked, and the replies to it."""
