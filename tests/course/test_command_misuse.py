"""A command written wrong is told in the language in use, with what to do; nothing of the library's English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

from fis_lessons import cli
from fis_lessons.cli import spoken
from fis_lessons.i18n import use_language

ENGLISH = re.compile(r"\b(Error|Try|Invalid|Missing|No such|should be|directory|Usage|argument)\b")


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("bild", "bild: questo comando non c'è. Forse volevi scrivere «build»."),
        ("build --worker 3", "Forse volevi scrivere «--workers»."),
        ("build --workers tanti", "il valore è «tanti». Atteso: un numero intero."),
        ("build --workers 99", "il valore è «99». Atteso: al massimo 64."),
        ("build --minutes 0", "Atteso: almeno 1."),
        ("build --places", "--places: dopo questa opzione ci vuole un valore."),
        ("build --force=3", "--force: questa opzione non vuole un valore."),
        ("make slides il mio corso.yaml", "Un nome con spazi o apostrofi va fra virgolette doppie."),
        ("certificate", "manca: si scrive dopo il comando."),
        ("certificate .", "--name: questa opzione ci vuole, e manca."),
        ("training manca.xlsx", "manca.xlsx: non c'è."),
        ("quiz -o .", "è una cartella, e qui ci vuole un file."),
        ("--lang fr build", "--lang: scegli «it» o «en»."),
        ("hub a.csv --processors 3", "Atteso: al massimo 1.0."),
    ],
)
def test_what_is_wrong_is_told_in_italian(line: str, words: str) -> None:
    result = CliRunner().invoke(cli.app, line.split())
    assert result.exit_code == 2
    assert words in result.output
    assert not ENGLISH.search(result.output), result.output
    assert "--help" in result.output or "ci vuole un valore" in result.output or "non vuole" in result.output


def test_and_in_english_where_english_is_spoken() -> None:
    result = CliRunner().invoke(cli.app, ["--lang", "en", "build", "--workers", "99"])
    assert "The command is not written properly." in result.output
    assert "at most 64" in result.output
    assert "OPZIONI" not in CliRunner().invoke(cli.app, ["--lang", "en", "--help"]).output
    for lang, name in (("it", "CARTELLA"), ("en", "FOLDER")):
        for asked in (["collect"], ["collect", "--help"]):
            assert name in CliRunner().invoke(cli.app, ["--lang", lang, *asked]).output


def test_ctrl_c_is_told_in_a_word() -> None:
    app = spoken.group("")

    @app.command("a", cls=spoken.Command)
    def _stopped() -> None:
        raise KeyboardInterrupt

    @app.command("b", cls=spoken.Command)
    def _ended() -> None:
        raise typer.Exit(7)

    result = CliRunner().invoke(app, ["a"])
    assert (result.exit_code, result.output.strip()) == (130, "Interrotto.")
    assert CliRunner().invoke(app, ["b"]).exit_code == 7


def test_the_language_said_before_the_command_holds_for_the_study_too() -> None:
    said = "There is no case “nobody”"
    assert said in _told("en", before=True)
    assert said in _told("en", before=False)
    assert said not in _told("it", before=True)


def _told(lang: str, *, before: bool) -> str:
    asked = ["--lang", lang]
    line = [*asked, "study", "nobody"] if before else ["study", "nobody", *asked]
    result = CliRunner().invoke(cli.app, line)
    return result.output + str(result.exception or "")
