"""A WebSocket client of one page (RFC 6455): JSON in frames, pings answered, no extensions."""
import base64
import json
import os
import socket
import struct
import time

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
TIMEOUT_S = 15


class WebSocket:
    def __init__(self, port, path, headers=None):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_S)
        self.received = b""
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket",
                 "Connection: Upgrade", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13",
                 *(f"{name}: {value}" for name, value in (headers or {}).items()), "", ""]
        self.socket.sendall("\r\n".join(lines).encode())
        while b"\r\n\r\n" not in self.received:
            self._read_more()
        head, self.received = self.received.split(b"\r\n\r\n", 1)
        status = head.split(b"\r\n", 1)[0].decode()
        if " 101 " not in status:
            raise AssertionError(f"{path} was not upgraded: {status}")

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.socket.close()

    def send(self, message):
        self._send_frame(TEXT, json.dumps(message).encode())

    def send_in_pieces(self, message, size):
        """One message in continuation frames of so many bytes."""
        content = json.dumps(message).encode()
        pieces = [content[begin:begin + size] for begin in range(0, len(content), size)]
        for place, piece in enumerate(pieces):
            self._send_frame(TEXT if place == 0 else CONTINUATION, piece,
                             last=place == len(pieces) - 1)

    def receive(self):
        """The next message; None when the other side closed."""
        while True:
            kind, payload = self._read_frame()
            if kind in (TEXT, BINARY):
                return json.loads(payload)
            if kind == PING:
                self._send_frame(PONG, payload)
            elif kind == CLOSE:
                return None

    def receive_until(self, wanted, within_s):
        """Every message up to the first that is wanted."""
        deadline = time.monotonic() + within_s
        messages = []
        while (left := deadline - time.monotonic()) > 0:
            self.socket.settimeout(left)
            try:
                message = self.receive()
            except TimeoutError:
                break
            if message is None:
                break
            messages.append(message)
            if wanted(message):
                return messages
        kinds = sorted({each["type"] for each in messages})
        raise AssertionError(f"the wanted message did not come; there were {len(messages)} of "
                             f"{kinds}")

    def _send_frame(self, kind, payload, last=True):
        mask = os.urandom(4)
        size = len(payload)
        length = struct.pack("!B", 128 | size) if size < 126 else struct.pack("!BH", 254, size)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
        self.socket.sendall(bytes([(128 if last else 0) | kind]) + length + mask + masked)

    def _read_frame(self):
        first, second = self._read(2)
        size = second & 127
        if size == 126:
            size, = struct.unpack("!H", self._read(2))
        elif size == 127:
            size, = struct.unpack("!Q", self._read(8))
        payload = self._read(size)
        if first & 128:
            return first & 15, payload
        more = self._read_frame()
        return first & 15, payload + more[1]

    def _read(self, size):
        while len(self.received) < size:
            self._read_more()
        part, self.received = self.received[:size], self.received[size:]
        return part

    def _read_more(self):
        part = self.socket.recv(65536)
        if not part:
            raise AssertionError("the connection was cut without a close frame")
        self.received += part
