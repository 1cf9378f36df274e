"""How an exercise looks: the same question as a control in JupyterLab and as text on a printed page."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from importlib.resources import files

from fis_lessons.exercises.fields import from_a_cell
from fis_lessons.exercises.kinds import Grid, Matching, OpenText, Ordering
from fis_lessons.exercises.numeric import Number
from fis_lessons.exercises.spec import Choice, Exercise, Option, Several, Verdict
from fis_lessons.exercises.tables import Table
from fis_lessons.figures import Html, escape, inline, markdown, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark

HINT_NAMES = (mark("Uno spunto"), mark("Dove guardare"), mark("Un passo insieme"), mark("La soluzione"))
"""What each step of the ladder is called."""
_MARKS = {"not_tried": "○", "unreadable": "?", "not_yet": "✗", "right": "✓"}

LIVE = "<fis-live></fis-live>"
"""Makes the control that holds it a live region, before there is anything to announce."""

# ipywidgets writes a new text by replacing what is inside a control, so the region a screen reader listens to
# has to be the control itself, which stays. The mark above, wherever it appears, gives it its role. Where no
# script runs, the text still carries a role of its own.
# JupyterLab takes arrows and letters for its own shortcuts, and a menu or a group of choices never gets them:
# inside our boxes the keys are the learner's. Shortcuts with Ctrl, Alt or Cmd stay JupyterLab's.
# Choices without a name are no group for a browser: the arrows would leave the question and tick an answer of the
# next. Enter in a field of one line checks. What answers a press is brought into view, on a low screen too. In an
# editor or a note, which save themselves as a field is left, that is a button, and the answer is
# what is told: the review and the tables of an editor follow every field. It takes the focus where the button that
# was pressed is there no longer, and the next Tab would begin at the top of the page.
_SCRIPT = """
if (!customElements.get("fis-live")) {
  let pressed = {box: null, at: 0}, groups = 0;
  const press = box => { pressed = {box, at: Date.now()}; };
  customElements.define("fis-live", class extends HTMLElement {
    connectedCallback() {
      const region = this.closest(".widget-html");
      if (!region) return;
      const answers = pressed.box?.contains(region) && !region.matches(".fis-editor-review")
        && (!pressed.box.matches(".fis-editor") || region.querySelector("[role=status], [role=alert]"));
      if (answers && this.nextSibling && Date.now() - pressed.at < 4000)
        setTimeout(() => {
          region.scrollIntoView({block: "nearest"});
          if (document.activeElement !== document.body) return;
          region.tabIndex = -1;
          region.focus({preventScroll: true});
        }, 50);
      if (region.hasAttribute("role")) return;
      region.setAttribute("role", "status");
      region.setAttribute("aria-live", "polite");
      region.setAttribute("aria-atomic", "true");
    }
  });
  window.addEventListener("keydown", event => {
    const field = event.target;
    if (!field.closest || !field.closest(".fis-exercise, .fis-control, .fis-note")) return;
    const own = !(event.ctrlKey || event.metaKey || event.altKey);
    field.toggleAttribute("data-lm-suppress-shortcuts", own);
    const choices = field.type === "radio" && !field.name && field.closest(".widget-radio-box");
    if (choices) {
      groups += 1;
      choices.querySelectorAll("input").forEach(one => { one.name = `fis-${groups}`; });
    }
    const box = field.closest(".fis-exercise");
    if (box && own && event.key === "Enter" && field.matches("input:not([type=checkbox], [type=radio])")) {
      event.preventDefault();
      box.querySelector(".jupyter-button.mod-primary")?.click();
    }
    if (own && event.key === "Enter" && field.matches("input")) press(field.closest(".fis-note"));
  }, true);
  window.addEventListener("click", ({target}) => press(
    target.closest?.(".fis-exercise:not(.fis-editor)")
      ?? target.closest?.("button")?.closest(".fis-exercise, .fis-note")), true);
}
"""


def dress() -> str:
    """Write the style and the script of everything a lesson shows: once, above the rest."""
    css = (files("fis_lessons.figures") / "components.css").read_text(encoding="utf-8")
    return f"<style>{css}</style><script>{_SCRIPT}</script>"


def live(page: str = "") -> str:
    """Write what a live control holds; nothing in it is announced when it is first drawn."""
    return LIVE + page


def coming(words: str) -> Html:
    """Say, in the place of something that is made later, that it is on its way."""
    return Html(f'<p class="fis-source fis-waiting" role="status">{escape(words)}</p>', words)


@contextlib.contextmanager
def told_in_place(tell: Callable[[str], object]) -> Iterator[None]:
    """Say, in the place of something that is made later, that it could not be made.

    Parameters
    ----------
    tell
        Puts a piece of page there. The error goes on, to whoever reads errors.
    """
    try:
        yield
    except Exception:
        tell(f'<p role="alert">{escape(not_opened())}</p>')
        raise


def not_opened() -> str:
    """Say that a part of the lesson is not there, and what to do."""
    return _("Questa parte non si è aperta: premi di nuovo «Avvia la lezione».")


def question_html(exercise: Exercise) -> str:
    """Write the question and what can be answered, without any answer."""
    return f'<div class="fis-question">{markdown(exercise.question)}</div>'


def options_html(exercise: Exercise) -> str:
    """Write what can be chosen, for a page nobody can answer on."""
    if isinstance(exercise, Choice | Several | Ordering | OpenText):
        return _list(_listed(exercise))
    if isinstance(exercise, Matching | Grid):
        columns = "; ".join(inline(column.label) for column in exercise.columns)
        head = _("Da scegliere tra:")
        return f"{_list(exercise.rows)}<p>{head} {columns}.</p>"
    if isinstance(exercise, Table):
        return from_a_cell(exercise)
    if isinstance(exercise, Number) and exercise.unit:
        head = _("Si risponde con un numero")
        return f"<p>{head} ({escape(exercise.unit)}).</p>"
    return ""


def _listed(exercise: Choice | Several | Ordering | OpenText) -> tuple[Option, ...]:
    if isinstance(exercise, Ordering):
        return exercise.items
    return exercise.criteria if isinstance(exercise, OpenText) else exercise.options


def _list(options: tuple[Option, ...]) -> str:
    return "<ul>" + "".join(f"<li>{inline(option.label)}</li>" for option in options) + "</ul>"


def verdict_html(verdict: Verdict, *, announced: bool = True) -> str:
    """Write a verdict: a mark, a word and the reason. The word says what the colour says.

    Parameters
    ----------
    verdict
        What to write.
    announced
        A verdict that was there when the page opened is not read out.
    """
    role = ' role="status"' if announced else ""
    return (
        f'<div class="fis-verdict fis-{verdict.state}"{role}><p class="fis-verdict-title">'
        f'<span aria-hidden="true">{_MARKS[verdict.state]}</span> {escape(verdict.title)}</p>'
        f"{markdown(verdict.text)}</div>"
    )


def hints_html(exercise: Exercise, step: int, *, opened: bool = False) -> str:
    """Write the hints up to a step, each with its name and its place on the ladder.

    Parameters
    ----------
    exercise
        Whose hints.
    step
        From 1 to 4; the fourth is the solution.
    opened
        The last was opened by attempts and not asked for: it says so.
    """
    items = "".join(
        f"<li><strong>{escape(_(HINT_NAMES[i]))}.</strong> {inline(exercise.hint(i + 1))}</li>"
        for i in range(step)
    )
    place = _("Aiuto {step} di 4.").format(step=step)
    why = " " + _("Si è aperto perché hai provato più volte.") if opened else ""
    head = f'<p class="fis-source">{escape(place + why)}</p>'
    return f'<div role="status">{head}<ol class="fis-hints">{items}</ol></div>'


def skipped_html(exercise: Exercise) -> str:
    """Write that an exercise was skipped, and its answer."""
    text = _("Esercizio saltato: ho scritto io la risposta.") + " " + exercise.hint(4)
    return f'<div class="fis-verdict fis-skipped" role="status">{markdown(text)}</div>'


def solution_html(exercise: Exercise) -> Html:
    """Write the expected answer and why, for the trainer."""
    head = _("Risposta attesa")
    return Html(
        f'<div class="fis-exercise fis-solution"><p><strong>{escape(head)}:</strong> '
        f"{escape(exercise.reference_text)}</p>{markdown(exercise.why)}</div>",
        f"{head}: {exercise.reference_text}\n{plain(exercise.why)}",
    )


def static(exercise: Exercise, *, heading: str) -> Html:
    """Write the exercise as it stands on a page without a kernel."""
    body = (
        f'<div class="fis-exercise"><p class="fis-exercise-title">{escape(heading)}</p>'
        f"{question_html(exercise)}{options_html(exercise)}</div>"
    )
    return Html(body, f"[{heading}] {plain(exercise.question)}")
