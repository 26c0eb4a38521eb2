"""What is published of random rounds keeps the properties P1 to P6, and a worse rule does not.

`release-samples` writes the rounds: 40 to 5 000 respondents; empty, tiny, large and single-answer groups; with and
without weights and with those who don't state their group; shares that are nested or apart, a mean and an index. The
attacker reads the files only.
"""

import multiprocessing

import pytest
from properties import FIGURES, examine, narrow_groups
from published import Round
from attack import Attack

ROUNDS = 320
NAIVE_ROUNDS = 48


@pytest.fixture(scope="session")
def examined(write_folders):
    folders = write_folders("releases", ROUNDS)
    with multiprocessing.Pool() as pool:
        return pool.map(examine, folders, chunksize=4)


def total(examined, name):
    return sum(round_["sizes"][name] for round_ in examined)


def breaks(examined, name):
    return [found for round_ in examined for found in round_["found"][name]]


def test_the_rule_makes_what_its_auditor_lets_pass(examined):
    refused = [round_["sizes"]["refused"] for round_ in examined if round_["sizes"]["refused"]]

    assert len(examined) == ROUNDS
    assert refused == []


def test_enough_is_withheld_to_attack(examined):
    assert total(examined, "releases") > 1.3 * ROUNDS
    assert total(examined, "withheld") > 20 * ROUNDS
    assert total(examined, "insiders") > 30 * ROUNDS
    assert total(examined, "swaps") > ROUNDS / 6
    assert total(examined, "moves") > ROUNDS / 4


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("P1", id="P1 every withheld group keeps two answers that can be off by five"),
        pytest.param("P2", id="P2 no small group or union of groups is known exactly"),
        pytest.param("P3", id="P3 not even to a respondent who knows her own answer"),
        pytest.param("P4", id="P4 nor to who has all releases of the round in all formats"),
        pytest.param("P5", id="P5 what withheld groups answered changes nothing that is published"),
        pytest.param("P6", id="P6 a changed answer in one withheld group looks as in another"),
    ],
)
def test_no_property_is_broken(examined, name):
    broken = breaks(examined, name)

    assert not broken, "\n".join([f"{len(broken)} times, such as", *map(str, broken[:12])])


def naive_breaks(folder):
    """How many groups a rule withholds that withholds thin groups only, and how many of them are not hidden."""
    round_ = Round(folder)
    withheld = broken = 0
    for question in round_.survey["questions"]:
        attack = Attack(round_, question, round_.releases[:1], FIGURES)
        for variable in round_.survey["variables"]:
            groups = attack.withheld(variable)
            withheld += len(groups)
            broken += len(narrow_groups(attack, groups))
    return withheld, broken


def test_the_attack_breaks_a_rule_that_withholds_thin_groups_only(write_folders):
    folders = write_folders("naive-releases", NAIVE_ROUNDS)

    with multiprocessing.Pool() as pool:
        results = pool.map(naive_breaks, folders, chunksize=4)

    withheld, broken = (sum(result[place] for result in results) for place in (0, 1))
    rounds = sum(1 for result in results if result[1])
    print(f"naive rule: {broken} of {withheld} withheld groups not hidden, in {rounds} of {len(results)} rounds")
    assert broken > 40
    assert rounds > NAIVE_ROUNDS / 5
