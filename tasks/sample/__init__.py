"""A synthetic inbox with a known truth: invented people in real villages.

``inbox.write_sample`` is the way in. The words, names, positions and shares that it draws from stand in
``reference/sample_*.csv``; labels and codes are asked from ``data.forms``, so the sample prints what the template
prints. Everything is drawn from the seed and the village's own code: a village looks the same whatever area is made.
"""

DOORS = ("inbox",)
"""The modules that other packages may import; the rest is this package's own."""
