"""Who may what at the server: accounts, roles, rights, log-in, and the log of what was done."""
