"""Who is in a class: the name each one logs in with, a code to enter, a number of user, and only a hash kept."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from fis_lessons.course.classroom.roster import Seat
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import why
from fis_lessons.i18n import gettext as _

FIRST_NUMBER = 70_001
"""Of the users: systems leave those above 65536 free, and no account is made."""
TRAINER = "docente"
# no letter that is taken for another, on a screen or on paper
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_PARTS, _LONG = 3, 4
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1


@dataclass(frozen=True)
class Person:
    """Who can come in.

    Parameters
    ----------
    user
        Name to log in with, and of the folder.
    name
        As in the list.
    number
        Of the system user that runs what this person does.
    secret
        Hash of the code: the code itself is in no file of the hub.
    """

    user: str
    name: str
    number: int
    secret: str


def new_code() -> str:
    """Draw a code: 59 bits, easy to copy by hand."""
    parts = ("".join(secrets.choice(_LETTERS) for _at in range(_LONG)) for _part in range(_PARTS))
    return "-".join(parts)


def hashed(code: str, *, salt: bytes | None = None) -> str:
    """Return what is kept of a code.

    Examples
    --------
    >>> secret = hashed("abcd-efgh-jkmn")
    >>> opens(secret, " ABCD-efgh-jkmn "), opens(secret, "abcd efghjkmn"), opens(secret, "abcd")
    (True, True, False)
    """
    salt = secrets.token_bytes(16) if salt is None else salt
    plain = _as_written(code)[:256].encode()
    drawn = hashlib.scrypt(plain, salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL)
    return f"scrypt:{salt.hex()}:{drawn.hex()}"


def _as_written(code: str) -> str:
    """Put back the hyphens of a code that is copied by hand; anything else stays what it is."""
    signs = "".join(sign for sign in code.lower() if sign.isalnum())
    if len(signs) != _PARTS * _LONG:
        return code.strip().lower()
    return "-".join(signs[at : at + _LONG] for at in range(0, len(signs), _LONG))


def opens(secret: str, code: str) -> bool:
    """Tell whether a code is the one of a hash, in a time that does not depend on the answer."""
    _kind, salt, _drawn = secret.split(":")
    return hmac.compare_digest(hashed(code, salt=bytes.fromhex(salt)), secret)


def seated(
    seats: Iterable[Seat], before: Mapping[str, Person], *, taken: frozenset[int] = frozenset()
) -> tuple[dict[str, Person], dict[str, str]]:
    """Give each one a name, a number and a code; who had them keeps them.

    Parameters
    ----------
    seats
        The class.
    before
        Who was in the class already. Who is no longer in the list can no longer come in; the folder stays.
    taken
        Numbers the system has given to others.

    Returns
    -------
    tuple
        People by user, the trainer first; and the codes drawn now, by user.
    """
    names = {seat.folder: seat.name for seat in seats}
    trainer = TRAINER if TRAINER not in names else f"{TRAINER}-del-corso"
    used = set(taken) | {person.number for person in before.values()}
    found: dict[str, Person] = {}
    codes: dict[str, str] = {}
    number = FIRST_NUMBER
    for user, name in {trainer: _("Chi conduce"), **names}.items():
        if user in before:
            found[user] = before[user]
            continue
        while number in used:
            number += 1
        used.add(number)
        codes[user] = new_code()
        found[user] = Person(user, name, number, hashed(codes[user]))
    return found, codes


def trainer_of(people: Mapping[str, Person]) -> str:
    """Return the trainer's user: it is the first."""
    return next(iter(people))


def text_of(people: Mapping[str, Person], gone: Mapping[str, Person]) -> str:
    """Write who is in the class, and whose numbers cannot be given again because their folders are there."""
    content = {"people": [asdict(p) for p in people.values()], "gone": [asdict(p) for p in gone.values()]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_people(path: Path) -> tuple[dict[str, Person], dict[str, Person]]:
    """Read who is in the class, and who was; nobody if there is no file.

    Raises
    ------
    BuildError
        If it cannot be read: numbers and codes would be given again.
    """
    if not path.exists():
        return {}, {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        people, gone = ([Person(**one) for one in content[key]] for key in ("people", "gone"))
    except (OSError, ValueError, LookupError, TypeError) as error:
        reason = why(error) if isinstance(error, OSError) else type(error).__name__
        raise BuildError(
            _("La cartella della classe non si può usare."),
            [Problem(str(path), reason, remedy=_("Rimettilo com'era, o usa un'altra cartella."))],
        ) from None
    return {p.user: p for p in people}, {p.user: p for p in gone}
