"""The attacker of a round's releases: every table of counts that agrees with what is published, by linear programming.

He has the files of all releases of a round, JSON and CSV, and the survey. Of one question he does not know how many
of each group chose each answer, said that they don't know, or stayed silent; every variable divides the same answers.
He knows that

- a base is rounded to the nearest five and is at least thirty, and that a share is rounded to the step that is
  printed; that a bound stands for fewer than five; and that an interval belongs to its share, so that he keeps only
  the whole numbers which would have been published with the same interval;
- a mean lies within its rounding, and without weights how wide its interval is, which tells how the answers spread;
- *don't know* is left out below five, and else, without weights, rounded like a share;
- a distribution's cells are shares of the same base;
- `coverage` tells which share of the responses a group gave, so that no more of it answered.

Of a withheld row he knows nothing.

With weights he is assumed to know more than any resident could: the mean weight of every group's valid answers, exactly,
and by how much the weights of the answers that an indicator counts differ from it, summed over the groups that the
weighted release withholds. So the weighted figures give him one more equation per indicator and variable, which
only rounding blurs, and which the truth always fulfils.

Whole numbers are let go: a range by linear programming is never narrower than what he could know, but for the convex
hulls of `rounding.facets`, which hold every whole solution. The test judges him by `truth.json`.
"""

import numpy as np
from rounding import (
    SMALLEST_CELL,
    bases,
    counts,
    counts_of_share,
    facets,
    mean_range,
    share_range,
    student,
)
from published import EVERYBODY
from scipy.optimize import linprog
from scipy.sparse import csr_array

WIDTH = 5
TOLERANCE = 1e-6
EVERYTHING = frozenset({"intervals", "coverage", "weights"})


class Attack:
    """One question of a round, with everything that its releases tell."""

    def __init__(self, round_, question, releases=None, reads=EVERYTHING):
        self.round = round_
        self.question = question
        self.reads = reads
        self.releases = round_.releases if releases is None else releases
        asked = round_.survey["questions"][question]
        self.options = len(asked["options"])
        self.leaves = self.options + 2
        self.indicators = {indicator["id"]: indicator for indicator in asked["indicators"]}
        self.rows = [EVERYBODY] + round_.rows(question)
        self.start = {row: place * self.leaves for place, row in enumerate(self.rows)}
        self.size = len(self.rows) * self.leaves
        self.upper = {row: np.inf for row in self.rows}
        self.unknown = {}
        for row in self.rows[1:]:
            if not any(release.shows(question, row) for release in self.releases):
                self.unknown.setdefault(row[0], []).append(row)
        self.inequalities = []
        self.equalities = []
        self.add_sums()
        for row in self.rows:
            self.add_row(row)
        for release in self.releases:
            if release.is_weighted and "weights" in reads:
                self.add_weighted(release)
            if "coverage" in reads:
                self.add_coverage(release)
        self.freeze()

    # What is known.

    def add_sums(self):
        """Every variable divides the whole round."""
        for variable in {variable for variable, _ in self.rows[1:]}:
            for leaf in range(self.leaves):
                parts = {self.start[row] + leaf: 1.0 for row in self.rows if row[0] == variable}
                self.equalities.append(({**parts, self.start[EVERYBODY] + leaf: -1.0}, 0.0))

    def add_row(self, row):
        """What the releases tell of a row without weights."""
        published = [
            (release, indicator, figures)
            for release in self.releases
            for indicator, several in release.figures.get((self.question, row), {}).items()
            for figures in several
        ]
        spreads = [release.cells[self.question, row] for release in self.releases
                   if (self.question, row) in release.cells]
        if not published and not spreads:
            return
        possible = set.intersection(*(set(bases(f["n"])) for _, _, f in published), *(set(bases(n)) for n, _ in spreads))
        told = [*self.told_by_figures(published), *self.told_by_cells(spreads)]
        for leaves, counting in told:
            possible = {base for base in possible if len(counting(base))}
        assert possible, ("no base agrees with what is published", self.round.folder, self.question, row)
        valid = [(leaf, 1.0) for leaf in range(self.options)]
        for leaves, counting in told:
            pairs = [(base, count) for base in possible for count in counting(base)]
            for of_count, of_base, most in facets(pairs):
                self.add(row, [*((leaf, of_count) for leaf in leaves), *((leaf, of_base * one) for leaf, one in valid)], most)
        self.add(row, valid, max(possible))
        self.add(row, [(leaf, -one) for leaf, one in valid], -min(possible))
        for release, indicator, figures in published:
            if not self.indicators[indicator]["isShare"]:
                self.add_mean(row, release, indicator, figures, possible)

    def told_by_figures(self, published):
        """Per set of leaves, a function from the base to the counts that it may have."""
        for release, indicator, figures in published:
            if self.indicators[indicator]["isShare"]:
                share = figures.get("unweighted") if release.is_weighted else figures.get("value")
                leaves = [leaf for leaf, score in enumerate(self.indicators[indicator]["scores"]) if score]
                yield leaves, lambda base, f=figures, s=share, r=release: counts_of_share(
                    f, base, s, r.at_least, not r.is_weighted and "intervals" in self.reads)
            if "dontKnowShare" not in figures:
                yield [self.options], lambda base: range(SMALLEST_CELL)
            elif not release.is_weighted:
                yield [self.options], lambda base, f=figures: self.dont_know(f["dontKnowShare"], base)

    def told_by_cells(self, spreads):
        for _, shares in spreads:
            for leaf, share in enumerate(shares):
                if share is not None:
                    yield [leaf], lambda base, s=share: counts(s, base, base)

    @staticmethod
    def dont_know(share, base):
        """The numbers of *don't know* beside so many valid answers."""
        guess = share * base / max(1e-9, 1 - share)
        reach = int(base / 100 / max(0.01, 1 - share) ** 2) + 2
        candidates = range(max(SMALLEST_CELL, int(guess) - reach), int(guess) + reach + 1)
        return [count for count in candidates if count in counts(share, base + count, base)]

    def add_mean(self, row, release, indicator, figures, possible):
        """A mean within its rounding; without weights also how the answers spread, by its interval."""
        scores = self.indicators[indicator]["scores"]
        value = figures.get("unweighted") if release.is_weighted else figures.get("value")
        if value is None:
            return
        self.add(row, [(leaf, score - value - 0.05) for leaf, score in enumerate(scores)], 0)
        self.add(row, [(leaf, value - 0.05 - score) for leaf, score in enumerate(scores)], 0)
        if release.is_weighted or "intervals" not in self.reads:
            return
        ends = (min(scores), max(scores))
        reaches = []
        if figures["low"] > ends[0]:
            reaches.append((value - 0.05 - figures["low"] - 0.1, value + 0.05 - figures["low"]))
        if figures["high"] < ends[1]:
            reaches.append((figures["high"] - 0.1 - value - 0.05, figures["high"] - value + 0.05))
        if not reaches:
            return
        low, high = max(0.0, max(r[0] for r in reaches)), min(r[1] for r in reaches)
        base = (min(possible), max(possible))
        # Σ x (score - mean)² = n² se² (N - 1) / N, and Σ x score² = that + n mean².
        least = (low / student(base[0] - 1)) ** 2 * base[0] * (1 - 1 / max(release.at_least, base[0]))
        greatest = (high / student(base[1] - 1)) ** 2 * base[1]
        squares = sorted(((value - 0.05) ** 2, (value + 0.05) ** 2))
        lowest_square = 0.0 if abs(value) < 0.05 else squares[0]
        self.add(row, [(leaf, score**2 - squares[1] - greatest) for leaf, score in enumerate(scores)], 0)
        self.add(row, [(leaf, lowest_square + least - score**2) for leaf, score in enumerate(scores)], 0)

    def add_weighted(self, release):
        """One equation per indicator and variable: the weighted groups are the weighted whole."""
        for indicator, coded in self.indicators.items():
            whole = self.weighted_range(release, indicator, EVERYBODY)
            if whole is None:
                continue
            for variable in {variable for variable, _ in self.rows[1:]}:
                self.add_weighted_sum(release, indicator, coded, variable, whole)

    def add_weighted_sum(self, release, indicator, coded, variable, whole):
        below, above, told = {}, {}, 0.0
        for row in self.rows[1:]:
            if row[0] != variable:
                continue
            weighted = self.round.weighted(self.question, row, indicator)
            true = self.round.counts(self.question, row)[: self.options]
            mean = self.mean_weight(row, indicator)
            shown = self.weighted_range(release, indicator, row)
            if shown is None and weighted is not None:
                told += weighted["weight"] * weighted["value"] - mean * np.dot(true, coded["scores"])
            for leaf in range(self.options):
                low, high = (coded["scores"][leaf],) * 2 if shown is None else shown
                below[self.start[row] + leaf] = mean * (low - whole[1])
                above[self.start[row] + leaf] = mean * (whole[0] - high)
        self.inequalities.append((below, -told))
        self.inequalities.append((above, told))

    def mean_weight(self, row, indicator):
        """Of a row's valid answers; of everybody's where there are none."""
        for known in (row, EVERYBODY):
            valid = sum(self.round.counts(self.question, known)[: self.options])
            if valid:
                return self.round.weighted(self.question, known, indicator)["weight"] / valid

    def weighted_range(self, release, indicator, row):
        """The least and the greatest weighted value of a row; None where none is published."""
        several = release.figures.get((self.question, row), {}).get(indicator, [])
        several = [figures for figures in several if "value" in figures]
        if not several:
            return None
        ranges = [share_range(f) if self.indicators[indicator]["isShare"] else mean_range(f) for f in several]
        return max(r[0] for r in ranges), min(r[1] for r in ranges)

    def add_coverage(self, release):
        """No more of a group answered than gave a response."""
        most = release.at_least + 24
        for row, share in release.coverage.items():
            if row not in self.start:
                continue
            upper = SMALLEST_CELL - 1 if share is None else int((share + 0.005) * most + TOLERANCE)
            self.upper[row] = min(self.upper[row], upper)
            self.add(row, [(leaf, 1.0) for leaf in range(self.leaves)], upper)

    def add(self, row, terms, most):
        """At most so much of a sum over a row's leaves."""
        coefficients = {}
        for leaf, coefficient in terms:
            place = self.start[row] + leaf
            coefficients[place] = coefficients.get(place, 0.0) + coefficient
        self.inequalities.append((coefficients, most))

    def freeze(self):
        """The matrices, made once; only objectives and lower bounds change."""
        self.above, self.most = self.matrix(self.inequalities)
        self.equal, self.to = self.matrix(self.equalities)
        self.truth = np.array([count for row in self.rows for count in self.round.counts(self.question, row)], dtype=float)
        excess = float((self.above @ self.truth - self.most).max()) if len(self.most) else 0.0
        assert excess < 1e-5, ("the truth contradicts what is published", excess, self.round.folder, self.question)
        self.points = np.empty((0, self.size))
        self.mixed = (None, 0, None)
        self.whole = {}
        self.remember(self.truth)

    def matrix(self, lines):
        data, columns, starts = [], [], [0]
        for coefficients, _ in lines:
            data.extend(coefficients.values())
            columns.extend(coefficients.keys())
            starts.append(len(data))
        matrix = csr_array((data, columns, starts), shape=(len(lines), self.size))
        return matrix, np.array([most for _, most in lines])

    # What follows.

    def place(self, row, leaf):
        return self.start[row] + leaf

    def withheld(self, variable):
        """The groups of which no release tells anything."""
        return self.unknown.get(variable, [])

    def extreme(self, places, sign, own=None):
        """The least (sign 1) or greatest (-1) sum of counts; infinite without an end.

        own: the place of a count that the attacker is part of himself.
        """
        objective = np.zeros(self.size)
        objective[list(places)] = sign
        bounds = np.zeros((self.size, 2))
        bounds[:, 1] = np.inf
        if own is not None:
            bounds[own, 0] = 1
        solution = linprog(
            objective, A_ub=self.above if len(self.most) else None, b_ub=self.most if len(self.most) else None,
            A_eq=self.equal, b_eq=self.to, bounds=bounds, method="highs")
        if solution.status == 3:
            return -sign * np.inf
        assert solution.status == 0, (solution.message, self.round.folder, self.question)
        self.remember(solution.x)
        return sign * solution.fun

    def remember(self, table):
        """Keeps a table that agrees with everything, and those of its like that do: all withheld groups of a variable
        in one of them."""
        alike = [table]
        for groups in self.unknown.values():
            starts = [self.start[row] for row in groups]
            for start in starts if len(starts) > 1 else ():
                moved = table.copy()
                for other in starts:
                    moved[other : other + self.leaves] = 0
                moved[start : start + self.leaves] = sum(table[other : other + self.leaves] for other in starts)
                alike.append(moved)
        alike = np.array(alike)
        excess = (self.above @ alike.T - self.most[:, np.newaxis]).max(axis=0, initial=0)
        self.points = np.vstack([self.points, table, *alike[1:][excess[1:] < 1e-7]])

    def range(self, places, own=None):
        return self.extreme(places, 1, own), self.extreme(places, -1, own)

    def found(self, own=None):
        """Tables that agree with everything; those without the attacker's own answer are mixed with the one that has
        most of it, as far as it takes."""
        if own is None:
            return self.points
        if self.mixed[:2] != (own, len(self.points)):
            counts = self.points[:, own]
            most = self.points[counts.argmax()]
            share = np.clip((1 - counts) / np.maximum(most[own] - counts, TOLERANCE), 0, 1)[:, np.newaxis]
            self.mixed = (own, len(self.points), self.points + share * (most - self.points))
        return self.mixed[2]

    def spreads(self, row, own=None):
        """How far each valid answer differs between tables found so far: its range is no narrower."""
        start = self.start[row]
        counts = self.found(own)[:, start : start + self.options]
        return counts.max(axis=0) - counts.min(axis=0)

    def widths(self, row, need, own=None):
        """The width of every valid answer's range, or of at least two that are wide enough."""
        widths = self.spreads(row, own)
        for leaf in np.argsort(-widths):
            if (widths >= need - TOLERANCE).sum() >= 2:
                break
            if widths[leaf] < need - TOLERANCE:
                low, high = self.range([self.place(row, leaf)], own)
                widths = np.maximum(widths, self.spreads(row, own))
                widths[leaf] = high - low
        return widths

    def narrow(self, row, own=None):
        """Why a withheld group isn't hidden; None when it is: two of its answers can be off by five.

        Nor more than what the whole round's own figures leave, in whole numbers, or than there are respondents.
        """
        need = min(WIDTH, np.floor(self.most_from_whole(own) + TOLERANCE), self.upper[row])
        widths = self.widths(row, need, own)
        if (widths >= need - TOLERANCE).sum() >= 2:
            return None
        return {"row": row, "need": int(need), "widths": [round(float(width), 2) for width in widths]}

    def most_from_whole(self, own=None):
        """What the second most common answer may count, besides the attacker's own, by the figures of the whole round
        alone."""
        leaf = None if own is None else own % self.leaves
        if leaf not in self.whole:
            lines = [line for line in self.inequalities if all(place < self.leaves for place in line[0])]
            above, most = self.matrix(lines)
            counts = []
            for option in range(self.options):
                objective = np.zeros(self.size)
                objective[option] = -1
                bounds = [(1 if place == leaf else 0, None) for place in range(self.size)]
                solution = linprog(objective, A_ub=above, b_ub=most, bounds=bounds) if lines else None
                least = 1 if option == leaf else 0
                counts.append(-solution.fun - least if solution is not None and solution.status == 0 else np.inf)
            self.whole[leaf] = sorted(counts)[-2]
        return self.whole[leaf]

    def is_determined(self, rows):
        """Whether every valid answer of some groups together is known exactly."""
        for leaf in range(self.options):
            places = [self.place(row, leaf) for row in rows]
            sums = self.points[:, places].sum(axis=1)
            if sums.max() - sums.min() >= 1 - TOLERANCE:
                return False
            low, high = self.range(places)
            if high - low >= 1 - TOLERANCE:
                return False
        return True
