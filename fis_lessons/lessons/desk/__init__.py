"""The desk: what every lesson stands on. A lesson holds words, numbers and exercises; the rest is here."""

from fis_lessons.lessons.desk.citations import Citations, Note, notes_of, opening_words
from fis_lessons.lessons.desk.controls import Control, Pick, Real, Shown, Whole, Words
from fis_lessons.lessons.desk.lesson import Lesson
from fis_lessons.lessons.desk.live import Live
from fis_lessons.lessons.desk.notes import Notebook
from fis_lessons.lessons.desk.parameters import Between, LessonParameters
from fis_lessons.lessons.desk.parts import Parts
from fis_lessons.lessons.desk.question_words import Fact, Facts

__all__ = [
    "Between",
    "Citations",
    "Control",
    "Fact",
    "Facts",
    "Lesson",
    "LessonParameters",
    "Live",
    "Note",
    "Notebook",
    "Parts",
    "Pick",
    "Real",
    "Shown",
    "Whole",
    "Words",
    "notes_of",
    "opening_words",
]
