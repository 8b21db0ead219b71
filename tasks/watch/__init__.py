"""Watching an inbox: which files are new and complete, what was checked, and the replies to it."""

DOORS = ("queue", "arrivals", "changes", "receiving", "answering", "batch")
"""The modules that other packages may import; the rest is this package's own."""

WHY_MORE_DOORS = "the flow of the watch strings its steps itself, so that each is a task with its own tries"
