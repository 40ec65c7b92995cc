"""The bars that tests replay: samples of real markets where they are, made-up ones otherwise."""
import unittest

from .binary import ROOT

SAMPLES = (ROOT / "../shared/data/bars").resolve()
BTC = "crypto-2018-04/BTC-USD_1m.csv"
CRYPTO = "crypto-2018-04"
SPY = "spy-2013-10/SPY_1m.csv"
AAPL = "aapl-2014-06/AAPL_1m.csv"


def sample(name):
    """The path of real bars; skips the test where they are not."""
    place = SAMPLES / name
    if not place.exists():
        raise unittest.SkipTest(f"the sample data is not here: {place}")
    return place


def files_of(place):
    return sorted(place.glob("*.csv")) if place.is_dir() else [place]
