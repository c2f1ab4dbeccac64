"""The commands as they are called; what they do is tested where it is done."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from samples import TEXT

import greffier
from greffier.cli import main


def run(*arguments: object, **more: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **more)


@pytest.fixture
def package(tmp_path) -> Path:
    (tmp_path / "vire.txt").write_text(TEXT, encoding="utf-8")
    assert run("new", tmp_path / "affair").exit_code == 0
    added = run("add", tmp_path / "vire.txt", "--to", tmp_path / "affair", "--published-on", "2024-05-06")
    assert added.exit_code == 0
    return tmp_path / "affair"


def test_new_and_add_say_what_is_not_known_and_what_that_costs(tmp_path):
    folder = tmp_path / "affair"
    assert run("new", folder).output.splitlines() == [
        f"{folder}: made, without any article",
        f'  {folder}/datapackage.json does not say yet who answers for the data ("contributors")',
        f'  {folder}/datapackage.json does not say yet what others may do with them ("licenses")',
        f'  {folder}/datapackage.json does not say yet where an error can be reported ("homepage")',
        f"next: greffier add ARTICLE.txt --to {folder} --published-on YYYY-MM-DD",
    ]
    text = f"COMMUNIQUÉ DE PRESSE\n\nVire : Jean Morel débouté\n\n{TEXT}"
    added = run("add", "-", "--to", folder, "--id", "vire", "--rights", "Theirs.", input=text.encode())
    assert added.output.splitlines() == [
        f"vire: added, {len(text)} characters",
        "  title is its first line: Vire : Jean Morel débouté",
        '  published_on is empty: no day such as "lundi" can be reckoned, so that decisions have no day',
        "  publisher is empty: nobody can see whose words they are",
        "  url is empty: nobody can look the article up",
        f"  fill them in there: {folder}/data/articles/vire.json",
        f"next: greffier build {folder}",
    ]
    assert '"title": "Vire : Jean Morel débouté"' in (folder / "data/articles/vire.json").read_text(encoding="utf-8")


def test_from_an_article_to_a_checked_package(package, monkeypatch):
    check = run("build", package, "--check")
    assert check.exit_code == 1
    assert "data/articles.csv:2 + vire\n" in check.stdout
    assert check.stderr.endswith(f"is not what its articles give; run: greffier build {package}\n")
    assert run("build", package).exit_code == 0
    # without a name the dataset is the folder one is in
    monkeypatch.chdir(package)
    again = run("build", "--check")
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout.endswith("nothing to change\n")


def test_an_article_comes_from_standard_input(package):
    text = "\ufeffLe tribunal a tranché.\r\n".encode()
    options = ("--to", package, "--id", "stdin", "--title", "É", "--no-publish-text", "--rights", "Theirs.")
    assert run("add", "-", *options, input=text).exit_code == 0
    assert (package / "data/articles/stdin.txt").read_bytes() == text
    assert '"publish_text": false' in (package / "data/articles/stdin.json").read_text()
    assert "needs --id" in run("add", "-", "--to", package, input=text).stderr


def test_articles_are_converted(package, tmp_path):
    result = run("convert", tmp_path / "vire.txt", "--to", tmp_path / "out")
    assert result.exit_code == 0
    assert result.output.startswith(f"{tmp_path / 'out'}: 1 articles, ")
    assert greffier.load("articles", "records", tmp_path / "out")[0]["article_id"] == "vire"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "/nowhere"], "greffier: /nowhere: no such file or folder\n"),
        (["add", "/nowhere.txt"], "greffier: /nowhere.txt: No such file or directory\n"),
        (["convert", "/nowhere.txt", "--to", "{tmp}/x"], "greffier: /nowhere.txt: cannot be read: No such file"),
        (["convert", "x.pdf", "--to", "{tmp}/x"], "greffier: x.pdf: cannot be read: No such file"),
        (["new", "/proc/x/y"], "greffier: /proc/x"),
        (["add", __file__, "--to", "/nowhere"], "greffier: /nowhere: no such file or folder\n"),
    ],
)
def test_a_mistake_is_one_message_and_exit_2(arguments, message, tmp_path):
    result = run(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert result.exit_code == 2
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1


def test_a_package_that_is_not_valid_is_exit_1(package):
    path = package / "data/curated/corrections.csv"
    row = '"{""actor_id"": ""anna"", ""name"": ""Anna"", ""kind"": ""person"", ""role"": ""juge""}"'
    path.write_text(path.read_text() + f"actors,anna,+,,{row},,for the test,\n")
    result = run("build", package)
    assert result.exit_code == 1
    assert "data/actors.csv:2:role " in result.stdout
    told, hint = result.stderr.splitlines()
    assert told.endswith("nothing is written")
    assert hint == "a corrected cell needs its words: greffier correct ... --words, or the column evidence"
    assert "[grounded] (row anna; see data/curated/corrections.csv:2)\n" in result.stdout


def test_a_full_disk_is_one_message(package, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("build", package)
    assert (result.exit_code, result.stderr) == (2, "greffier: [Errno 28] No space left on device\n")


def test_every_command_says_what_it_does():
    for name, command in main.commands.items():
        result = run(name, "--help")
        assert result.exit_code == 0
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


def test_the_version_is_the_packages():
    assert run("--version").output == f"greffier {greffier.__version__}\n"


def test_help_brings_in_no_heavy_library():
    heavy = {"pandas", "polars", "numpy", "frictionless", "pandera", "jsonschema", "duckdb", "jinja2", "greffier.extraction.syntax.text"}
    code = (
        "import sys; from greffier.cli import main\n"
        "try: main(['--help'])\n"
        f"except SystemExit: print('heavy:', *set(sys.modules) & {heavy!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("heavy:\n")


def test_without_click_the_command_says_what_installs_it():
    code = "import sys; sys.modules['click'] = None; from greffier.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "greffier: the commands need click; install it: pip install 'greffier[build]'\n"


def test_letters_that_a_terminal_cannot_show_are_no_traceback(package):
    (package / "data/articles/vire.json").write_text('{"日": 1}', encoding="utf-8")
    command = [sys.executable, "-m", "greffier", "build", str(package)]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2
    assert "has '\\u65e5', which is none of" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_is_in_the_readme(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    for name in main.commands:
        assert f"greffier {name}" in readme, name


def test_a_fault_of_greffier_is_exit_70_and_says_how_to_report_it():
    code = (
        "import sys; sys.argv = ['greffier', 'rules']\n"
        "import greffier.validation.rules as rules\n"
        "rules.as_text = lambda: 1 / 0\n"
        "from greffier.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 70
    assert "ZeroDivisionError" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("greffier: this is a fault of greffier")


@pytest.mark.slow
def test_an_interrupted_command_is_exit_130(package):
    import signal
    import time

    # it waits where it writes, so that the signal comes in the middle however busy the machine is
    code = (
        "import os, signal, sys; os.fsync = lambda _: signal.pause()\n"
        "from greffier.__main__ import main; main()"
    )
    command = [sys.executable, "-c", code, "build", str(package)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while not (package / ".greffier").exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert (process.returncode, errors) == (130, "greffier: interrupted\n")
    assert not (package / ".greffier").exists()


def test_a_name_in_a_package_begins_no_line_of_a_report():
    from greffier.errors import Problem

    line = str(Problem("x\n::warning::y", 1, "a\r\x1b[31m", "type", "not\u2028so"))
    assert line == "x\\n::warning::y:1:a\\r\\x1b[31m not\\u2028so [type]"
