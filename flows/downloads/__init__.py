"""The download page ``/unduh``: what audits have published, each file with its size and SHA-256."""
