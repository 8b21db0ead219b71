"""The pages that people see in a browser: plain HTML in Indonesian, without scripts; their sentences are facts."""
