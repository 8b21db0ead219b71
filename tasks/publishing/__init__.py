"""What an audit publishes: the audit workbooks, the CSV, parquet and JSON files, and the proof that they agree."""
