"""Samples for the attacks, written by the program `release-samples` of this package."""

import os
import pathlib
import subprocess

import pytest

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def write_samples(tmp_path_factory):
    """A function that writes one kind of samples and gives the path that they are at."""
    program = os.environ.get("RADSLAG_SAMPLES", CHECKOUT / ".build/debug/release-samples")

    def write(kind, count, seed=1):
        path = tmp_path_factory.mktemp("samples") / kind
        subprocess.run([program, kind, path, "--count", str(count), "--seed", str(seed)], check=True)
        return path

    return write
