"""What is published of a round, read from its files as a stranger would, and what is true of it."""

import csv
import functools
import json

EVERYBODY = ("all", "everybody")
FIGURES = ("n", "value", "unweighted", "low", "high", "lessThan", "moreThan", "dontKnowShare")


class Release:
    """One release of a round: its figures by question and row, where a row is a variable and one of its groups."""

    def __init__(self, path, survey):
        self.document = json.loads(path.read_text())
        self.is_weighted = self.document["method"]["weighting"] != "none"
        self.at_least = self.document["responsesAtLeast"]
        self.survey = survey
        self.figures = {}
        self.cells = {}
        self.coverage = {}
        self.read_json()
        self.read_csv(path.with_suffix(".csv"))

    def read_json(self):
        for goal in self.document["goals"]:
            for indicator in goal["indicators"]:
                for table in indicator["tables"]:
                    for row in table["rows"]:
                        if not row["withheld"]:
                            self.add(indicator["id"], place(table, row), figures_of(row))
        for distribution in self.document["distributions"]:
            for table in distribution["tables"]:
                for row in table["rows"]:
                    if not row["withheld"]:
                        shares = [cell["share"] for cell in row["cells"]]
                        self.cells[distribution["question"], place(table, row)] = (row["n"], shares)
        for table in self.document["coverage"]["tables"]:
            for row in table["rows"]:
                self.coverage[table["variable"], row["group"]] = row["responses"]

    def read_csv(self, path):
        """The file for programs; what it tells beyond the JSON is taken in as more figures."""
        columns = {"value": "value", "low": "low", "high": "high", "less_than": "lessThan", "more_than": "moreThan",
                   "dont_know_share": "dontKnowShare"}
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["row"] != "figures" or row["withheld"] == "true":
                    continue
                figures = {ours: float(row[theirs]) for theirs, ours in columns.items() if row[theirs]}
                figures["n"] = int(row["n"])
                where = (row["variable"], row["group"]) if row["variable"] else EVERYBODY
                self.add(row["indicator"], where, figures)

    def add(self, indicator, where, figures):
        known = self.figures.setdefault((self.question_of[indicator], where), {}).setdefault(indicator, [])
        if not any(figures.items() <= other.items() for other in known):
            known.append(figures)

    @functools.cached_property
    def question_of(self):
        return {
            indicator["id"]: question
            for question, asked in self.survey["questions"].items()
            for indicator in asked["indicators"]
        }

    def shows(self, question, where):
        """Whether anything is told of a row."""
        return (question, where) in self.figures or (question, where) in self.cells


def place(table, row):
    return EVERYBODY if table["variable"] is None else (table["variable"], row["group"])


def figures_of(row):
    value = row.get("share", row.get("mean"))
    unweighted = row.get("shareUnweighted", row.get("meanUnweighted"))
    figures = {**row, "value": value, "unweighted": unweighted}
    return {name: figures[name] for name in FIGURES if figures.get(name) is not None}


class Round:
    """A folder that `release-samples` wrote."""

    def __init__(self, folder):
        self.folder = folder
        self.survey = json.loads((folder / "survey.json").read_text())
        self.truth = json.loads((folder / "truth.json").read_text())
        paths = sorted(folder.glob("release-*.json"))
        self.releases = [Release(path, self.survey) for path in paths]

    def rows(self, question):
        """Every row of a question's tables but the whole round's."""
        return [
            (variable, group)
            for variable, groups in self.survey["variables"].items()
            for group in groups
            if variable in self.truth["questions"][question]
        ]

    def counts(self, question, where):
        variable, group = where
        return self.truth["questions"][question][variable][group]["counts"]

    def weighted(self, question, where, indicator):
        """The weight of a row's valid answers and the weighted mean of their scores; None without any."""
        variable, group = where
        return self.truth["questions"][question][variable][group]["weighted"].get(indicator)
