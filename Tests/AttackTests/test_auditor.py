"""The auditor says of a table exactly what linear programming says.

The auditor follows flows through a network. Here the same sums are written down as equations, from what the table
means and not from that network, and scipy looks for the least and the greatest value of every count.
"""

import json

import numpy as np
import pytest
from scipy.optimize import linprog

COUNT = 400
FEWEST = 300


@pytest.fixture(scope="session")
def patterns(write_samples):
    return json.loads(write_samples("patterns", COUNT).read_text())


class Attack:
    """Every table that agrees with what is known of a pattern, as linear constraints on its counts."""

    def __init__(self, pattern):
        self.parents = pattern["parents"]
        self.columns = len(self.parents)
        self.rows = len(pattern["known"])
        self.bounds = [(cell["low"], cell.get("high")) for row in pattern["known"] for cell in row]
        self.sums = np.array(list(self.row_sums()) + list(self.column_sums()))

    def counts(self, cells):
        """The sum of some counts, as coefficients."""
        coefficients = np.zeros(self.rows * self.columns)
        for row, column in cells:
            coefficients[row * self.columns + column] += 1
        return coefficients

    def row_sums(self):
        """A set of answers is its parts, in every row."""
        for row in range(self.rows):
            for column in set(self.parents) - {None}:
                parts = [(row, part) for part in range(self.columns) if self.parents[part] == column]
                yield self.counts(parts) - self.counts([(row, column)])

    def column_sums(self):
        """The total, the last row, is its groups, in every column."""
        total = self.rows - 1
        for column in range(self.columns):
            yield self.counts((row, column) for row in range(total)) - self.counts([(total, column)])

    def least(self, objective):
        """The least value of a sum of counts; None when there is no end."""
        solution = linprog(objective, A_eq=self.sums, b_eq=np.zeros(len(self.sums)), bounds=self.bounds)
        if solution.status == 3:
            return None
        assert solution.status == 0, solution.message
        nearest = round(solution.fun)
        assert abs(solution.fun - nearest) < 1e-6, "The bounds of a network are whole numbers."
        return nearest

    def range(self, cells):
        """The least and the greatest value of a sum of counts."""
        objective = self.counts(cells)
        greatest = self.least(-objective)
        return self.least(objective), None if greatest is None else -greatest


def bounds(cell):
    return cell["low"], cell.get("high")


def test_every_range_is_that_of_linear_programming(patterns):
    compared = narrowed = endless = 0
    for pattern in patterns:
        attack = Attack(pattern)
        for row, (known, ranges) in enumerate(zip(pattern["known"], pattern["ranges"])):
            for column, (before, after) in enumerate(zip(known, ranges)):
                expected = bounds(before)
                if before["low"] != before.get("high"):
                    expected = attack.range([(row, column)])
                assert bounds(after) == expected, (pattern["seed"], row, column)
                compared += 1
                narrowed += before != after
                endless += after.get("high") is None

    assert len(patterns) >= FEWEST
    assert compared > 5000 and narrowed > 1000 and endless > 100, (compared, narrowed, endless)


def test_every_range_of_a_union_is_that_of_linear_programming(patterns):
    compared = 0
    for pattern in patterns:
        attack = Attack(pattern)
        for union in pattern["unions"]:
            cells = [(row, union["column"]) for row in union["rows"]]
            assert bounds(union["range"]) == attack.range(cells), (pattern["seed"], union)
            compared += 1

    assert compared > 300, compared
