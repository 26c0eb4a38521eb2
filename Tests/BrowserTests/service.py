"""The service under test: the real program, with a data folder of its own that is thrown away afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]

OPEN_ROUNDS = {
    "trygghet": "trygghet-2026",
    "medborgardialog": "medborgardialog-2026",
    "anlaggning": "anlaggning-2026",
}
PREPARED_ROUND = "trygghet-2027"
CLOSED_ROUND = "exempel-2025"
SITE = "sydpoolen"


class Service:
    """Rounds as `Deploy/run` prepares them, one that isn't open yet, and a smaller demonstration."""

    # Options of `radslag serve`, and settings of the environment, before those of every test.
    serving = ()
    settings = {}

    def __init__(self, binary=None):
        self.binary = binary or os.environ.get("RADSLAG_BINARY") or CHECKOUT / ".build/debug/radslag"
        self.folder = Path(tempfile.mkdtemp(prefix="radslag-browser-tests-"))
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        for survey, round_id in OPEN_ROUNDS.items():
            self.run("round", "create", round_id, "--survey", survey, "--period", "2026")
            self.run("round", "open", round_id)
        self.run("round", "create", PREPARED_ROUND, "--survey", "trygghet", "--period", "2027")
        self.run(
            "round", "create", CLOSED_ROUND, "--survey", "trygghet", "--period", "2025",
            "--sampling", "probability", "--demonstration",
        )
        self.run("round", "open", CLOSED_ROUND)
        self.run("demo", "--round", CLOSED_ROUND, "--responses", "1500", "--seed", "2025")
        self.run("round", "close", CLOSED_ROUND)
        self.run("release", CLOSED_ROUND)
        return self.serve()

    def start_small(self):
        """One open round, for tests that are about something else."""
        survey, round_id = "trygghet", OPEN_ROUNDS["trygghet"]
        self.run("round", "create", round_id, "--survey", survey, "--period", "2026")
        self.run("round", "open", round_id)
        return self.serve()

    def serve(self):
        self.log = open(self.folder / "server.log", "w+b")
        self.process = subprocess.Popen(
            [self.binary, "serve", "--port", str(self.port), "--data", self.data, *self.serving],
            env=environment() | self.settings, cwd=CHECKOUT, stdout=self.log, stderr=subprocess.STDOUT,
        )
        self.wait_until_ready()
        return self

    @property
    def data(self):
        return str(self.folder / "data")

    def run(self, *arguments):
        """One command of the program; what it said is in the error when it fails."""
        self.output(*arguments)

    def output(self, *arguments):
        """What one command of the program says."""
        done = subprocess.run(
            [self.binary, *arguments, "--data", self.data],
            env=environment(), cwd=CHECKOUT, capture_output=True, text=True,
        )
        if done.returncode != 0:
            raise RuntimeError(f"radslag {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def wait_until_ready(self):
        for _ in range(120):
            try:
                with urllib.request.urlopen(self.address + "/health/ready", timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.25)
        self.log.seek(0)
        raise RuntimeError("The server didn't become ready:\n" + self.log.read().decode(errors="replace"))

    def stop(self):
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def environment():
    """The shell's environment without settings of a service that runs elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RADSLAG_")}
    return kept | {
        "RADSLAG_SURVEYS": str(CHECKOUT / "Surveys"),
        "RADSLAG_LOCALES": str(CHECKOUT / "Locales"),
        # Tests send as fast as they can, unless they are about limits.
        "RADSLAG_SENDS_PER_MINUTE": "0",
        "RADSLAG_CODES_PER_MINUTE": "0",
        "RADSLAG_SHORTEST_VISIT": "0",
    }


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def browser_options():
    """How Debian's own Chromium is started; as root it has no sandbox to use."""
    executable = shutil.which("chromium")
    if executable is None:
        raise RuntimeError("Chromium is needed: run Deploy/setup build tests")
    return {"executable_path": executable, "args": ["--no-sandbox"] if os.geteuid() == 0 else []}
