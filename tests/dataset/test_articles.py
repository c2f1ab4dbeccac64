import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greffier.dataset import articles
from greffier.errors import InputError

META = {"article_id": "a", "published_on": "2020-07-13", "publish_text": True, "language": "fr"}


def write(folder: Path, name: str, content: bytes | dict[str, object]) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def stop(call, *arguments: object) -> str:
    with pytest.raises(InputError) as caught:
        call(*arguments)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("text", ["é\r\nb\r\n", "\ufeffLe", "e\u0301te\u0301", "a\u2028b\x0bc", "👩‍⚖️ dit"])
def test_a_text_is_kept_as_it_is(tmp_path, schemas, text):
    path = write(tmp_path, "a.txt", text.encode())
    (source,) = articles.sources([path], schemas["articles"])
    assert articles.read(source, schemas["articles"]).text == text
    path = write(tmp_path, "a.jsonl", json.dumps({"article_id": "a", "text": text}).encode())
    (source,) = articles.sources([path], schemas["articles"])
    assert articles.read(source, schemas["articles"]).text == text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("l'été".encode("cp1252"), "a.txt: not UTF-8: byte 2 is 0xe9; save it as UTF-8"),
        (b"", "a.txt: is empty"),
        (b"\xef\xbb\xbf \r\n", "a.txt: is empty"),
        (b"ab\0c", "a.txt: has a NUL at character 2"),
        (b"a\xed\xa0\x80", "a.txt: not UTF-8: byte 1 is 0xed"),
    ],
)
def test_a_text_that_cannot_be_used_is_named(tmp_path, schemas, content, message):
    (source,) = articles.sources([write(tmp_path, "a.txt", content)], schemas["articles"])
    assert message in stop(articles.read, source, schemas["articles"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty; an article needs words"),
        ("\ufeff \t\r\n", "is empty; an article needs words"),
        ("\0", "has a NUL at character 0; remove it"),
        ("é\0\0", "has a NUL at character 1; remove it"),
        ("🧑 a\ud83d", "has half a surrogate pair, U+D83D, at character 3"),
        ("\udc00\ud83d", "has half a surrogate pair, U+DC00, at character 0"),
        ("a", None),
        (" \u00a0", None),
        ("\ufeff\x85", None),
        ("\x01\uffff\U0010ffff", None),
    ],
)
def test_a_text_is_used_as_it_is_or_refused_with_its_reason(tmp_path, schemas, text, message):
    assert refused(tmp_path, schemas, text) == message


ODD = st.sampled_from(" \t\r\n\ufeff\0\ud83d\udc00\u00a0é\u0301\x85")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(ODD | st.characters(), max_size=30))
def test_what_the_message_on_a_text_says_to_do_leads_to_its_use(tmp_path, schemas, text):
    for _ in range(len(text) + 2):
        reason = refused(tmp_path, schemas, text)
        if reason is None:
            return
        place = re.search("at character ([0-9]+)", reason)
        text = text[: int(place[1])] + text[int(place[1]) + 1 :] if place else text + "Le"
    pytest.fail(f"{text!r} is refused for ever")


def refused(folder: Path, schemas, text: str) -> str | None:
    """Why a text is refused that comes as a line of JSON; else it must be read as it is."""
    path = write(folder, "a.jsonl", {"article_id": "a", "text": text})
    (source,) = articles.sources([path], schemas["articles"])
    try:
        found = articles.read(source, schemas["articles"])
    except InputError as error:
        where, _, reason = str(error).partition(":1: ")
        assert (where, reason.count("\n")) == (str(path), 0)
        return reason
    assert found.text == text
    # as a file it is the same article
    (source,) = articles.sources([write(folder, "a.txt", text.encode())], schemas["articles"])
    assert articles.read(source, schemas["articles"]).text == text
    return None


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        (b"{", "a.json:1:2 not JSON"),
        (b"[]", "a.json: must be a JSON object"),
        (b'{"title": "\xe9"}', "a.json: not UTF-8: byte 11 is 0xe9"),
        (b'{"title": ' + b"9" * 5000 + b"}", "a.json: not JSON"),
        (b"[" * 100_000, "a.json: not usable JSON: nested too deeply"),
        ({**META, "titel": "x"}, "a.json: has 'titel', which is none of article_id, title, publisher"),
        ({**META, "title": 3}, "a.json: title must be a string, and it is 3"),
        ({**META, "publish_text": "yes"}, 'a.json: publish_text must be true or false, and it is "yes"'),
        ({**META, "published_on": "2020-02-31"}, "a.json: published_on: '2020-02-31' is a day that does not exist"),
        ({**META, "published_on": "13/07/2020"}, "a.json: published_on: '13/07/2020' is no date; write it as"),
        ({**META, "published_on": ""}, None),
        ({**META, "language": "french"}, "a.json: language: 'french' does not match"),
        ({**META, "article_id": "b"}, "a.json: the article_id 'b' is not the file's name"),
        ({**META, "url": "file:///etc/passwd"}, "a.json: url: 'file:///etc/passwd' does not match"),
        ({**META, "title": "\ud800"}, "a.json: title: has half a surrogate pair"),
        ({**META, "title": "a\0b"}, "a.json: title: has a NUL"),
    ],
)
def test_metadata_that_cannot_be_used_are_named(tmp_path, schemas, metadata, message):
    write(tmp_path, "a.json", metadata)
    (source,) = articles.sources([write(tmp_path, "a.txt", b"Le")], schemas["articles"])
    if message is None:
        assert articles.read(source, schemas["articles"]).published_on is None
    else:
        assert message in stop(articles.read, source, schemas["articles"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"x", ":2:1 not JSON"),
        (b"[]", ":2: must be a JSON object"),
        (b'{"text": "Le"}', ':2: has no "article_id", a string'),
        (b'{"article_id": 7, "text": "Le"}', ':2: has no "article_id", a string'),
        (b'{"article_id": "../b", "text": "Le"}', ":2: article_id: '../b' does not match"),
        (b'{"article_id": "b/c", "text": "Le"}', ":2: article_id: 'b/c' does not match"),
        (b'{"article_id": "a", "text": "Le"}', "a.jsonl:2: its id 'a' is that of "),
        (b'{"article_id": "b"}', ':2: has no "text", a string'),
        (b'{"article_id": "b", "text": ["Le"]}', ':2: has no "text", a string'),
        (b'{"article_id": "b", "text": ""}', ":2: is empty"),
        (b'{"article_id": "b", "text": "a\\u0000"}', ":2: has a NUL at character 1"),
        (b'{"article_id": "b", "text": "a\\ud83d"}', ":2: has half a surrogate pair, U+D83D, at character 1"),
        (b'{"article_id": "b", "text": "Le", "author": "x"}', ":2: has 'author', which is none of"),
        (b"\xff", ":2: not UTF-8: byte 0 is 0xff"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path, schemas, line, message):
    path = write(tmp_path, "a.jsonl", b'{"article_id": "a", "text": "Le"}\n' + line + b"\n")

    def read_all() -> None:
        for source in articles.sources([path], schemas["articles"]):
            articles.read(source, schemas["articles"])

    assert message in stop(read_all)


def test_lines_are_read_where_they_stand_in_the_order_of_their_ids(tmp_path, schemas):
    lines = [b'{"article_id": "b", "text": "\xc3\xa9t\xc3\xa9"}', b"", b'{"article_id": "a", "text": "Le"}']
    path = write(tmp_path, "a.jsonl", b"\n".join(lines))
    sources = articles.sources([path], schemas["articles"])
    assert [(source.article_id, source.line) for source in sources] == [("a", 3), ("b", 1)]
    assert [articles.read(source, schemas["articles"]).text for source in sources] == ["Le", "été"]


def test_files_of_one_name_are_two_articles_with_one_id(tmp_path, schemas):
    (tmp_path / "x").mkdir()
    paths = [write(tmp_path, "a.txt", b"Le"), write(tmp_path / "x", "a.txt", b"La")]
    assert re.search("its id 'a' is that of", stop(articles.sources, paths, schemas["articles"]))


def test_what_is_no_article_is_refused(tmp_path, schemas):
    assert "neither .txt nor .jsonl" in stop(articles.sources, [tmp_path / "a.pdf"], schemas["articles"])
    (source,) = articles.sources([tmp_path / "a.txt"], schemas["articles"])
    assert stop(articles.read, source, schemas["articles"]).endswith("a.txt: cannot be read: No such file or directory")


def test_text_and_metadata_come_in_pairs(tmp_path, schemas):
    assert "no articles; put one there with: greffier add" in stop(
        articles.folder_sources, tmp_path, schemas["articles"]
    )
    write(tmp_path, "a.txt", b"Le")
    assert "a.txt: has no metadata; put them into a.json" in stop(
        articles.folder_sources, tmp_path, schemas["articles"]
    )
    write(tmp_path, "a.json", META)
    write(tmp_path, "b.json", META)
    assert "b.json: there is no b.txt that it tells of" in stop(articles.folder_sources, tmp_path, schemas["articles"])
