"""The ledger: what an installation received, judged and was told, kept across months; nothing in it is rewritten."""
