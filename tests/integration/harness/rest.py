"""A client of the REST interface, and of the simulated venue's."""
import http.client
import json
from dataclasses import dataclass

TIMEOUT_S = 15


@dataclass
class Answer:
    status: int
    headers: dict
    text: str

    @property
    def body(self):
        return json.loads(self.text)


def call(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
    try:
        content = None if body is None else json.dumps(body)
        connection.request(method, path, content,
                           {"Content-Type": "application/json", **(headers or {})})
        answer = connection.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, names, answer.read().decode())
    finally:
        connection.close()


def call_if_up(port, method, path, **more):
    """The answer; None when nobody answers."""
    try:
        return call(port, method, path, **more)
    except (OSError, http.client.HTTPException):
        return None


class Operator:
    """Someone who has logged in at an edge."""

    def __init__(self, port, password, username="admin"):
        self.port = port
        answer = call(port, "POST", "/api/login", {"username": username, "password": password})
        if answer.status != 200:
            raise AssertionError(f"login: {answer.status} {answer.text}")
        self.token = answer.body["token"]
        self.refresh_token = answer.body["refresh_token"]

    @property
    def headers(self):
        return {"Authorization": f"Bearer {self.token}"}

    def ask(self, method, path, body=None):
        return call(self.port, method, path, body, self.headers)

    def get(self, path):
        answer = self.ask("GET", path)
        if answer.status != 200:
            raise AssertionError(f"GET {path}: {answer.status} {answer.text}")
        return answer.body


def at_venue(port, path):
    """GET at the simulated venue, past the system under test."""
    answer = call(port, "GET", path, headers={"APCA-API-KEY-ID": "watcher",
                                              "APCA-API-SECRET-KEY": "watcher"})
    if answer.status != 200:
        raise AssertionError(f"venue: GET {path}: {answer.status} {answer.text}")
    return answer.body
