"""Waiting for what must become so: asks again and again, and says what was missing at the end."""
import time

PAUSE_S = 0.05


def wait_until(ask, what, within_s):
    """The first true answer of `ask`; fails when none came in time."""
    deadline = time.monotonic() + within_s
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() >= deadline:
            raise AssertionError(f"not within {within_s} s: {what}; the last answer: {answer!r}")
        time.sleep(PAUSE_S)
