"""Hand in: one file with the answers of a lesson, for whoever leads the class. Data only, no code.

What it says about itself (verdicts, attempts, times) is a claim: the trainer's machine judges the answers again.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from fis_lessons.errors import LessonError
from fis_lessons.exercises.journal import PAUSE
from fis_lessons.exercises.look import look
from fis_lessons.exercises.progress import Event, Progress
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape, markdown
from fis_lessons.i18n import gettext as _

if TYPE_CHECKING:
    from ipywidgets import Widget

FORMAT = "fis-lessons/hand-in"
SCHEMA = 1
PERSON = "FIS_LESSONS_PERSON"
"""Variable with the name somebody is in the list of the class with, where a class works on one server."""
LONGEST_NAME = 80
LONGEST_ANSWER = 20_000
"""Characters of one answer, written as JSON; a longer one is left out."""
LONGEST_TRIED = 2_000
_DONE = ("answer", "hint", "skip")
MOST_TRIED = 20
"""How many of the answers before the last are kept, the latest ones."""
LARGEST_FILE = 2_000_000
"""Bytes of a hand-in: what is built here always stays under it."""


def one_line(text: object, *, limit: int = LONGEST_NAME) -> str:
    r"""Make a line that can be shown anywhere: no control, invisible or reversing characters.

    Examples
    --------
    >>> one_line("  Anna\n\u202e Rossi\x00 ")
    'Anna Rossi'
    """
    # cut first: normalising a text of a million characters is work nobody asked for
    raw = unicodedata.normalize("NFC", str(text)[: limit * 4])
    spaced = re.sub(r"\s+", " ", raw)
    kept = "".join(c for c in spaced if unicodedata.category(c)[0] != "C")
    return re.sub(r" +", " ", kept).strip()[:limit].strip()


def person_key(name: str) -> str:
    """Return what makes two spellings of a name the same person.

    Examples
    --------
    >>> person_key("ANNA  Rossi") == person_key("anna rossi ")
    True
    """
    return unicodedata.normalize("NFKC", one_line(name)).casefold()


def canonical(content: Mapping[str, object]) -> bytes:
    """Write the content in the one form the checksum is made of: sorted keys, no spaces, only ASCII.

    Raises
    ------
    ValueError
        If there is something JSON cannot hold, such as a number that is not one.
    """
    rest = {key: value for key, value in content.items() if key != "checksum"}
    return json.dumps(rest, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def checksum(content: Mapping[str, object]) -> str:
    """Sum up the content, whatever its order and spacing; tells a damaged file, not a dishonest one."""
    return "sha256:" + hashlib.sha256(canonical(content)).hexdigest()


def build_hand_in(
    record: Progress,
    *,
    lesson: str,
    parameters: Mapping[str, object],
    variant: str,
    exercises: Iterable[str],
    person: str,
    package: str,
    own_case: str = "",
    now: datetime.datetime | None = None,
) -> str:
    """Write what a learner hands in, as JSON.

    Parameters
    ----------
    record
        The learner's own. Answers are those that still count; helps, skips and attempts are all there were.
    lesson, parameters
        Enough to open the same lesson again: case, language and seed are among the parameters.
    variant
        How the record names the case the lesson was opened on.
    exercises
        Identifiers of the lesson's exercises; quizzes and notes stay with the learner.
    person
        Name or code.
    package
        Version of the kit.
    own_case
        Text of the case the lesson was opened on, if it is the learner's own: who judges does not have it.
    now
        Time of handing in; the clock's if not given.

    Raises
    ------
    LessonError
        If the name is empty.
    """
    name = one_line(person)
    if not name:
        raise LessonError(_("Scrivi il tuo nome, o il codice che ti ha dato chi conduce."))
    # starting again hides nothing from whoever leads: helps and attempts set aside are counted
    events = [event for event in record.events(lesson, case=variant) if event.kind in _DONE]
    states = record.states(lesson, case=variant)
    spent = _seconds(events)
    done = {
        exercise: _done(
            own,
            live=record.of(lesson, exercise, case=variant),
            claimed=states.get(exercise, ""),
            seconds=spent.get(exercise, 0),
        )
        for exercise in exercises
        if (own := [event for event in events if event.exercise == exercise])
    }
    moment = now or datetime.datetime.now().astimezone()
    content: dict[str, object] = {
        "format": FORMAT,
        "version": SCHEMA,
        "package": package,
        "person": name,
        "lesson": lesson,
        "parameters": _as_json(dict(parameters)),
        "handed_in": moment.isoformat("T", "seconds"),
        "exercises": done,
    }
    if own_case:
        content["own_case"] = own_case
    text = json.dumps({**content, "checksum": checksum(content)}, ensure_ascii=False, indent=1)
    # half of a pair of characters cannot be written in a file; the sum counts it as it is read back
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def file_name(*, lesson: str, case: str, person: str) -> str:
    """Name the file: the same person handing in again replaces what was there.

    Examples
    --------
    >>> file_name(lesson="01", case="lucca", person="Anna Rossi")
    'consegna-01-lucca-cf9f382f.json'
    """
    short = hashlib.sha256(person_key(person).encode()).hexdigest()[:8]
    place = re.sub(r"[^a-z0-9_-]+", "-", case.lower())[:40]
    return f"consegna-{lesson}-{place}-{short}.json"


def _done(events: list[Event], *, live: list[Event], claimed: str, seconds: int) -> dict[str, object]:
    answers = [_fits(event.typed, LONGEST_ANSWER) for event in live if event.kind == "answer"]
    right = next((i for i, e in enumerate(events) if e.kind == "answer" and e.state == "right"), len(events))
    first_skip = next((i for i, e in enumerate(events) if e.kind == "skip"), len(events))
    before = [answer for answer in answers[:-1] if len(_text(answer)) <= LONGEST_TRIED]
    steps = [e.answer for e in events if e.kind == "hint" and isinstance(e.answer, int)]
    return {
        "answer": answers[-1] if answers else None,
        # the first right one goes along: trying other answers later does not undo it
        "tried": [*_first_right(live, before), *before[-MOST_TRIED:]],
        "attempts": sum(event.kind == "answer" for event in events),
        "hints": max([0, *(min(step, 4) for step in steps)]),
        "skipped": first_skip < right,
        "restarted": len(events) > sum(event.kind in _DONE for event in live),
        "claimed": claimed,
        "first": events[0].time,
        "last": events[-1].time,
        "seconds": seconds,
    }


def _first_right(events: list[Event], before: list[object]) -> list[object]:
    found = next((_as_json(e.typed) for e in events if e.kind == "answer" and e.state == "right"), None)
    lost = found in before and found not in before[-MOST_TRIED:]
    return [found] if lost else []


def _seconds(events: Iterable[Event]) -> dict[str, int]:
    """Share out the time between events: each gap was spent on what it ended with."""
    spent: dict[str, int] = {}
    before: datetime.datetime | None = None
    for event in events:
        now = moment(event.time)
        if now is None:
            continue
        gap = now - before if before else datetime.timedelta(0)
        if datetime.timedelta(0) <= gap <= datetime.timedelta(seconds=PAUSE):
            spent[event.exercise] = spent.get(event.exercise, 0) + int(gap.total_seconds())
        before = now
    return spent


def moment(text: object) -> datetime.datetime | None:
    """Read a time with its zone; ``None`` for anything else.

    Examples
    --------
    >>> moment("2026-03-02T10:00:00+01:00").isoformat()
    '2026-03-02T09:00:00+00:00'
    >>> moment("ieri") is None
    True
    """
    try:
        read = datetime.datetime.fromisoformat(str(text)[:40])
        return read.astimezone(datetime.UTC) if read.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _fits(answer: object, limit: int) -> object:
    plain = _as_json(answer)
    return plain if len(_text(plain)) <= limit else None


def _text(value: object) -> str:
    return json.dumps(value)


def _as_json(value: object) -> Any:
    """Turn an answer into what JSON can hold; a set is put in order so that the file is always the same."""
    if isinstance(value, Mapping):
        return {_writable(str(key)): _as_json(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_as_json(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [_as_json(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float) and abs(value) < float("inf"):
        return float(value)
    return _writable(str(value))


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


# --- on the screen ------------------------------------------------------------------------------
def invitation() -> Html:
    """Say what is handed in and what is not."""
    words = _(
        "**Consegna.** Prepara un file con le tue risposte a questa lezione, i tentativi, gli aiuti usati e i "
        "tempi. I tuoi appunti e i quiz restano a te. Se non vuoi scrivere il nome, usa il codice che ti ha dato "
        "chi conduce. Con «Scrivi il mio attestato» hai una pagina con ciò che hai fatto in tutte le lezioni: è "
        "un'autodichiarazione, da stampare o salvare in PDF."
    )
    return Html(f'<div class="fis-note">{markdown(words)}</div>', words.replace("**", ""))


def hand_in_panel(
    hand_in: Callable[[str], tuple[bool, str]],
    *,
    certify: Callable[[str], tuple[bool, str]],
) -> Widget:
    """Build the field for the name and the two buttons.

    Parameters
    ----------
    hand_in
        Takes the name, hands in, and tells whether it went well and in which words.
    certify
        The same for the certificate.
    """
    import ipywidgets as w

    known = one_line(os.environ.get(PERSON, ""))
    field = w.Text(value=known, description=_("Nome o codice"), **look(w.Text, label="initial"))
    send = w.Button(description=_("Consegna"), button_style="primary", icon="send", **look(w.Button))
    paper = w.Button(
        description=_("Scrivi il mio attestato"), icon="file-text-o", **look(w.Button, width="auto")
    )
    message = w.HTML(live(), **look(w.HTML))

    def answer(action: Callable[[str], tuple[bool, str]]) -> Callable[[object], None]:
        def press(_button: object) -> None:
            done, words = action(field.value[: LONGEST_NAME * 2])
            mark = "✓" if done else "!"
            sign = f'<span aria-hidden="true">{mark}</span>'
            message.value = live(f'<p class="fis-source" role="alert">{sign} {escape(words)}</p>')

        return press

    send.on_click(lambda button: when_settled(lambda: answer(hand_in)(button)))
    certificate = answer(certify)
    paper.on_click(lambda button: when_settled(lambda: certificate(button)))
    return w.VBox(
        [w.HTML(invitation().html, **look(w.HTML)), field, w.HBox([send, paper], **look(w.HBox)), message],
        # the look of an exercise: its field and its buttons are the same
        **look(w.VBox, names="fis-exercise"),
    )
