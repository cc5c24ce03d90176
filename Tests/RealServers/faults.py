"""A server whose answers are wrong on purpose, byte by byte. Usage: faults.py PORT STRICT-PORT CERTIFICATES

The second port speaks TLS, and ends each handshake in which no client shows a certificate.

Every path names one way in which servers and the networks between break; see FAULTS at the end.
"""

import asyncio
import gzip
import json
import socket
import ssl
import struct
import sys
import zlib

import brotli
import zstandard

connections = 0
MEGABYTE = b"x" * (1 << 20)


class Client:
    """One connection: what a fault needs to answer on it."""

    def __init__(self, reader, writer, requests):
        self.reader, self.writer, self.requests, self.target = reader, writer, requests, "/"

    async def send(self, *pieces, pause=0.0):
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()
            if pause:
                await asyncio.sleep(pause)

    async def answer(self, body=b"", *headers, status="200 OK", length=None, type="text/plain"):
        lines = [f"HTTP/1.1 {status}".encode(), b"Content-Type: " + type.encode()]
        lines.append(b"Content-Length: %d" % (len(body) if length is None else length))
        await self.send(b"\r\n".join([*lines, *headers]) + b"\r\n\r\n" + body)

    async def chunks(self, *pieces, type="text/plain", pause=0.0, ends=True):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        await self.send(head, *[b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces], pause=pause)
        if ends:
            await self.send(b"0\r\n\r\n")

    async def reset(self):
        # A linger of nothing makes the close a reset.
        await asyncio.sleep(0.05)
        raw = self.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


async def endless_headers(client):
    await client.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await client.send(b"X-More: %s\r\n" % (b"y" * 1000))


async def huge(client):
    await client.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1073741824\r\n\r\n")
    for _ in range(1024):
        await client.send(MEGABYTE)


async def reset_mid_body(client):
    await client.answer(b"x" * 100, length=1000)
    await client.reset()


async def slow(client):
    await client.answer(b"", length=60)
    await client.send(*[b"z"] * 60, pause=1)


async def slow_headers(client):
    await client.send(b"HTTP/1.1 200 OK\r\n", *[b"X-Slow: 1\r\n"] * 60, pause=1)


async def closes_after(client):
    """Keeps the connection by its words, and closes it all the same once the answer is out."""
    await client.answer(b'{"requests": %d}' % client.requests, type="application/json")
    client.writer.close()


async def closes_on_reuse(client):
    """Answers the first request of a connection and closes at the second without a word."""
    if client.requests == 1:
        await client.answer(b'{"answered": true}', type="application/json")
    else:
        client.writer.close()


async def early_hints(client):
    await client.send(
        b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nX-Early: 1\r\n\r\n")
    await client.answer(b"late")


async def redirect_endless(client):
    count = int(client.target.rpartition("?n=")[2]) if "?n=" in client.target else 0
    await client.answer(b"", b"Location: /redirect-endless?n=%d" % (count + 1), status="302 Found")


async def sse_endless(client):
    await client.chunks(
        *[b"id: %d\ndata: {\"tick\": %d}\n\n" % (n, n) for n in range(600)], type="text/event-stream", pause=0.1)


async def bomb(client):
    """A few hundred KB that become 256 MB."""
    press = zlib.compressobj(1, wbits=31)
    packed = b"".join([press.compress(bytes(1 << 20)) for _ in range(256)] + [press.flush()])
    await client.answer(packed, b"Content-Encoding: gzip")


def plain(body, *headers, **options):
    return lambda client: client.answer(body, *headers, **options)


def raw(*pieces, closes=True):
    async def fault(client):
        await client.send(*pieces)
        if closes:
            client.writer.close()
    return fault


TEXT = b"The quick brown fox jumps over the lazy dog.\n" * 50
GZIP = gzip.compress(TEXT)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
EVENTS = [b": hello\n\n", b"retry: 1000\n\n", b"event: one\nid: 1\ndata: {\"n\": 1}\n\n", b"data: two\ndata: lines\n\n"]
ROWS = [json.dumps({"row": n}).encode() + b"\n" for n in range(5)]

FAULTS = {
    "/ok": plain(b'{"ok": true}', type="application/json"),
    "/reset": lambda client: client.reset(),
    "/reset-mid-body": reset_mid_body,
    "/close": raw(),
    "/never": lambda client: asyncio.sleep(100),
    "/garbage": raw(bytes(range(256)) * 4),
    "/http-0.9": raw(b"<html>hello</html>\n"),
    "/no-status": raw(b"HTTP/1.1 what\r\n\r\n"),
    "/ssh": raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "/half-a-head": raw(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "/endless-headers": endless_headers,
    "/one-long-header": lambda client: client.answer(b"x", b"X-Long: " + b"y" * (2 << 20)),
    "/many-headers": lambda client: client.answer(b"x", *[b"X-%d: 1" % n for n in range(5000)]),
    "/slow": slow,
    "/slow-headers": slow_headers,
    "/huge": huge,
    "/bomb": bomb,
    "/length-too-long": raw(OK + b"Content-Length: 100\r\n\r\nonly this"),
    "/length-too-short": plain(b"hello and more", length=5),
    "/length-negative": raw(OK + b"Content-Length: -5\r\n\r\nhello"),
    "/length-not-a-number": raw(OK + b"Content-Length: five\r\n\r\nhello"),
    "/length-enormous": raw(OK + b"Content-Length: 99999999999999999999999\r\n\r\nhello"),
    "/length-twice": raw(OK + b"Content-Length: 5\r\nContent-Length: 3\r\n\r\nhello"),
    "/length-and-chunks": raw(OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    "/until-close": raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end"),
    "/bad-chunk": raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
    "/chunks-cut": raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
    "/chunk-enormous": raw(OK + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nhello"),
    "/gzip-cut": plain(GZIP[:40], b"Content-Encoding: gzip"),
    "/gzip-garbage": plain(b"this is not gzip", b"Content-Encoding: gzip"),
    "/coding-unknown": plain(b"secret sauce", b"Content-Encoding: sauce"),
    "/gzip": plain(GZIP, b"Content-Encoding: gzip"),
    "/gzip-members": plain(GZIP + GZIP, b"Content-Encoding: gzip"),
    "/brotli": plain(brotli.compress(TEXT), b"Content-Encoding: br"),
    "/brotli-cut": plain(brotli.compress(TEXT)[:20], b"Content-Encoding: br"),
    "/zstd": plain(zstandard.compress(TEXT), b"Content-Encoding: zstd"),
    "/zstd-cut": plain(zstandard.compress(TEXT)[:-1], b"Content-Encoding: zstd"),
    "/gzip-in-gzip": plain(gzip.compress(GZIP), b"Content-Encoding: gzip, gzip"),
    "/sse": lambda client: client.chunks(*EVENTS, type="text/event-stream", pause=0.01),
    "/sse-endless": sse_endless,
    "/ndjson": lambda client: client.chunks(*ROWS, type="application/x-ndjson", pause=0.01),
    "/ndjson-cut": lambda client: client.chunks(*ROWS, b'{"row": ', type="application/x-ndjson"),
    "/closes-after": closes_after,
    "/closes-on-reuse": closes_on_reuse,
    "/early-hints": early_hints,
    "/no-content-with-body": plain(b"ghost", status="204 No Content"),
    "/redirect-to-itself": plain(b"", b"Location: /redirect-to-itself", status="302 Found"),
    "/redirect-endless": redirect_endless,
    "/redirect-to-file": plain(b"", b"Location: file:///etc/passwd", status="302 Found"),
    "/redirect-to-nothing": plain(b"", b"Location: http://127.0.0.1:1/", status="302 Found"),
    "/redirect-without-location": plain(b"", status="302 Found"),
    "/latin1-header": plain(b"x", "X-Name: Möbius".encode("latin-1")),
    "/utf8-header": plain(b"x", "X-Name: Möbius ✓".encode()),
    "/control-characters": plain(b"red \x1b[31m bell \x07 title \x1b]0;owned\x07 end"),
    "/nul-in-body": plain(b"a\x00b"),
    "/invalid-utf8": plain(b"caf\xe9 \xff\xfe"),
    "/json-cut": plain(b'{"a": [1, 2', type="application/json"),
    "/json-deep": plain(b"[" * 1_000_000, type="application/json"),
    "/json-large-number": plain(b'{"n": ' + b"9" * 5000 + b"}", type="application/json"),
    "/json-with-mark": plain(b'\xef\xbb\xbf{"a": 1}', type="application/json"),
    "/json-invalid-utf8": plain(b'{"a": "caf\xe9"}', type="application/json"),
    "/odd-status": plain(b"x", status="299 Quite fine"),
    "/status-999": plain(b"x", status="999 Out of range"),
    "/no-reason": raw(b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi"),
    "/teapot-reason": plain(b"x", status="418 I\x1b[31m am red"),
}


async def serve(reader, writer):
    global connections
    connections += 1
    requests = 0
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            requests += 1
            lines = head.decode("latin-1").split("\r\n")
            for line in lines:
                if line.lower().startswith("content-length:"):
                    await reader.readexactly(int(line.split(":")[1]))
            client = Client(reader, writer, requests)
            client.target = lines[0].split(" ")[1]
            path = client.target.split("?")[0]
            if path == "/connections":
                await client.answer(b'{"connections": %d}' % connections, type="application/json")
            elif path in FAULTS:
                await FAULTS[path](client)
            else:
                await client.answer(json.dumps(sorted(FAULTS)).encode(), status="404 Not Found")
            if writer.is_closing():
                return
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        pass
    finally:
        writer.close()


async def main():
    listener = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]))
    certificates = sys.argv[3]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{certificates}/server.pem", f"{certificates}/server.key")
    context.load_verify_locations(f"{certificates}/patchbay-tests.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    strict = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[2]), ssl=context)
    async with listener, strict:
        await listener.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
