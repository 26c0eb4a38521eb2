"""A day in the workspace, as staff live it: no script, by form and by keyboard."""

import hmac
import struct
import time
from base64 import b32decode

PASSWORD = "blåbär under trappan"
OTHER_PASSWORD = "gratis asfalt krona"

# Hashing a password is slow on purpose, and many times slower in a debug build.
PATIENCE = 90_000


def set_up_link(service):
    """What `radslag account setup` prints."""
    return service.output("account", "setup", "--link-base", service.address).strip()


def join(page, link, name, email, password=PASSWORD):
    """Makes an account by a link; leaves the page on the start page."""
    page.set_default_timeout(PATIENCE)
    page.goto(link)
    page.fill("#name", name)
    page.fill("#email", email)
    page.fill("#password", password)
    page.fill("#repeated", password)
    page.press("#repeated", "Enter")
    page.wait_for_url("**/arbete")


def sign_in(page, address, email, password=PASSWORD):
    page.set_default_timeout(PATIENCE)
    page.goto(address + "/arbete/logga-in")
    page.fill("#email", email)
    page.fill("#password", password)
    page.press("#password", "Enter")


def sign_out(page):
    page.click(".person button")
    page.wait_for_url("**/arbete/logga-in")


def invite(page, address, role, scope="municipality"):
    """Invites a colleague; says the link to send."""
    page.goto(address + "/arbete/kollegor")
    page.select_option("#role", role)
    page.select_option("#scope", scope)
    page.click("form[action='/arbete/kollegor/bjud-in'] button")
    return page.input_value("#address")


def one_time_code(key, now=None):
    """The code that an authenticator app shows (RFC 6238)."""
    counter = struct.pack(">Q", int((now or time.time()) // 30))
    digest = hmac.digest(b32decode(key.replace(" ", "")), counter, "sha1")
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset:offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
