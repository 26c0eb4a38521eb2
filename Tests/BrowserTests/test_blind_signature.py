"""The blind signatures of the browser's script, against the published examples of RFC 9474 (appendix A).

The two with a salt: the script's kind, and its randomised sister, which differs only in how the message was prepared.
"""

import json
import pathlib

import pytest

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = CHECKOUT / "Sources/PublicSite/Scripts/blind-signature.js"
EXAMPLES = json.loads((CHECKOUT / "Tests/Fixtures/rfc9474.json").read_text())

READ = """
    const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));
    const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const script = await import("/blind-signature.js");
    const key = script.publicKey(bytes(example.n), bytes(example.e));
    const message = bytes(example.prepared_msg);
"""


@pytest.fixture
def run(scripted_page):
    """Runs a piece of JavaScript with one example, on a page where the browser lets it hash."""

    def answer(route):
        if route.request.url.endswith(".js"):
            route.fulfill(body=SCRIPT.read_text(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Blind signatures</title>", content_type="text/html")

    scripted_page.route("http://localhost/**", answer)
    scripted_page.goto("http://localhost/")
    return lambda body, example: scripted_page.evaluate(f"async (example) => {{ {READ} {body} }}", example)


@pytest.fixture(params=EXAMPLES, ids=lambda example: example["name"])
def example(request):
    return request.param


def test_a_message_is_blinded_as_published(run, example):
    blinded = run(
        """
        const given = { salt: bytes(example.salt), inverse: bytes(example.inv) };
        return hex((await script.blind(key, message, given)).blinded);
        """,
        example,
    )

    assert blinded == example["blinded_msg"]


def test_the_issuers_answer_becomes_the_published_signature(run, example):
    signature = run(
        "return hex(await script.finalize(key, message, bytes(example.blind_sig), bytes(example.inv)));", example)

    assert signature == example["sig"]


def test_what_is_blinded_is_new_each_time(run, example):
    first, second = run(
        """
        const twice = [await script.blind(key, message), await script.blind(key, message)];
        return twice.map((one) => hex(one.blinded));
        """,
        example,
    )

    assert first != second
    assert example["blinded_msg"] not in (first, second)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"prepared_msg": "00"}, id="another message"),
        pytest.param({"n": "f" * 1022 + "fd"}, id="another key"),
        pytest.param({"inv": "02"}, id="another inverse"),
        pytest.param({"blind_sig": "0" * 1022 + "02"}, id="an altered answer"),
        pytest.param({"blind_sig": "02"}, id="a short answer"),
    ],
)
def test_a_signature_that_is_not_the_keys_is_refused(run, example, change):
    refusal = run(
        """
        try {
            await script.finalize(key, message, bytes(example.blind_sig), bytes(example.inv));
            return null;
        } catch (error) {
            return error.message;
        }
        """,
        {**example, **change},
    )

    assert refusal in (
        "The issuer has not signed with its published key.",
        "The issuer's answer has a wrong length.",
    )
