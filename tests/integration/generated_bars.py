"""Made-up one-minute bars that make the strategy trade: a seeded walk with waves in it.

The same seed gives the same file on every machine: whole cents and a generator of our own.
"""
from datetime import datetime, timedelta, timezone

START = datetime(2024, 3, 4, tzinfo=timezone.utc)


class Generator:
    """A linear congruential generator, by Knuth's constants for 64 bits."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit


def decimal(cents):
    return f"{cents // 100}.{cents % 100:02d}"


def rows(seed, minutes, first_cents):
    chance = Generator(seed)
    price, drift = first_cents, 0
    step = max(1, first_cents // 2000)
    for minute in range(minutes):
        if chance.below(240) == 0:
            drift = chance.below(2 * step + 1) - step
        opened = price
        price = max(step * 10, price + drift + chance.below(2 * step + 1) - step)
        high = max(opened, price) + chance.below(step)
        low = min(opened, price) - chance.below(step)
        volume = 1 + chance.below(10) * chance.below(30)
        time = (START + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield ",".join([time, decimal(opened), decimal(high), decimal(low), decimal(price),
                        str(volume)])


def write(folder, name="BTC-USD", seed=1, minutes=2880, first_cents=600_000):
    """Writes <name>_1m.csv into the folder and returns its path."""
    place = folder / f"{name}_1m.csv"
    header = "timestamp,open,high,low,close,volume"
    place.write_text("\n".join([header, *rows(seed, minutes, first_cents)]) + "\n",
                     encoding="utf-8")
    return place
