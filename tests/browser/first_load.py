"""What a browser loads for a page of the edge before anything is shown."""
import gzip
import re
from urllib.request import Request, urlopen

PAGES = ("/", "/trade/", "/markets/", "/portfolio/", "/strategies/", "/backtests/",
         "/decisions/", "/risk/", "/alerts/", "/journal/", "/system/", "/logs/", "/audit/",
         "/settings/")


def got(port, path):
    asked = Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"})
    with urlopen(asked, timeout=10) as answer:
        return answer.headers, answer.read()


def scripts_of(port, page):
    """By path: headers and bytes as they are sent, of each script that the page's HTML names."""
    html = gzip.decompress(got(port, page)[1]).decode()
    names = set(re.findall(r'src="(/_next/static/[^"]+\.js)"', html))
    return {name: got(port, name) for name in names}
