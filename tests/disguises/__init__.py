"""Harmless disguises of a village's return: what people do to the forms without changing what they say.

``book`` holds a return as forms with rows and writes it; ``tables``, ``surroundings`` and ``sheets`` change it, one
function a disguise; ``mixtures`` draws any number of them together.
"""
