"""Requests for clarification: everybody named in a finding can answer before it is written up."""
