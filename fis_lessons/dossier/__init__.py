"""What the learner takes home: what was done, and what each lesson is."""

from fis_lessons.dossier.module_sheet import course_sheet, module_sheet, piao_description
from fis_lessons.exercises.certificate import CertificateError, certificate, write_certificate
from fis_lessons.exercises.modules import Module, read_module

__all__ = [
    "CertificateError",
    "Module",
    "certificate",
    "course_sheet",
    "module_sheet",
    "piao_description",
    "read_module",
    "write_certificate",
]
