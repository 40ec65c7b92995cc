"""What the journal in a folder tells, read by the binary."""
import json

from .binary import troupe


def answer_of(command, home, *more):
    done = troupe("journal", command, "--home", home, *more)
    if done.returncode != 0:
        raise AssertionError(f"journal {command}: {done.returncode}: {done.stderr}")
    return done.stdout


def digest(home):
    return answer_of("digest", home).strip()


def verify(home):
    return json.loads(answer_of("verify", home, "--json"))


def records(home, *types):
    every = [json.loads(line) for line in answer_of("cat", home, "--json").splitlines()]
    return [each for each in every if not types or each["type"] in types]


def orders(home):
    """Every order as the reference prints it: instant, symbol, side."""
    return sorted(f'{each["t"]} {each["symbol"]} {each["side"]}'
                  for each in records(home, "intent"))
