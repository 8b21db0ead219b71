"""What a file says beside its values, one module a format: cells without value, hidden rows and columns.

calamine gives ``""`` both for an error cell and for a formula without a stored value, does not tell hidden rows and
columns, and lays out the whole area between the first filled cell and the last. So each format's own records are
scanned before it is asked.
"""
