"""The six properties of a safe release (statistics.md 2.6), each as what breaks it in one round.

A break is a dictionary that says where; a safe round has none. P1 to P4 are of the attack by linear programming, P5 and
P6 compare files.
"""

import itertools
import json

import numpy as np
from attack import EVERYTHING, TOLERANCE, Attack
from published import Round

# Of coverage P1 makes no use: who knows that three persons of a group answered can tell a large group beside it to
# within three, whatever the rule.
FIGURES = EVERYTHING - {"coverage"}
SMALLEST_BASE = 30

# What a release with weights says of weighted counts, which tell where an answer moved by how much they moved.
WEIGHTED = {"share", "mean", "low", "high", "dontKnowShare", "againstRest", "groupsDiffer", "series"}


def examine(folder):
    """Everything that breaks a property in one round, and how much was attacked."""
    round_ = Round(folder)
    found = {name: [] for name in ("P1", "P2", "P3", "P4", "P5", "P6")}
    sizes = {"withheld": 0, "insiders": 0, "swaps": 0, "moves": 0}
    sizes["releases"] = len(round_.releases)
    sizes["refused"] = round_.truth["refused"][0] if not round_.releases else None
    if round_.releases:
        for question in round_.survey["questions"]:
            examine_question(round_, question, found, sizes)
        examine_swap(round_, found, sizes)
        examine_move(round_, found, sizes)
    return {"found": found, "sizes": sizes}


def examine_question(round_, question, found, sizes):
    both = Attack(round_, question, reads=FIGURES)
    everything = Attack(round_, question, reads=EVERYTHING)
    for variable in round_.survey["variables"]:
        withheld = both.withheld(variable)
        if len(round_.releases) > 1:
            found["P4"] += narrow_groups(both, withheld)
        found["P3"] += narrow_to_insiders(both, withheld, sizes)
        found["P2"] += determined_unions(everything, withheld)

    # Whatever agrees with both releases agrees with the first.
    first = Attack(round_, question, round_.releases[:1], FIGURES)
    first.points = np.vstack([first.points, both.points])
    for variable in round_.survey["variables"]:
        withheld = first.withheld(variable)
        sizes["withheld"] += len(withheld) if is_inhabited(first, withheld) else 0
        found["P1"] += narrow_groups(first, withheld)


def is_inhabited(attack, groups):
    return any(sum(attack.round.counts(attack.question, group)) for group in groups)


def narrow_groups(attack, withheld, own=None):
    """P1: withheld groups that don't keep two answers which can be off by five."""
    if not is_inhabited(attack, withheld):
        return []
    breaks = [attack.narrow(group, own) for group in withheld]
    return [describe(attack, withheld, narrow) for narrow in breaks if narrow]


def narrow_to_insiders(attack, withheld, sizes):
    """P3: the same, for a respondent of a withheld group who knows her own answer."""
    breaks = []
    for group in withheld:
        for leaf, count in enumerate(attack.round.counts(attack.question, group)):
            if count:
                sizes["insiders"] += 1
                breaks += narrow_groups(attack, withheld, attack.place(group, leaf))
    return breaks


def determined_unions(attack, withheld):
    """P2: small groups, alone or together, all of whose answers are known exactly."""
    breaks = []
    for size in range(1, len(withheld) + 1):
        for union in itertools.combinations(withheld, size):
            valid = sum(sum(attack.round.counts(attack.question, row)[: attack.options]) for row in union)
            if 0 < valid < SMALLEST_BASE and attack.is_determined(union):
                breaks.append(describe(attack, withheld, {"row": union}))
    return breaks


def describe(attack, withheld, narrow):
    return {
        "round": attack.round.folder.name,
        "question": attack.question,
        "withheld": {group: attack.round.counts(attack.question, (variable, group)) for variable, group in withheld},
        **narrow,
    }


def examine_swap(round_, found, sizes):
    """P5: two withheld groups have each other's answers, and nothing published changes.

    What coverage tells of the groups' own size does. With weights their residents are swapped too, or the weights of
    everybody else would change. Where another group is as large as one of them, the first by its code is withheld
    beside a thin one, so that a swap may change which.
    """
    twin = round_.folder / "swapped.json"
    if not twin.exists():
        return
    swap = json.loads((round_.folder / "swap.json").read_text())
    if is_tied(round_, swap):
        return
    sizes["swaps"] += 1
    own, other = (
        without_coverage(json.loads(path.read_text()), swap["variable"])
        for path in (round_.folder / "release-1.json", twin)
    )
    if json.dumps(own) != json.dumps(other):
        found["P5"].append({"round": round_.folder.name, "weighted": round_.releases[0].is_weighted, **swap})


def is_tied(round_, swap):
    """Whether a third group gave as many valid answers to some question as one of the two."""
    pair = {swap["first"], swap["second"]}
    for question, asked in round_.survey["questions"].items():
        table = round_.truth["questions"][question][swap["variable"]]
        valid = {group: sum(known["counts"][: len(asked["options"])]) for group, known in table.items()}
        if {valid[group] for group in pair} & {valid[group] for group in valid.keys() - pair}:
            return True
    return False


def without_coverage(document, variable):
    tables = document["coverage"]["tables"]
    document["coverage"]["tables"] = [table for table in tables if table["variable"] != variable]
    return document


def examine_move(round_, found, sizes):
    """P6: whether one respondent changed her answer or her like in another withheld group did, looks the same.

    With weights the two may weigh differently, so that only what is told without weights is the same; how much the
    weighted figures tell of it is P1's matter. When the new answer makes a group less thin, other groups are withheld
    and the answer moved within no union: there is nothing to compare.
    """
    paths = [round_.folder / name for name in ("release-1.json", "moved-1.json", "moved-2.json")]
    if not all(path.exists() for path in paths):
        return
    texts = [path.read_bytes() for path in paths]
    documents = [json.loads(text) for text in texts]
    if any(withheld_rows(document) != withheld_rows(documents[0]) for document in documents[1:]):
        return
    sizes["moves"] += 1
    own, other = texts[1:]
    if round_.releases[0].is_weighted:
        own, other = (without(json.loads(text), WEIGHTED) for text in texts[1:])
    if own != other:
        move = json.loads((round_.folder / "move.json").read_text())
        found["P6"].append({"round": round_.folder.name, **move})


def withheld_rows(document):
    return [
        (indicator["id"], table["variable"], row["group"])
        for goal in document["goals"]
        for indicator in goal["indicators"]
        for table in indicator["tables"]
        for row in table["rows"]
        if row["withheld"]
    ]


def without(document, keys):
    """The document without the keys, at any depth; cells of distributions, which have no weights, keep theirs."""
    if isinstance(document, dict):
        kept = keys - {"share"} if "code" in document else keys
        return {key: without(value, keys) for key, value in document.items() if key not in kept}
    if isinstance(document, list):
        return [without(value, keys) for value in document]
    return document
