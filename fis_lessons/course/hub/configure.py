"""Write the folder of a class on one server: its JupyterHub configuration, who can come in, the course to read."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import secrets
import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fis_lessons.course.classroom.members import CLASS
from fis_lessons.course.classroom.roster import Roster
from fis_lessons.course.hub.codes import private, write_codes
from fis_lessons.course.hub.people import Person, read_people, seated, text_of, trainer_of
from fis_lessons.course.hub.places import CODES, CONFIG, COURSE, HANDED_IN, HUB, PEOPLE, people_file
from fis_lessons.course.typed import typed
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _
from fis_lessons.locks import BUSY, lock

_PRIVATE = 0o600
_WIDTH = 100
_SECRET_BYTES = 32


@dataclass(frozen=True)
class Limits:
    """What one learner may take, and the ports of the hub.

    Parameters
    ----------
    memory
        Megabytes of each process.
    processors
        Share of the processors, between 0 and 1.
    idle
        Minutes after which a server nobody uses is closed.
    port
        Where the class comes in; the two after it are the hub's own.
    """

    memory: int = 1500
    processors: float = 0.5
    idle: int = 60
    port: int = 8000


@dataclass(frozen=True)
class Written:
    """What was written.

    Parameters
    ----------
    config, codes
        Files. The codes are of those who came in now: of the others only the hash is known.
    people
        Who can come in, by user.
    new, gone
        Users added, and taken out, by this.
    remarks
        What is wrong with the list and does not count here: municipalities, where the course is one for all.
    """

    config: Path
    codes: Path
    people: Mapping[str, Person]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    remarks: tuple[Problem, ...] = ()


def write_hub(
    roster: Roster, course: Path, folder: Path, *, lang: Language, limits: Limits = Limits()
) -> Written:
    """Write a class, or bring one up to date: who was in it keeps number, code and folder.

    Parameters
    ----------
    roster
        The class; without bad rows. Its municipalities count only where each learner has a course.
    course
        Built: its trainee edition is copied, and nothing else of it; or that of each learner, where each has one.
    folder
        Of the class.
    lang
        Of the screen.
    limits
        For each learner.

    Raises
    ------
    BuildError
        With every problem: bad rows, no course in this language, a place other users cannot reach.
    """
    own = (course / CLASS).is_dir()
    remarks = () if own else tuple(one for one in roster.problems if one in roster.about_places)
    wrong = [one for one in roster.problems if one not in remarks]
    problems = [*wrong, *_course_problems(course, roster, lang), *unreachable(folder)]
    if not roster.seats:
        problems.append(Problem("", _("nell'elenco non c'è nessuno.")))
    if problems:
        raise BuildError(_("La classe non si può preparare."), problems)
    folder = folder.resolve()
    (folder / HUB).mkdir(parents=True, exist_ok=True)
    (folder / HUB).chmod(0o700)
    with _alone(folder):
        before, gone = read_people(people_file(folder))
        taken = frozenset(entry.pw_uid for entry in pwd.getpwall())
        people, codes = seated(roster.seats, {**gone, **before}, taken=taken)
        left = {user: person for user, person in {**gone, **before}.items() if user not in people}
        _copy_course(course, folder, roster, people)
        write_codes(folder / CODES, people, codes)
        private(people_file(folder), text_of(people, left))
        if not (folder / HUB / "cookie_secret").exists():
            private(folder / HUB / "cookie_secret", secrets.token_hex(_SECRET_BYTES) + "\n")
        write_whole(folder / CONFIG, config_text(folder, people, lang=lang, limits=limits))
    was_in = set(before)
    new = tuple(user for user in people if user not in was_in)
    return Written(folder / CONFIG, folder / CODES, people, new, tuple(was_in - set(people)), remarks)


def _course_problems(course: Path, roster: Roster, lang: Language) -> Iterator[Problem]:
    where = [course / CLASS / seat.folder for seat in roster.seats] if (course / CLASS).is_dir() else [course]
    for one in where:
        if not any((one / "trainee" / lang).glob("*.ipynb")):
            found = _("non ci sono lezioni in questa lingua ({lang}).").format(lang=lang)
            yield Problem(str(one), found, remedy=_("Prepara prima il corso: fis-lessons build."))


def unreachable(folder: Path) -> list[Problem]:
    """List what a learner's own user could not reach: the class, this Python, the kit. Only for who is root."""
    if os.geteuid() != 0:
        return []
    needed = {folder.absolute(), Path(sys.executable).absolute(), Path(os.path.realpath(sys.executable))}
    needed |= {Path(str(files("fis_lessons"))).absolute()}
    closed = sorted(
        {parent for path in needed for parent in path.parents if parent.is_dir() and not _open(parent)}
    )
    remedy = _(
        "Metti Python, il kit e la classe in una cartella che tutti possano attraversare, per esempio /opt."
    )
    return [Problem(str(path), _("gli altri utenti non possono entrarci."), remedy=remedy) for path in closed]


def _open(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 0o001)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    handle = os.open(folder / HUB / ".lock", os.O_RDWR | os.O_CREAT, _PRIVATE)
    try:
        lock(handle)
    except OSError as error:
        if error.errno in BUSY:
            os.close(handle)
            raise BuildError(_("Qualcun altro sta preparando questa classe.")) from None
    try:
        yield
    finally:
        os.close(handle)


def _copy_course(course: Path, folder: Path, roster: Roster, people: Mapping[str, Person]) -> None:
    """Copy what learners read; each one's own variant is for the user of that learner."""
    own = (course / CLASS).is_dir()
    wanted = {f"{CLASS}/{seat.folder}" if own else "": people[seat.folder] for seat in roster.seats}
    if own:  # the trainer opens the first one's
        wanted[f"{CLASS}/{trainer_of(people)}"] = people[trainer_of(people)]
    first = f"{CLASS}/{roster.seats[0].folder}" if own else ""
    for name, person in wanted.items():
        source = course / name if (course / name / "trainee").is_dir() else course / first
        place = folder / COURSE / name
        for path in sorted((source / "trainee").rglob("*")):
            target = place / "trainee" / path.relative_to(source / "trainee")
            if path.is_file() and not path.is_symlink():
                write_whole(target, path.read_bytes())
        _readable(place / "trainee")
        if name and os.geteuid() == 0:
            os.chown(place, 0, person.number)
            place.chmod(0o750)
    for name in (COURSE, f"{COURSE}/{CLASS}" if own else COURSE):
        (folder / name).chmod(0o755)


def _readable(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def config_text(folder: Path, people: Mapping[str, Person], *, lang: Language, limits: Limits) -> str:
    """Return the configuration, with a comment in the language of the screen beside each choice."""
    python = json.dumps(sys.executable)
    values = {
        "TITLE": _("JupyterHub per una classe di FIS Lessons. Si avvia con: {command}").format(
            command=typed(sys.executable, "-m", "jupyterhub", "-f", folder / CONFIG)
        ),
        "FOLDER": json.dumps(str(folder), ensure_ascii=False),
        "PYTHON": python,
        "LANG": json.dumps(lang),
        "TRAINER": json.dumps(trainer_of(people)),
        "PORT": str(limits.port),
        "HUB_PORT": str(limits.port + 1),
        "API_PORT": str(limits.port + 2),
        "MEMORY": str(limits.memory * 1_000_000),
        "PROCESSORS": str(limits.processors),
        "IDLE": str(limits.idle * 60),
        "SEATS": str(len(people)),
        "PEOPLE": PEOPLE,
        "HANDED_IN": HANDED_IN,
        **_comments(),
    }
    text = (files("fis_lessons.course") / "templates" / "hub" / "config.txt").read_text(encoding="utf-8")
    comments = {"TITLE", *_comments()}
    for name, value in sorted(values.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f"@{name}@", _as_comment(value) if name in comments else value)
    return text


def _as_comment(words: str) -> str:
    return "\n".join(f"# {line}" for line in textwrap.wrap(words, _WIDTH, break_long_words=False))


def _comments() -> dict[str, str]:
    return {
        "ABOUT_PLACE": _(
            "Dove risponde: solo su questa macchina. Perché la classe entri dalla rete metti davanti un server "
            "web con TLS (nginx, Caddy) che gira qui le richieste, websocket compresi. Senza TLS i codici "
            "viaggiano in chiaro: non scrivere 0.0.0.0. Con Caddy basta un comando, con il nome del tuo server: "
            "caddy reverse-proxy --from lezioni.example.it --to 127.0.0.1:@PORT@"
        ),
        "ABOUT_SCREENS": _(
            "Le pagine che la classe vede prima delle lezioni: del kit, nella lingua della classe."
        ),
        "ABOUT_DOOR": _(
            "Chi entra: solo chi è nell'elenco, con il proprio codice. Qui i codici non ci sono: in "
            "hub/people.json "
            "c'è la loro impronta. Chi conduce vede chi è entrato e può fermare i server, ma non apre le cartelle."
        ),
        "ABOUT_SEATS": _(
            "Ciascuno ha un JupyterLab suo, con i kernel già pronti, una cartella che apre solo lui e i limiti "
            "scritti qui. "
            "Avvia JupyterHub come root: solo così ogni persona è un utente diverso del sistema. Senza root chi "
            "scrive "
            "codice in una cella può leggere le cartelle degli altri."
        ),
        "ABOUT_LIMITS": _(
            "Limiti di ciascuno: byte per processo, quanti processi, quale parte dei processori."
        ),
        "ABOUT_IDLE": _(
            "Un server che nessuno usa si chiude dopo questi secondi. Il lavoro resta nella cartella."
        ),
        "ABOUT_END": _("Quando JupyterHub finisce, finiscono anche i server della classe e il proxy."),
        "ABOUT_PROXY": _(
            'Il proxy è in Python. Se hai Node, puoi usare quello originale: ["configurable-http-proxy"].'
        ),
    }
