"""How many villages would be flagged by chance alone, and which indications stand out among all (N05)."""

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control, hypergeom

from data.reference import limit

COUNTS = ["event_unexcused", "event_person_days", "other_unexcused", "other_person_days"]


def index_and_probability(counts: pd.DataFrame) -> pd.DataFrame:
    """Return ``ratio`` (IKA) and ``probability`` (Fisher, one-sided); missing when one side has no person-days.

    In: ``COUNTS``. Given the totals, the TK on event days are hypergeometric; scipy's distribution takes whole
    columns, its ``fisher_exact`` one table at a time.
    """
    tk1, n1, tk0, n0 = (counts[name].astype("int64").to_numpy() for name in COUNTS)
    usable = (n1 > 0) & (n0 > 0)
    half = limit("coincidence_half")
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = ((tk1 + half) / n1) / ((tk0 + half) / n0)
    probability = hypergeom.sf(tk1 - 1, n1 + n0, tk1 + tk0, n1)
    figures = {"ratio": np.where(usable, ratio, np.nan), "probability": np.where(usable, probability, np.nan)}
    return pd.DataFrame(figures, index=counts.index)


def with_discovery(rows: pd.DataFrame, judged: "pd.Series[bool]") -> pd.DataFrame:
    """Add ``discovery`` (q of Benjamini and Hochberg over the judged rows) and ``by_chance`` to them.

    In: ``COUNTS`` and ``probability``; *judged* tells the villages that are judged. ``by_chance`` is the probability
    that a village with these totals meets all three conditions of N05 (limits.csv, coincidence_…) although absence
    and events have nothing to do with each other; its sum is the number of villages to expect.
    """
    chosen = rows[judged]
    discovery = false_discovery_control(chosen["probability"].to_numpy(), method="bh") if len(chosen) else []
    by_chance = [
        _chance_of_meeting(*(int(count) for count in line))
        for line in chosen[COUNTS].itertuples(index=False, name=None)
    ]
    figures = pd.DataFrame({"discovery": discovery, "by_chance": by_chance}, index=chosen.index, dtype="float64")
    return rows.join(figures)


def _chance_of_meeting(tk1: int, n1: int, tk0: int, n0: int) -> float:
    """Return the probability that the TK of a village, spread by chance over its person-days, meet the conditions."""
    total = tk1 + tk0
    possible = np.arange(max(0, total - n0), min(total, n1) + 1)
    tables = pd.DataFrame(
        {
            "event_unexcused": possible,
            "event_person_days": n1,
            "other_unexcused": total - possible,
            "other_person_days": n0,
        }
    )
    figures = index_and_probability(tables)
    met = (
        (tables["event_unexcused"] >= limit("coincidence_unexcused"))
        & (figures["ratio"] >= limit("coincidence_ratio"))
        & (figures["probability"] < limit("coincidence_probability"))
    )
    return float(hypergeom.pmf(possible[met], n1 + n0, total, n1).sum())
