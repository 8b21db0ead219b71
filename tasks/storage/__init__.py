"""Keeping files: whole or not at all, keys, hashes, and folders where strangers write too."""

DOORS = ("atomic_write", "exchange", "file_sha256", "guarded_folder", "key_file", "unfinished", "whole_copy")
"""The modules that other packages may import; the rest is this package's own."""

WHY_MORE_DOORS = "each is one way of keeping bytes, and whoever needs one needs no other"
