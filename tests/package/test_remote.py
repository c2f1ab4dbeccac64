"""Downloads from a real server with a certificate of its own authority, on this machine."""

import json
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme
from click.testing import CliRunner

import greffier
from greffier.cli import main
from greffier.errors import PackageError
from greffier.package import LONGEST_JSON, open_package, remote
from greffier.package.remote import Policy, download, is_public

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Files by their path, or what answers for one; `asked` has the paths in the order of the requests."""

    def __init__(self, authority: trustme.CA) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes | Answer] = {}
        self.asked: list[str] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def address(self) -> str:
        return f"https://localhost:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that go away."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        found = self.server.files.get(self.path)
        if callable(found):
            found(self)
        elif found is None:
            self.send_error(404)
        else:
            self.send_response(200)
            self.send_header("Content-Length", str(len(found)))
            self.end_headers()
            self.wfile.write(found)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trusted(authority: trustme.CA) -> ssl.SSLContext:
    """Trusts the authority, and nobody else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return context


@pytest.fixture
def server(authority: trustme.CA, trusted: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server, and a policy that allows this machine and trusts its authority, and nothing else."""
    # however busy the machine is, no limit on time is met but where a test sets a short one
    policy = Policy(lambda ip: ip in ("127.0.0.1", "::1"), trusted, silence=120, total=240)
    monkeypatch.setattr(remote, "PUBLIC", policy)
    with Server(authority) as http:
        thread = threading.Thread(target=http.serve_forever, args=(0.02,))
        thread.start()
        yield http
        http.shutdown()
        thread.join()


def status(code: int, **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def short(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"a\n1\n")


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * (1 << 20))


def trickled(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    for letter in content:
        handler.wfile.write(bytes([letter]))
        handler.wfile.flush()
        time.sleep(0.05)


# each of these ends well after half a minute, for a client who waits


def slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "600")
    handler.end_headers()
    trickled(handler, b"x" * 600)


def slow_head(handler: BaseHTTPRequestHandler) -> None:
    trickled(handler, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 600 + b"\r\nContent-Length: 0\r\n\r\n")


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(30)
    status(200)(handler)


def test_a_file_comes_whole(server: Server) -> None:
    content = bytes(range(256)) * 100_000
    server.files["/x"] = content
    with download(server.address + "x") as file:
        assert file.read() == content


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (short, "cannot be fetched"),
        (status(503), "the server answers 503"),
        (status(404), "the server answers 404"),
        (status(302), "does not say where the file is"),
        (status(302, Location="/x"), "more than 5 times"),
        (status(302, Location="http://localhost/y"), "only https addresses are read"),
        (status(302, Location="file:///etc/passwd"), "only https addresses are read"),
        (status(302, Location="https://user:word@localhost/"), "user name or a password"),
        (status(302, Location="https://[::ffff:10.0.0.1]/"), "private address"),
        (status(302, Location="https://169.254.169.254/latest"), "private address 169.254.169.254"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)  # fmt: skip
def test_what_does_not_come_whole_is_one_message(server: Server, answer: Answer, message: str) -> None:
    server.files["/x"] = answer
    with pytest.raises(PackageError) as caught:
        download(server.address + "x")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "limit"), [(slow, "total"), (slow_head, "total"), (silent, "silence")],
    ids=lambda value: getattr(value, "__name__", value),
)  # fmt: skip
def test_nobody_is_waited_for_beyond_a_limit(
    server: Server, monkeypatch: pytest.MonkeyPatch, answer: Answer, limit: str
) -> None:
    """A byte now and then is no silence, and silence is not endured for the time of the whole."""
    server.files["/x"] = answer
    monkeypatch.setattr(remote, "PUBLIC", replace(remote.PUBLIC, **{limit: 1}))
    with pytest.raises(PackageError, match=r"cannot be fetched: .*(timed out|takes too long)") as caught:
        download(server.address + "x")
    assert "\n" not in str(caught.value)


def test_no_more_time_is_taken_than_there_is(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.files["/x"] = b"there"
    monkeypatch.setattr(remote, "PUBLIC", replace(remote.PUBLIC, total=-1))
    with pytest.raises(PackageError, match="cannot be fetched: it takes too long"):
        download(server.address + "x")
    assert server.asked == []


def test_a_redirection_is_followed(server: Server) -> None:
    server.files |= {"/x": status(302, Location="/%C3%A9?y=1"), "/%C3%A9?y=1": b"there"}
    assert download(server.address + "x").read() == b"there"


def test_what_is_longer_than_it_may_be_is_not_read_to_its_end(server: Server) -> None:
    server.files["/x"] = b"12345"
    assert download(server.address + "x", 5).read() == b"12345"
    with pytest.raises(PackageError, match="sends more than 4 bytes"):
        download(server.address + "x", 4)
    server.files["/datapackage.json"] = endless
    with pytest.raises(PackageError, match=f"sends more than {LONGEST_JSON} bytes"):
        open_package(server.address)


def test_a_certificate_of_an_unknown_authority_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "PUBLIC", Policy(lambda ip: True))
    with pytest.raises(PackageError, match="CERTIFICATE_VERIFY_FAILED"):
        download(server.address)
    assert server.asked == []


def test_nobody_gets_to_this_machine_by_what_greffier_allows(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "PUBLIC", Policy(certificates=remote.PUBLIC.certificates))
    for host in ("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "2130706433"):
        with pytest.raises(PackageError, match=r"private address|no such host"):
            download(f"https://{host}:{server.server_port}/")
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["https://[::1/x", "https://localhost:99999/", "https://" + "a" * 64 + ".org/", "https://a..b/", "https:///x",
     "https://é\udcff.org/", "https://a b.org/", "https://a\nb/\n::warning::c", "http://localhost/", "ftp://localhost/x", "https://u@localhost/"],
)  # fmt: skip
def test_what_is_no_address_is_one_message(server: Server, address: str) -> None:
    with pytest.raises(PackageError):
        download(address)


def test_a_host_may_have_accents() -> None:
    assert remote._checked("https://café.example/à b?é#x") == b"https://xn--caf-dma.example/%C3%A0%20b?%C3%A9"


@pytest.fixture
def served(server: Server, dataset: Path) -> Server:
    """The server, with the repository's dataset."""
    for path in dataset.rglob("*"):
        if path.is_file():
            server.files["/d/" + path.relative_to(dataset).as_posix()] = path.read_bytes()
    return server


def test_a_package_at_an_address_is_loaded_and_validated_as_in_a_folder(served: Server) -> None:
    address = served.address + "d"
    rows = greffier.load("statements", "records", address)
    assert rows == greffier.load("statements", "records")
    served.asked.clear()
    result = CliRunner().invoke(main, ["validate", address])
    assert (result.exit_code, "valid (" in result.output) == (0, True), result.output
    assert sorted(set(served.asked)) == sorted(served.asked), "nothing is asked for twice"
    assert "/d/data/articles/nso-amnesty-2020.txt" in served.asked


def test_a_text_that_the_server_fails_to_give_is_a_problem_and_one_that_it_has_not_is_none(served: Server) -> None:
    text = "/d/data/articles/nso-amnesty-2020.txt"
    served.files[text] = status(503)
    # the table of articles alone leads to the text
    descriptor = json.loads(served.files["/d/datapackage.json"])
    descriptor["resources"] = [entry for entry in descriptor["resources"] if entry["name"] == "articles"]
    served.files["/d/datapackage.json"] = json.dumps(descriptor).encode()
    result = CliRunner().invoke(main, ["validate", served.address + "d"])
    assert result.exit_code == 1
    assert "the server answers 503 [file]" in result.output
    del served.files[text]
    assert CliRunner().invoke(main, ["validate", served.address + "d"]).exit_code == 0


def test_a_table_that_is_cut_short_is_not_loaded(served: Server) -> None:
    served.files["/d/data/statements.csv"] = short
    with pytest.raises(PackageError, match="cannot be fetched"):
        greffier.load("statements", "records", served.address + "d")


def test_a_path_at_an_address_writes_nowhere_but_in_its_own_folder(server: Server, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    path = f"{server.address}{'../' * 12}{out}"
    server.files |= {f"/{'../' * 12}{out}": b"a\n1\n", str(out): b"a\n1\n"}
    (tmp_path / "p").mkdir()
    descriptor = {"resources": [{"name": "t", "path": path, "schema": {"fields": [{"name": "a", "type": "integer"}]}}]}
    (tmp_path / "p" / "datapackage.json").write_text(json.dumps(descriptor))
    report = greffier.validate(tmp_path / "p")
    assert report.tables == {"t": 1}
    assert not out.exists()
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("::ffff:93.184.216.34", True),
        ("2002:5db8:d822::", True),
        ("127.0.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("169.254.1.1", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::1", False),
        ("::7f00:1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("2001:db8::1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::7f00:1", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_without_httpcore_one_message_says_what_installs_it() -> None:
    code = (
        "import sys; sys.modules['httpcore'] = None\n"
        "from greffier.errors import MissingDependency\n"
        "from greffier.package import open_package\n"
        "try: open_package('https://example.org/x.zip')\n"
        "except MissingDependency as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "reading from the web needs httpcore: pip install 'greffier[build]'\n"
