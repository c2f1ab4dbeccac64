"""Files at a public https address. An address inside somebody's network is refused, also after a redirection."""

import io
import ipaddress
import re
import socket
import ssl
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from greffier.errors import MissingDependency, PackageError

try:
    import httpcore
except ImportError:
    raise MissingDependency("reading from the web needs httpcore: pip install 'greffier[build]'") from None

#: Bytes that one address may send.
LONGEST_DOWNLOAD = 1 << 32
#: Bytes that a download may take in memory before it goes to a temporary file.
IN_MEMORY = 1 << 24
#: Files up to this are kept, so that nothing asks for one twice, as long as all that are kept are no longer than that.
SMALL, KEPT = 1 << 20, 1 << 26
#: How often an address may lead to another.
REDIRECTIONS = 5
#: What a server answers where there is no such file.
ABSENT = (404, 410)
#: The addresses of IPv6 that are given out: no others wrap, translate or stand for those of somebody's network.
GLOBAL = ipaddress.ip_network("2000::/3")
HEADERS = [("User-Agent", "greffier"), ("Accept", "*/*"), ("Accept-Encoding", "identity")]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also where an IPv6 address wraps an IPv4 one.

    >>> is_public("192.0.43.8"), is_public("10.0.0.1"), is_public("2002:7f00:1::")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour
        if wrapped is None and ip not in GLOBAL:
            return False
        ip = wrapped or ip
    return ip.is_global and not ip.is_multicast


@dataclass(frozen=True)
class Policy:
    """Whom to ask and how long: which IP addresses, whose certificates, seconds of silence and in all for a file."""

    allowed: Callable[[str], bool] = is_public
    certificates: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    silence: float = 30
    total: float = 600


#: What greffier asks and what it does not; every download goes by it.
PUBLIC = Policy()


class Absent(PackageError):
    """The server says that there is no such file."""


class Web:
    """Files beside a descriptor at an https address."""

    def __init__(self, base: str) -> None:
        self.where = base
        self.kept: dict[str, bytes] = {}

    def open(self, path: str, longest: int = LONGEST_DOWNLOAD) -> BinaryIO:
        if path in self.kept:
            return io.BytesIO(self.kept[path])
        copy = download(urllib.parse.urljoin(self.where, urllib.parse.quote(path)), longest)
        length = copy.seek(0, io.SEEK_END)
        copy.seek(0)
        if length <= SMALL and length + sum(map(len, self.kept.values())) <= KEPT:
            self.kept[path] = copy.read()
            copy.seek(0)
        return copy

    def exists(self, path: str) -> bool:
        try:
            self.open(path).close()
        except Absent:
            return False
        return True


def download(address: str, longest: int = LONGEST_DOWNLOAD) -> BinaryIO:
    """What an https address sends, whole, as a temporary file.

    Absent where the server has no such file; PackageError where it is not at a public address, does not send all of
    it in time, or sends more than `longest` bytes.
    """
    try:
        return _followed(address, longest, PUBLIC)
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise PackageError(f"{address}: cannot be fetched: {str(error) or type(error).__name__}") from error


def _followed(address: str, longest: int, policy: Policy) -> BinaryIO:
    """What an address, or one that it leads to, sends."""
    network = _Network(policy.allowed, time.monotonic() + policy.total)
    limits = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), policy.silence)}
    copy: BinaryIO = tempfile.SpooledTemporaryFile(IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
    where = address
    with httpcore.ConnectionPool(policy.certificates, network_backend=network) as pool:
        for _ in range(REDIRECTIONS + 1):
            with pool.stream("GET", _checked(where), headers=HEADERS, extensions=limits) as answer:
                where = _location(answer, where)
                if not where:
                    _receive(answer, copy, address, longest)
                    copy.seek(0)
                    return copy
    raise PackageError(f"{address}: leads from one address to another more than {REDIRECTIONS} times")


def _receive(answer: httpcore.Response, copy: BinaryIO, address: str, longest: int) -> None:
    if answer.status != 200:
        kind = Absent if answer.status in ABSENT else PackageError
        raise kind(f"{address}: the server answers {answer.status}")
    length = 0
    for part in answer.iter_stream():
        length += len(part)
        if length > longest:
            raise PackageError(f"{address}: sends more than {longest} bytes")
        copy.write(part)


def _location(answer: httpcore.Response, where: str) -> str:
    """The address that an answer leads to, or an empty string where it is the file itself."""
    if not 300 <= answer.status < 400:
        return ""
    for name, value in answer.headers:
        if name.lower() == b"location":
            return urllib.parse.urljoin(where, value.decode("utf-8", "replace"))
    raise PackageError(f"{where}: the server answers {answer.status} and does not say where the file is")


def _checked(address: str) -> bytes:
    """The address as it goes over the wire; PackageError where it is none of https, or holds a password."""
    try:
        parts = urllib.parse.urlsplit(address)
        host, port = parts.hostname or "", parts.port
        if ":" not in host:
            host = host.encode("idna").decode()
    except ValueError as error:
        raise PackageError(f"{address}: not an address: {error}") from None
    if parts.scheme != "https" or not host:
        raise PackageError(f"{address}: only https addresses are read")
    if parts.username is not None or parts.password is not None:
        raise PackageError(f"{host}: an address with a user name or a password is refused")
    name = f"[{host}]" if ":" in host else host
    place = urllib.parse.quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{urllib.parse.quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    if not re.fullmatch(r"[\x21-\x7e]+", name):
        raise PackageError(f"{address}: not an address: its host cannot be written")
    return f"https://{name}{f':{port}' if port else ''}{place}{query}".encode()


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing is waited for beyond the time of the whole."""

    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self.inner, self.until = inner, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, _left(self.until, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, _left(self.until, timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self.inner.start_tls(ssl_context, server_hostname, _left(self.until, timeout))
        return _Stream(inner, self.until)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    """Connections to the very addresses that were found allowed, as a second look-up could give others."""

    def __init__(self, allowed: Callable[[str], bool], until: float) -> None:
        self.allowed, self.until, self.plain = allowed, until, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        *others, last = _allowed(host, port, self.allowed)
        for address in others:
            try:
                return self._connect(address, port, timeout)
            except (httpcore.NetworkError, httpcore.TimeoutException):
                continue
        return self._connect(last, port, timeout)

    def _connect(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        return _Stream(self.plain.connect_tcp(address, port, _left(self.until, timeout)), self.until)


def _allowed(host: str, port: int, allowed: Callable[[str], bool]) -> list[str]:
    """The addresses of the host; PackageError where one of them is not allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise PackageError(f"{host}: no such host: {getattr(error, 'strerror', None) or error}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allowed(address):
            raise PackageError(f"{host}: stands for the private address {address}; only public addresses are read")
    return addresses


def _left(until: float, timeout: float | None) -> float:
    """Seconds that may be waited for one step."""
    left = until - time.monotonic()
    if left <= 0:
        raise OSError("it takes too long")
    return left if timeout is None else min(left, timeout)
