"""Canaille, a real OpenID Connect provider, in a process of its own.

    python identity_provider.py PORT SECRET RETURN-ADDRESS

Lines on standard input change who is in which group: `join anna editors`, `leave anna editors`. Each is answered by a
line. Everything is in memory and gone with the process.
"""

import sys
import threading

from werkzeug.serving import make_server

CLIENT = "radslag"
PASSWORD = "en lång mening för provet"
PEOPLE = {
    "anna": ("Anna Redaktör", ["editors"]),
    "olga": ("Olga Ägare", ["owners"]),
    "kalle": ("Kalle Köksmästare", ["canteen"]),
}


def make_app(port, secret, return_address):
    import canaille
    from canaille.app import models
    from canaille.backends import Backend

    app = canaille.create_app({
        "SECRET_KEY": "only for the test",
        "SERVER_NAME": f"localhost:{port}",
        "PREFERRED_URL_SCHEME": "http",
        "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False, "HTMX": False, "LANGUAGE": "en"},
        "CANAILLE_OIDC": {"TRUSTED_DOMAINS": ["127.0.0.1"]},
    })
    with app.app_context():
        groups = {}
        for user_name, (name, names) in PEOPLE.items():
            given, family = name.split()
            user = models.User(
                user_name=user_name, formatted_name=name, given_name=given, family_name=family,
                emails=[f"{user_name}@kommun.example"], password=PASSWORD,
            )
            Backend.instance.save(user)
            for group_name in names:
                groups.setdefault(group_name, []).append(user)
        for group_name, members in groups.items():
            Backend.instance.save(models.Group(display_name=group_name, members=members))
        client = models.Client(
            client_id=CLIENT, client_secret=secret, client_name="Rådslag",
            client_uri="http://127.0.0.1", redirect_uris=[return_address],
            grant_types=["authorization_code"], response_types=["code"],
            scope=["openid", "profile", "email", "groups"],
            token_endpoint_auth_method="client_secret_basic", id_token_signed_response_alg="RS256",
            contacts=["it@kommun.example"],
        )
        Backend.instance.save(client)
        client.audience = [client]
        Backend.instance.save(client)
    return app


def change(app, line):
    """One line of standard input: who joins or leaves which group."""
    from canaille.app import models
    from canaille.backends import Backend

    verb, user_name, group_name = line.split()
    with app.app_context():
        user = Backend.instance.get(models.User, user_name=user_name)
        group = Backend.instance.get(models.Group, display_name=group_name)
        members = [member for member in group.members if member.id != user.id]
        group.members = members + [user] if verb == "join" else members
        Backend.instance.save(group)


def main():
    port, secret, return_address = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    app = make_app(port, secret, return_address)
    server = make_server("127.0.0.1", port, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    for line in sys.stdin:
        change(app, line)
        print("done", flush=True)


if __name__ == "__main__":
    main()
