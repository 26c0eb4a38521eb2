"""Samples for the attacks, written by the program `release-samples` of this package."""

import os
import pathlib
import subprocess

import pytest

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def write_samples(tmp_path_factory):
    """A function that writes one kind of samples and gives the path that they are at."""

    def write(kind, count, seed=1):
        path = tmp_path_factory.mktemp("samples") / kind
        subprocess.run(command(kind, path, count, seed), check=True)
        return path

    return write


@pytest.fixture(scope="session")
def write_folders(tmp_path_factory):
    """A function that writes samples of a kind that is one folder each, on every processor, and gives the folders."""

    def write(kind, count):
        path = tmp_path_factory.mktemp("samples") / kind
        parts = 4
        writers = [
            subprocess.Popen(command(kind, path, count // parts, seed)) for seed in range(1, parts + 1)
        ]
        assert [writer.wait() for writer in writers] == [0] * parts
        return sorted(path.iterdir())

    return write


def command(kind, path, count, seed):
    program = os.environ.get("RADSLAG_SAMPLES", CHECKOUT / ".build/debug/release-samples")
    return [program, kind, path, "--count", str(count), "--seed", str(seed)]
