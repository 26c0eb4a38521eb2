"""A municipality with an identity provider: Canaille in one process, the service in another."""

import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import workspace
from identity_provider import CLIENT, PASSWORD
from service import Service, free_port

NAME = "Kommunens inloggning"


class Provider:
    """Canaille. It is another site than the service's, `localhost` and not `127.0.0.1`, as in a municipality."""

    def __init__(self, return_address):
        self.port = free_port()
        self.issuer = f"http://localhost:{self.port}"
        self.secret = secrets.token_urlsafe(24)
        self.return_address = return_address
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [
                sys.executable, Path(__file__).with_name("identity_provider.py"),
                str(self.port), self.secret, self.return_address,
            ],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        if self.process.stdout.readline().strip() != "ready":
            raise RuntimeError("Canaille didn't start.")
        for _ in range(40):
            try:
                with urllib.request.urlopen(self.issuer + "/.well-known/openid-configuration", timeout=5):
                    return self
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.25)
        raise RuntimeError("Canaille doesn't answer.")

    def change(self, line):
        """`join anna editors`, `leave anna editors`."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline().strip() == "done"

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)


class MunicipalService(Service):
    """The service, configured as the operations page says."""

    def __init__(self):
        super().__init__()
        self.provider = Provider(self.address + "/arbete/oidc/tillbaka")

    def start(self):
        self.provider.start()
        secret = self.folder / "client-secret"
        secret.touch(mode=0o600)
        secret.write_text(self.provider.secret + "\n")
        self.settings = {
            "RADSLAG_ADDRESS": self.address,
            "RADSLAG_OIDC_ISSUER": self.provider.issuer,
            "RADSLAG_OIDC_CLIENT_ID": CLIENT,
            "RADSLAG_OIDC_CLIENT_SECRET_FILE": str(secret),
            "RADSLAG_OIDC_NAME": NAME,
            "RADSLAG_OIDC_SCOPES": "openid profile email groups",
            "RADSLAG_OIDC_ROLES": "editors=editor,owners=owner,readers=reader",
        }
        return self.start_small()

    def stop(self):
        super().stop()
        self.provider.stop()


def open_button(page, address, path="/arbete/logga-in"):
    page.set_default_timeout(workspace.PATIENCE)
    page.goto(address + path)
    page.click(f"text=Logga in med {NAME}")


def sign_in_at_provider(page, user_name):
    """What the provider's own pages ask for."""
    page.fill("[name=login]", user_name)
    page.press("[name=login]", "Enter")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def sign_in(page, address, user_name):
    open_button(page, address)
    sign_in_at_provider(page, user_name)
