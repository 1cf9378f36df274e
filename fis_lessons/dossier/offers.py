"""What a lesson is offered of what an earlier one wrote: the learner takes it or not, nothing is done in silence.

An answer remembers what was offered, as it was then. What changed since is shown, and asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Literal, cast, get_args

from fis_lessons.classes import dataclass
from fis_lessons.dossier.record import Project
from fis_lessons.dossier.record_lines import Place, Revision, on_day
from fis_lessons.dossier.record_sections import OFFERS
from fis_lessons.i18n import gettext as _

Answer = Literal["taken", "refused", "kept"]
"""Taken; not wanted here; seen, and what was here stays."""
Standing = Literal["new", "taken", "refused", "kept", "changed", "gone"]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One thing an earlier lesson wrote.

    Parameters
    ----------
    id
        Its name, which stays when the words change.
    lesson
        Where it was written, two digits.
    what
        What it is.
    text
        What it says: shown, and compared with what was taken.
    written
        The version it was read from.
    fields
        What it fills in where it is taken, by name of the field.
    read
        Names of all the versions it was read from, if its words depend on the language: the same versions say the
        same thing. Empty, the words decide.
    """

    id: str
    lesson: str
    what: str
    text: str
    written: Revision
    fields: Mapping[str, str] = field(default_factory=dict)
    read: str = ""


Source = Callable[[Project], Sequence[Offer]]
"""Reads in the project what there is to offer."""


@dataclass(frozen=True)
class Offered:
    """An offer and how it stands.

    Parameters
    ----------
    offer
        As it is now; as it was, if it is gone.
    standing
        ``changed``: it was answered, and says something else now. ``gone``: what was taken is not there any more.
    before
        What it said when it was answered.
    """

    offer: Offer
    standing: Standing
    before: str = ""

    @property
    def words(self) -> str:
        """Say where it comes from, and what became of it."""
        one = self.offer
        told = {
            "new": _("{what}, dalla lezione {lesson}: scritto {when}."),
            "taken": _("{what}: preso dalla lezione {lesson}, scritto {when}."),
            "refused": _("{what}, dalla lezione {lesson}: non lo usi qui."),
            "kept": _("{what}: nella lezione {lesson} è cambiato {when}, e qui hai tenuto il tuo."),
            "changed": _("{what}: nella lezione {lesson} è cambiato {when}. Rivedi."),
            "gone": _("{what}: nella lezione {lesson} non c'è più. Rivedi ciò che avevi preso."),
        }[self.standing]
        return told.format(what=one.what, lesson=one.lesson, when=on_day(one.written))


def offered(project: Project, source: Source, *, into: str) -> list[Offered]:
    """Tell how what is offered to a section stands.

    Parameters
    ----------
    project
        The record.
    source
        What is offered.
    into
        The section it is offered to.
    """
    project.refresh()
    found = []
    offers = {one.id: one for one in source(project)}
    for one in offers.values():
        answer = _answer(project, place_of_answer(into, one.id))
        if answer is None:
            found.append(Offered(one, "new"))
        else:
            text, said = answer["text"], cast(Standing, answer["answer"])
            # read from the same versions, only the words are others: of another language, or of a newer kit
            changed = text != one.text and not (one.read and answer["read"] == one.read)
            found.append(Offered(one, "changed" if changed else said, text))
    return [*found, *_gone(project, into, offers)]


def answer_to(project: Project, one: Offered, answer: Answer, *, into: str, lesson: str) -> str:
    """Remember what was answered, and to what; return why it could not be written, or nothing."""
    offer = one.offer
    value = {
        "answer": answer, "text": offer.text, "what": offer.what, "lesson": offer.lesson, "read": offer.read,
    }  # fmt: skip
    place = place_of_answer(into, one.offer.id)
    heads = project.versions.heads(place)
    made = Revision.new(
        place, value, lesson=lesson, who=project.who, label=one.offer.what, after=[head.id for head in heads]
    )
    return project.add([made])


def place_of_answer(into: str, offer: str) -> Place:
    """Return where the answer to an offer is kept."""
    return OFFERS, f"{into}<{offer}"


def _answer(project: Project, place: Place) -> dict[str, str] | None:
    found = project.versions.current(place)
    value = found.value if found is not None else None
    if not isinstance(value, dict) or value.get("answer") not in get_args(Answer):
        return None
    return {name: str(value.get(name, "")) for name in ("answer", "text", "what", "lesson", "read")}


def _gone(project: Project, into: str, offers: Mapping[str, Offer]) -> list[Offered]:
    found = []
    for place in project.versions.places(OFFERS):
        section, _sign, name = place[1].partition("<")
        answer, written = _answer(project, place), project.versions.current(place)
        if (
            section != into
            or name in offers
            or answer is None
            or written is None
            or answer["answer"] == "refused"
        ):
            continue
        offer = Offer(
            id=name, lesson=answer["lesson"][:2], what=answer["what"], text=answer["text"], written=written
        )
        found.append(Offered(offer, "gone", answer["text"]))
    return found
