"""Whole numbers behind rounded figures: every count that would have been published as the same."""

import functools
import math

from scipy.special import stdtrit

SMALLEST_BASE = 30
SMALLEST_CELL = 5


def steps(base):
    """Steps per unit of a share of so many valid answers: whole percent below a thousand."""
    return 100 if base < 1000 else 1000


def thousandths(count, base, valid):
    """A share as it is published, in thousandths: rounded half up to the step of its row."""
    per = steps(valid)
    return (2 * count * per + base) // (2 * base) * (1000 // per)


@functools.cache
def student(degrees):
    return float(stdtrit(degrees, 0.975))


def expit(value):
    return 1 / (1 + math.exp(-value))


def logit(share):
    if share <= 0:
        return -math.inf
    return math.inf if share >= 1 else math.log(share / (1 - share))


def bases(n):
    """The numbers of valid answers that are published as n."""
    return range(max(SMALLEST_BASE, n - 2), n + 3)


def counts_of_share(figures, base, share, at_least, reads_interval):
    """The counts of a share's answers, if there were `base` valid ones.

    share: the share without weights, as published; None beside a bound.
    at_least: the responses of the round, rounded down to 25, which an interval depends on a little.
    """
    if "lessThan" in figures:
        bound = -(-SMALLEST_CELL * steps(base) // base) * (1000 // steps(base))
        return range(0, SMALLEST_CELL) if bound == round(figures["lessThan"] * 1000) else []
    if "moreThan" in figures:
        bound = (base - SMALLEST_CELL) * steps(base) // base * (1000 // steps(base))
        same = bound == round(figures["moreThan"] * 1000)
        return range(base - SMALLEST_CELL + 1, base + 1) if same else []
    if share is None:
        return range(SMALLEST_CELL, base - SMALLEST_CELL + 1)
    return [
        count
        for count in counts(share, base, base)
        if SMALLEST_CELL <= count <= base - SMALLEST_CELL
        and (not reads_interval or agrees_with_interval(count, base, figures, at_least))
    ]


def counts(share, base, valid):
    """The counts of `base` whose share is published as this, in a row of so many valid answers."""
    middle = round(share * base)
    reach = base // (2 * steps(valid)) + 2
    published = round(share * 1000)
    candidates = range(max(0, middle - reach), min(base, middle + reach) + 1)
    return [count for count in candidates if thousandths(count, base, valid) == published]


def agrees_with_interval(count, base, figures, at_least):
    """Whether the logit interval of count of base would be published as it is."""
    share, per = count / base, steps(base)
    middle = logit(share)
    reach = student(base - 1) / math.sqrt(base * share * (1 - share))
    # n / (n - 1) of all responses, whose number is known to within 25.
    widest = math.sqrt(max(at_least, base) / (max(at_least, base) - 1))
    narrowest = math.sqrt((at_least + 24) / (at_least + 23))
    lows = [math.floor(per * expit(middle - reach * wide) + slack) for wide, slack in ((widest, -1e-9), (narrowest, 1e-9))]
    highs = [math.ceil(per * expit(middle + reach * wide) + slack) for wide, slack in ((narrowest, -1e-9), (widest, 1e-9))]
    low, high = round(figures["low"] * per), round(figures["high"] * per)
    return lows[0] <= low <= lows[1] and highs[0] <= high <= highs[1]


def share_range(figures):
    """The least and the greatest weighted share behind a published one, also by its interval's middle.

    A logit interval lies evenly around the share on the scale of log odds, whatever its width.
    """
    value, low, high = (figures[name] for name in ("value", "low", "high"))
    step = 0.01 if all(abs(x * 100 - round(x * 100)) < 1e-6 for x in (value, low, high)) else 0.001
    least = max(value - step / 2, expit((logit(low) + logit(high - step)) / 2))
    greatest = min(value + step / 2, expit((logit(low + step) + logit(high)) / 2))
    return least, greatest


def mean_range(figures):
    """The same of points, which have one decimal, around which an interval lies evenly unless an end of the scale
    cuts it."""
    return figures["value"] - 0.05, figures["value"] + 0.05


def facets(pairs):
    """The convex hull of pairs (base, count) as (of count, of base, at most) with of_count * count + of_base * base <=
    at_most; and the bounds of the base itself."""
    by_base = {}
    for base, count in pairs:
        least, greatest = by_base.get(base, (count, count))
        by_base[base] = (min(least, count), max(greatest, count))
    found = [(0, 1, max(by_base)), (0, -1, -min(by_base))]
    for sign, side in ((1, 1), (-1, 0)):
        hull = upper_hull([(base, sign * ends[side]) for base, ends in sorted(by_base.items())])
        if len(hull) == 1:
            found.append((sign, 0, hull[0][1]))
        for (left, start), (right, end) in zip(hull, hull[1:]):
            slope = (end - start) / (right - left)
            found.append((sign, -slope, start - slope * left))
    return found


def upper_hull(points):
    hull = []
    for point in points:
        while len(hull) >= 2 and rises(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    return hull


def rises(first, middle, last):
    """Whether the middle point lies on or below the line between the others."""
    return (middle[1] - first[1]) * (last[0] - first[0]) <= (last[1] - first[1]) * (middle[0] - first[0])
