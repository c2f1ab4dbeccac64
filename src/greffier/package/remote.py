"""Files at a public https address. An address inside somebody's network is refused, also after a redirection."""

import http.client
import io
import ipaddress
import shutil
import socket
import ssl
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from typing import BinaryIO

from greffier.errors import PackageError

#: Seconds that a server may keep silent.
PATIENCE = 30
#: Bytes that one address may send.
LONGEST_DOWNLOAD = 1 << 36
#: Bytes that a download may take in memory before it goes to a temporary file.
IN_MEMORY = 1 << 24
#: IPv6 addresses that a gateway turns into any IPv4 address.
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Web:
    """Files beside a descriptor at an https address."""

    def __init__(self, base: str) -> None:
        self.where = base

    def open(self, path: str) -> BinaryIO:
        return download(urllib.parse.urljoin(self.where, urllib.parse.quote(path)))

    def exists(self, path: str) -> bool:
        try:
            self.open(path).close()
        except PackageError:
            return False
        return True


def download(address: str) -> BinaryIO:
    """What a public https address sends, as a temporary file."""
    _check(address)
    copy = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  the caller closes it
    try:
        with _opener().open(address, timeout=PATIENCE) as answer:
            shutil.copyfileobj(_Limited(answer, address), copy)
    except urllib.error.HTTPError as error:
        raise PackageError(f"{address}: the server answers {error.code} {error.reason}") from error
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        raise PackageError(f"{address}: cannot be fetched: {getattr(error, 'reason', None) or error}") from error
    copy.seek(0)
    return copy  # type: ignore[return-value]


def public_address(host: str, port: int) -> str:
    """An address of the host, all of whose addresses are public; PackageError otherwise."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise PackageError(f"{host}: no such host: {error.strerror}") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not is_public(address):
            raise PackageError(f"{host}: stands for the private address {address}; only public addresses are read")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also where an IPv6 address wraps an IPv4 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in NAT64:
            return False
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def _check(address: str) -> None:
    parts = urllib.parse.urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise PackageError(f"{address}: only https addresses are read")
    if parts.username or parts.password:
        raise PackageError(f"{parts.hostname}: an address with a user name or a password is refused")


class _Connection(http.client.HTTPSConnection):
    """A connection to the very address that was found public: a second look-up could give another."""

    context: ssl.SSLContext

    def connect(self) -> None:
        address = public_address(self.host, self.port)
        plain = socket.create_connection((address, self.port), self.timeout)
        self.sock = self.context.wrap_socket(plain, server_hostname=self.host)


class _Handler(urllib.request.HTTPSHandler):
    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Connection, request, context=ssl.create_default_context())


class _Redirections(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        _check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """No handler but these: no file, no ftp, no plain http, no proxy that would look names up for us."""
    opener = urllib.request.OpenerDirector()
    for handler in (_Handler, _Redirections, urllib.request.HTTPErrorProcessor, urllib.request.HTTPDefaultErrorHandler):
        opener.add_handler(handler())
    return opener


class _Limited(io.RawIOBase):
    """A download that stops when it is longer than allowed."""

    def __init__(self, answer: http.client.HTTPResponse, address: str) -> None:
        self.answer, self.address, self.left = answer, address, LONGEST_DOWNLOAD

    def read(self, size: int = -1) -> bytes:
        data = self.answer.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise PackageError(f"{self.address}: sends more than {LONGEST_DOWNLOAD} bytes")
        return data
