"""Offers on the screen: where each comes from, when it was written, what it says, and the buttons to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fis_lessons.classes import dataclass
from fis_lessons.dossier.offers import Answer, Offer, Offered, Source, answer_to, offered
from fis_lessons.dossier.own_words import own
from fis_lessons.dossier.record import project_of
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language

_SHORT = 600


@dataclass(frozen=True)
class Offers:
    """What is offered to a section, before there is a screen.

    Parameters
    ----------
    source
        Reads it in the project.
    into
        The section it is offered to.
    lesson
        Where that is written.
    """

    source: Source
    into: str
    lesson: str

    def panel(self, learner: Learner, *, take: Callable[[Offer], str]) -> OfferPanel:
        """Return the screen; ``take`` puts what was taken where it belongs."""
        return OfferPanel(self.source, learner=learner, into=self.into, lesson=self.lesson, take=take)


def taken_in_words(labels: Iterable[str]) -> str:
    """Say which fields were filled in with what was taken."""
    words = _("Preso: ora è in «{labels}». Ciò che c'era resta fra le versioni in «Il mio progetto».")
    return words.format(labels="», «".join(labels))


class OfferPanel:
    """What is offered to one section of the project; empty while nothing is.

    Parameters
    ----------
    source
        What is offered.
    learner
        Whose project.
    into
        The section it is offered to.
    lesson
        Where that is written.
    take
        Puts what was taken where it belongs; returns what to say.
    """

    def __init__(
        self, source: Source, *, learner: Learner, into: str, lesson: str, take: Callable[[Offer], str]
    ) -> None:
        self.source, self.learner, self.into, self.lesson, self._take = source, learner, into, lesson, take
        self.box: Any = None
        self.message: Any = None
        self._told: list[tuple[str, str]] = []

    def offers(self) -> list[Offered]:
        """List what is offered now."""
        return offered(project_of(self.learner), self.source, into=self.into)

    def widget(self) -> Any:
        """Build the panel."""
        import ipywidgets as w

        self.box = w.VBox([], **look(w.VBox))
        self.refresh()
        project_of(self.learner).watch(self.refresh, written=True)
        return self.box

    def refresh(self) -> None:
        """Show what is offered now."""
        set_language(self.learner.lang)
        found = self.offers()
        told = [(one.words, one.offer.text) for one in found]
        if told == self._told:
            return  # what somebody is reading, or about to press, stays as it is
        self._told = told
        if found and self.message is None:
            import ipywidgets as w

            self.message = w.HTML(live(), **look(w.HTML))
        parts = [part for one in found for part in self._parts(one)]
        self.box.children = (*parts, *([self.message] if self.message is not None else []))

    def answer(self, one: Offered, answer: Answer) -> str:
        """Take an offer, or refuse it; return what to say."""
        set_language(self.learner.lang)
        done = self._take(one.offer) if answer == "taken" else ""
        trouble = answer_to(project_of(self.learner), one, answer, into=self.into, lesson=self.lesson)
        words = done or _("Va bene: qui non è cambiato nulla.")
        if trouble:
            told = _("Non riesco a salvare in questa cartella ({reason}): copia il testo prima di chiudere.")
            words = f"{words} {told.format(reason=trouble)}"
        self.message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
        project_of(self.learner).tell(written=True)
        return words

    def _parts(self, one: Offered) -> list[Any]:
        import ipywidgets as w

        text = one.offer.text if len(one.offer.text) <= _SHORT else one.offer.text[:_SHORT] + "…"
        if one.standing in ("taken", "refused", "kept"):
            page = f"<details><summary>{own(one.words)}</summary><p>{own(text)}</p></details>"
            again = _("Usalo di nuovo") if one.standing == "taken" else _("Usalo lo stesso")
            return [w.HTML(page, **look(w.HTML)), self._button(again, one, "taken")]
        page = f"<p><strong>{own(one.words)}</strong></p><p>{own(text)}</p>"
        if one.standing == "changed":
            page += f'<p class="fis-source">{escape(_BEFORE())} {own(one.before[:_SHORT])}</p>'
        answers: dict[str, list[tuple[str, Answer]]] = {
            "new": [(_("Usalo qui"), "taken"), (_("Non qui"), "refused")],
            "changed": [(_("Usa la versione nuova"), "taken"), (_("Tengo la mia"), "kept")],
            "gone": [(_("Ho visto"), "refused")],
        }
        return [
            w.HTML(page, **look(w.HTML)),
            w.HBox(
                [self._button(words, one, answer) for words, answer in answers[one.standing]], **look(w.HBox)
            ),
        ]

    def _button(self, words: str, one: Offered, answer: Answer) -> Any:
        import ipywidgets as w

        button = w.Button(description=words, **look(w.Button, width="auto"))
        button.on_click(lambda _pressed: when_settled(lambda: self.answer(one, answer)))
        return button


def _BEFORE() -> str:  # noqa: N802
    return _("Prima diceva:")
