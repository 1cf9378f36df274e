"""The form at the opening of every lesson: type the name of a municipality, and the lessons go on there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fis_lessons.cases import Case, case_names, load_case, read_case
from fis_lessons.cases.own import FOLDER, choose_case, chosen_case, own_case_names
from fis_lessons.dossier.heading import name_municipality
from fis_lessons.errors import FisError, PlaceError
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape
from fis_lessons.files import why
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language

if TYPE_CHECKING:
    from fis_lessons.territory import Municipality

Choice = tuple[str, str]
"""What is shown, and what it stands for: ``case:lucca``, a case there is; ``new:040012``, one to be made."""


class OwnCase:
    """The form.

    Parameters
    ----------
    learner
        In whose folder the case is written and the choice kept.
    case
        On which the lesson is open.
    proposed
        Case of the notebook.
    trouble
        Why the case that was chosen could not be opened; empty if it could.
    """

    def __init__(self, learner: Learner, *, case: Case, proposed: str, trouble: str = "") -> None:
        self.learner, self.case, self.proposed, self.trouble = learner, case, proposed, trouble
        self.field: Any = None
        self.menu: Any = None
        self.message: Any = None
        self.search: Any = None
        self.open: Any = None
        self.back: Any = None

    def widget(self) -> Any:
        """Build the field, the choice among those that fit, and the buttons."""
        import ipywidgets as w

        set_language(self.learner.lang)
        self.field = w.Text(
            description=_("Il tuo Comune"), placeholder=_("Forlì"), continuous_update=False,
            **look(w.Text, label="initial"),
        )  # fmt: skip
        self.search = w.Button(description=_("Cerca"), icon="search", **look(w.Button, width="auto"))
        self.menu = w.Dropdown(
            description=_("Quale?"), options=(), style=look(w.Dropdown, label="initial")["style"],
            layout=w.Layout(width="auto", height="2.5em", display="none"),
        )  # fmt: skip
        self.open = w.Button(
            description=_("Lavora su questo Comune"), button_style="primary",
            layout=w.Layout(width="auto", display="none"), style=look(w.Button)["style"],
        )  # fmt: skip
        self.back = w.Button(
            description=_("Torna al caso del quaderno"),
            layout=w.Layout(width="auto", display="" if self._changed() else "none"),
            style=look(w.Button)["style"],
        )
        self.message = w.HTML(live(), **look(w.HTML))
        self.field.observe(lambda _change: self.look(), names="value")
        self.search.on_click(lambda _pressed: when_settled(self.look))
        self.open.on_click(lambda _pressed: when_settled(self.choose))
        self.back.on_click(lambda _pressed: when_settled(self.give_back))
        if self.trouble:
            words = _("Il caso che avevi scelto non si apre; la lezione è aperta su {name}.")
            self._say(f"{words.format(name=self.case.municipality.name)}\n{self.trouble}", alert=True)
        return w.VBox(
            [
                w.HTML(f"<p>{escape(self._invitation())}</p>", **look(w.HTML)),
                w.HBox([self.field, self.search], **look(w.HBox)),
                self.menu,
                w.HBox([self.open, self.back], **look(w.HBox)),
                self.message,
            ],
            **look(w.VBox, names="fis-note fis-own-case"),
        )

    def meanwhile(self) -> Html:
        """Say what the form is for while it is on its way, and keep its place: what is being read stays there."""
        words = self._invitation()
        return Html(f'<div class="fis-note fis-own-case"><p>{escape(words)}</p></div>', words)

    # --- what the buttons do ------------------------------------------------------------------------
    def look(self) -> None:
        """Look for the municipality that was typed, and offer what there is."""
        set_language(self.learner.lang)
        text = self.field.value
        try:
            self._offer(self._choices(_found(text)), "")
        except PlaceError as error:
            # a list to choose from says more than a row of names in a sentence
            places = [one for words in error.candidates[:12] if (one := _place(words))]
            self._offer([pair for place in places for pair in self._choices(place)], str(error))

    def choose(self) -> None:
        """Make the case that was picked, if there is none, and keep the choice."""
        from fis_lessons.dossier.new_case import write_case

        set_language(self.learner.lang)
        folder, picked = self.learner.folder, self.menu.value
        if folder is None or not picked:
            return
        kind, _colon, code = str(picked).partition(":")
        try:
            made = write_case(_found(code), folder / FOLDER) if kind == "new" else None
            name = made.name if made else code
            case = load_case(name, folder=folder)
            known, before = _known_as(case), self._before(folder)
            choose_case(folder, name)
            trouble = name_municipality(self.learner, known, instead_of=before)
        except FisError as error:
            self._say(str(error), alert=True)
            return
        except OSError as error:
            words = _("Non riesco a salvare la scelta in questa cartella ({reason}).")
            self._say(words.format(reason=why(error)), alert=True)
            return
        again = _("Ora premi di nuovo «Avvia la lezione»: questa e le altre si aprono su {name}.")
        words = again.format(name=case.municipality.name)
        if made and made.new:
            wrote = _("Ho scritto il caso in {path}: dentro ci sono le domande a cui solo tu sai rispondere.")
            words = wrote.format(path=f"{FOLDER}/{made.path.name}") + "\n" + words
        if trouble:
            unsaved = _("Non riesco a scrivere il nome del Comune nei documenti ({reason}): scrivilo tu.")
            words += "\n" + unsaved.format(reason=trouble)
        self._say(words, alert=bool(trouble))

    def give_back(self) -> None:
        """Let the lessons open on the cases of their notebooks again; the case stays where it is."""
        set_language(self.learner.lang)
        if self.learner.folder is None:
            return
        try:
            choose_case(self.learner.folder, "")
        except OSError as error:
            words = _("Non riesco a salvare la scelta in questa cartella ({reason}).")
            self._say(words.format(reason=why(error)), alert=True)
            return
        words = _(
            "Ora premi di nuovo «Avvia la lezione»: si apre sul caso del quaderno. Il tuo caso resta in {path}."
        )
        self._say(words.format(path=FOLDER))

    # --- inside --------------------------------------------------------------------------------------
    def _before(self, folder: Path) -> str:
        """Name the municipality that was chosen until now."""
        try:
            return _known_as(load_case(chosen_case(folder) or self.case.id, folder=folder))
        except FisError:
            return ""

    def _changed(self) -> bool:
        return bool(self.trouble) or self.case.id != self.proposed

    def _invitation(self) -> str:
        words = _("Vuoi lavorare sul tuo Comune? Scrivi il nome: {example}.")
        if self._changed() and not self.trouble:
            words = _(
                "La lezione è aperta su {name}, che hai scelto tu. Per un altro Comune scrivi il nome: {example}."
            )
            if self.learner.folder is not None and self.case.project != self.case.id:
                where = _("Le domande a cui solo tu sai rispondere sono nel file {path}.")
                words += " " + where.format(path=f"{FOLDER}/{self.case.id}.yaml")
        example = _("«Forlì», «Comune di Lucca», «S. Giovanni in Fiore»")
        return words.format(name=self.case.municipality.name, example=example)

    def _choices(self, place: Municipality) -> list[Choice]:
        """List the cases there are for a municipality, and one to be made if none is the learner's."""
        found: list[Choice] = []
        mine = False
        for name in (*own_case_names(self.learner.folder), *case_names()):
            try:
                case = load_case(name, folder=self.learner.folder)
            except FisError:
                continue  # it is told when somebody opens it
            if case.municipality.istat != place.istat:
                continue
            own = name not in case_names()
            mine = mine or own
            words = _("{place}: il tuo caso") if own else _("{place}: {acronym}, un caso del corso")
            found.append((words.format(place=place.label, acronym=case.acronym), f"case:{name}"))
        if not mine:
            words = _("{place}: un progetto tuo, da scrivere")
            found.append((words.format(place=place.label), f"new:{place.istat}"))
        return found

    def _offer(self, choices: list[Choice], words: str) -> None:
        self.menu.options = tuple(choices)
        self.menu.layout.display = "" if len(choices) > 1 else "none"
        self.open.layout.display = "" if choices else "none"
        if choices:
            self.menu.value = choices[0][1]
        found = ""
        if choices and not (words and len(choices) > 1):  # a menu tells what there is to choose
            found = _("Trovato: {name}.").format(name=choices[0][0])
        self._say(f"{words}\n{found}".strip(), alert=bool(words))

    def _say(self, words: str, *, alert: bool = False) -> None:
        text = "<br>".join(escape(line) for line in words.splitlines())
        role = "alert" if alert else "status"
        self.message.value = live(f'<p role="{role}">{text}</p>')


def opened_case(name: str, *, folder: Path | None) -> Case:
    """Load the case a lesson opens on; of one's own, what the course wrote in it is in the language in use."""
    case = load_case(name, folder=folder)
    return case if name in case_names() else _told(case)


def opened_text(text: str, *, name: str) -> Case:
    """Read the case a lesson opens on from the text of its file, as :func:`opened_case` does from the file."""
    return _told(read_case(text, name=name))


def _told(case: Case) -> Case:
    from fis_lessons.dossier.own_case_told import in_language

    return in_language(case)


def _known_as(case: Case) -> str:
    """Name a municipality so that the list finds it: with its province, where another has the same name."""
    name = case.municipality.name
    return name if _place(name) else _found(case.municipality.istat).label


def _found(text: str) -> Municipality:
    from fis_lessons.territory import find  # who looks for no municipality does without the list

    return find(text)


def _place(words: str) -> Municipality | None:
    try:
        return _found(words)
    except PlaceError:
        return None
