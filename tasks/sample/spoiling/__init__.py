"""Spoiling a clean village in the ways that the rules name, and remembering what was done where.

Four rules cannot be broken by one month's sample: S02 and S12 need the receipts of a ledger, S13 thousands of mistakes,
and D13 a day later than the receipt, which for an audited month that has passed does not exist.
"""
