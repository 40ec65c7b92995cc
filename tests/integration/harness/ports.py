"""Free ports of this machine. Each is given out once in a test run, and never to two shards of it
(tests/in_shards.py): a shard takes every so-manieth only."""
import os
import socket

given = set()
shard, shards = (int(part) for part in os.environ.get("TROUPE_TEST_SHARD", "0/1").split("/"))


def free_port():
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        # The kernel gives odd and even ones unevenly, so of pairs.
        if port not in given and port // 2 % shards == shard:
            given.add(port)
            return port


def taken_port():
    """A port that someone listens on, and the socket that does; close it at the end."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    return listener.getsockname()[1], listener
