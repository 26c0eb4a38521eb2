"""The first page is light, asks for nothing from elsewhere, and says so to the browser."""

import gzip
import http.client
import re
from urllib.parse import urlsplit

import pytest
from conftest import LANGUAGES
from journeys import about_path, answer_path
from service import CLOSED_ROUND, OPEN_ROUNDS

# What a server may send before it waits for the first acknowledgement: ten segments (RFC 6928).
FIRST_FLIGHT = 14_336


class Answer:
    """A response as it came over the network."""

    def __init__(self, address, path):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body = response.read()
        self.status = response.status
        self.headers = response.headers
        self.size = len(body) + len(str(response.headers).encode()) + len("HTTP/1.1 200 OK\r\n")
        encoded = response.headers["Content-Encoding"] == "gzip"
        self.text = (gzip.decompress(body) if encoded else body).decode()
        connection.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("first", ["start", "trygghet", "medborgardialog", "anlaggning"])
def test_the_first_page_and_its_style_fit_in_the_first_flight(address, first, language):
    path = f"/{language}/" if first == "start" else about_path(first, language)

    page = Answer(address, path)
    style = Answer(address, re.search(r'<link rel="stylesheet" href="([^"]+)">', page.text)[1])

    assert (page.status, style.status) == (200, 200)
    assert page.size + style.size <= FIRST_FLIGHT, (page.size, style.size)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("round_id", [*OPEN_ROUNDS.values(), CLOSED_ROUND])
def test_the_page_about_privacy_fits_in_the_first_flight(address, round_id, language):
    page = Answer(address, f"/{language}/d/{round_id}/integritet")

    assert page.status == 200
    assert page.size <= FIRST_FLIGHT, page.size


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_makes_two_requests_at_most(page, address, language):
    requests = []
    page.on("request", lambda request: requests.append(request.url))

    page.goto(f"{address}/{language}/")

    asked = [url for url in requests if not url.startswith("data:")]
    assert len(asked) <= 2, asked
    assert all(url.startswith(address + "/") for url in asked)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/sv/", about_path("anlaggning", "ar"), answer_path("trygghet", "fi"), "/sv/resultat", "/sv/mal/N",
        f"/en/d/{CLOSED_ROUND}/resultat", f"/sv/d/{CLOSED_ROUND}", "/sv/no-such-page", "/openapi.yaml",
        "/api/v1/rounds", "/health/ready",
    ],
)
def test_every_answer_keeps_strangers_out(address, path):
    headers = Answer(address, path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers
    assert "Server" not in headers


@pytest.mark.parametrize("path", ["/sv/", f"/ar/d/{CLOSED_ROUND}/resultat", answer_path("trygghet", "sv")])
def test_no_page_has_script_or_inline_style(address, path):
    text = Answer(address, path).text

    assert "<script" not in text
    assert "<style" not in text
    assert not re.search(r"<[^>]+ (style|on[a-z]+)=", text)


def test_what_a_resident_has_answered_is_kept_by_no_cache(address):
    headers = Answer(address, answer_path("trygghet", "sv")).headers

    assert headers["Cache-Control"] == "no-store"
    # A page with a sealed journey beside what the resident wrote is never compressed (BREACH).
    assert "Content-Encoding" not in headers
