"""Too many lessons for the time there is: what could be cut, said and never done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fis_lessons.course.classroom.sittings import Sitting
from fis_lessons.i18n import counted
from fis_lessons.i18n import gettext as _


@dataclass(frozen=True)
class Cuts:
    """A way to make a course fit.

    Parameters
    ----------
    kept
        Lessons in class, whole or not.
    homework
        Those of the kept whose quiz is for home.
    stopped
        Those of the kept that end at their natural stop; the rest is for home or for another day.
    dropped
        Lessons left out.
    minutes
        What is left.
    """

    kept: tuple[Sitting, ...]
    homework: tuple[Sitting, ...] = ()
    stopped: tuple[Sitting, ...] = ()
    dropped: tuple[Sitting, ...] = ()

    @property
    def minutes(self) -> int:
        """What the class takes after the cuts."""
        stops = sum(one.stop.minutes for one in self.stopped if one.stop)
        whole = sum(one.minutes for one in self.kept if one not in self.stopped)
        return stops + whole - sum(one.quiz for one in self.homework)


@dataclass(frozen=True)
class Proposal:
    """What a course takes beside the time there is.

    Parameters
    ----------
    minutes, available
        What all of it takes, and what there is.
    more
        More lessons, each shorter; None if no cut is enough.
    whole
        Fewer lessons, all whole; None if not even one fits.
    meetings
        Whole lessons in as many meetings as it takes, each of the minutes available; empty if one is longer.
    """

    minutes: int
    available: int
    more: Cuts | None = None
    whole: Cuts | None = None
    meetings: tuple[tuple[Sitting, ...], ...] = ()

    @property
    def fits(self) -> bool:
        """Whether nothing has to be cut."""
        return self.minutes <= self.available


def propose(lessons: Sequence[Sitting], *, available: int) -> Proposal:
    """Say how a course could fit the minutes there are.

    First the quizzes go home, the longest first; then lessons end at their natural stop, those that save most
    first; only then lessons are left out: of those that help no other that stays, the last.

    Parameters
    ----------
    lessons
        In the order of the course.
    available
        Minutes, all meetings together.

    Examples
    --------
    >>> a, b = Sitting("01", "A", 70, quiz=8), Sitting("02", "B", 70, quiz=6)
    >>> found = propose([a, b], available=135)
    >>> [one.lesson for one in found.more.homework], found.more.minutes, [one.lesson for one in found.whole.kept]
    (['01'], 132, ['01'])
    """
    total = sum(one.minutes for one in lessons)
    if total <= available:
        return Proposal(total, available)
    fewer = list(_fewer(lessons))
    shorter = (_shortened(kept, dropped, available) for kept, dropped in fewer)
    whole = (Cuts(kept, dropped=dropped) for kept, dropped in fewer)
    return Proposal(
        total,
        available,
        next((one for one in shorter if one is not None), None),
        next((one for one in whole if one.minutes <= available), None),
        _meetings(lessons, available),
    )


def _fewer(lessons: Sequence[Sitting]) -> Iterator[tuple[tuple[Sitting, ...], tuple[Sitting, ...]]]:
    kept, dropped = list(lessons), list[Sitting]()
    while kept:
        yield tuple(kept), tuple(sorted(dropped, key=lessons.index))
        helping = {name for one in kept for name in one.helps}
        out = next((one for one in reversed(kept) if one.lesson not in helping), kept[-1])
        kept.remove(out)
        dropped.append(out)


def _shortened(kept: tuple[Sitting, ...], dropped: tuple[Sitting, ...], available: int) -> Cuts | None:
    homework: list[Sitting] = []
    stopped: list[Sitting] = []

    def now() -> Cuts:
        return Cuts(
            kept,
            # whoever stops before never reaches the quiz
            tuple(one for one in kept if one in homework and one not in stopped),
            tuple(one for one in kept if one in stopped),
            dropped,
        )

    for one in sorted((one for one in kept if one.quiz), key=lambda one: -one.quiz):
        if now().minutes <= available:
            break
        homework.append(one)
    for one in sorted((one for one in kept if _saved(one) > 0), key=lambda one: -_saved(one)):
        if now().minutes <= available:
            break
        stopped.append(one)
    return now() if now().minutes <= available else None


def _saved(one: Sitting) -> int:
    return one.minutes - one.quiz - one.stop.minutes if one.stop else 0


def _meetings(lessons: Sequence[Sitting], available: int) -> tuple[tuple[Sitting, ...], ...]:
    if max(one.minutes for one in lessons) > available:
        return ()
    made: list[list[Sitting]] = [[]]
    for one in lessons:
        if sum(other.minutes for other in made[-1]) + one.minutes > available:
            made.append([])
        made[-1].append(one)
    return tuple(map(tuple, made))


# --- in words -------------------------------------------------------------------------------------
def in_words(found: Proposal) -> Iterator[str]:
    """Say whether a course fits its minutes and, if not, what could be cut; nothing is."""
    if found.fits:
        yield _("Le lezioni chiedono {minutes} minuti: ne hai {available}, bastano.").format(
            minutes=found.minutes, available=found.available
        )
        return
    words = _("Le lezioni chiedono {minutes} minuti e ne hai {available}: ne mancano {short}.")
    short = found.minutes - found.available
    yield words.format(minutes=found.minutes, available=found.available, short=short)
    yield _("Non ho tagliato niente. Ecco che cosa si può fare:")
    if found.more is not None and found.more != found.whole:
        head = (
            _("Più lezioni, più corte") if found.more.dropped or found.more.stopped else _("Tutte le lezioni")
        )
        yield "  - " + _("{head}: {minutes} minuti.").format(head=head, minutes=found.more.minutes)
        yield from (f"      {line}" for line in _cuts(found.more))
    if found.whole is not None:
        words = _("Meno lezioni, intere: {minutes} minuti.")
        yield "  - " + words.format(minutes=found.whole.minutes)
        yield from (f"      {line}" for line in _cuts(found.whole))
    if len(found.meetings) > 1:
        told = "; ".join(_names(one) for one in found.meetings)
        words = _("Tutto, in {count} incontri da {minutes} minuti al massimo: {lessons}.")
        yield "  - " + words.format(count=len(found.meetings), minutes=found.available, lessons=told)
    if found.more is None and found.whole is None:
        yield "  - " + _("Nessun taglio basta: serve più tempo, anche per una lezione sola.")
        return
    yield _("Per farlo scrivi nel corso le lezioni che tieni, o aggiungi «--only» per ciascuna.")


def _cuts(cuts: Cuts) -> Iterator[str]:
    if cuts.dropped:
        yield _("Fuori: {lessons}.").format(lessons=_names(cuts.dropped))
    if cuts.homework:
        saved = counted(
            sum(one.quiz for one in cuts.homework), one=_("{count} minuto"), more=_("{count} minuti")
        )
        words = _("Quiz per casa: {lessons} ({saved} in meno).")
        yield words.format(lessons=_names(cuts.homework), saved=saved)
    for one in cuts.stopped:
        if one.stop:
            words = _(
                "Lezione {id} fino a «{section}», dove c'è una sosta: {minutes} minuti. Il resto per casa."
            )
            yield words.format(id=one.lesson, section=one.stop.after, minutes=one.stop.minutes)


def _names(lessons: Sequence[Sitting]) -> str:
    """Write the numbers of some lessons; three or more in a row as the first and the last."""
    runs: list[list[str]] = []
    for name in (one.lesson for one in lessons):
        if runs and name.isdigit() and runs[-1][-1].isdigit() and int(name) == int(runs[-1][-1]) + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)
