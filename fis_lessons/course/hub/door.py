"""Who may come in: a name of the class and its code, compared with a hash, and nobody else."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

from jupyterhub.auth import Authenticator
from traitlets import Unicode

from fis_lessons.course.classroom.roster import folder_name
from fis_lessons.course.hub.people import hashed, opens, read_people

_NAME = re.compile(r"[^\W_]+(?:[ '’.-]+[^\W_]+)*")


class ClassAuthenticator(Authenticator):  # type: ignore[misc]  # JupyterHub has no types
    """Reads the class each time somebody knocks: who is added or taken out needs no new start."""

    people_file = Unicode(help="Who is in the class: written by fis-lessons hub.").tag(config=True)
    _nobody = hashed("")

    def normalize_username(self, username: str) -> str:
        """Read a name as people write it, «Anna Rossi» for «anna-rossi»; what is no name stays what it is."""
        name = str(username).strip().lower()
        return folder_name(name) if _NAME.fullmatch(name) else name

    async def authenticate(self, _handler: Any, data: dict[str, str]) -> str | None:
        """Return the user, or nothing."""
        user = self.normalize_username(data.get("username", ""))
        people, _gone = read_people(Path(self.people_file))
        person = people.get(user)
        # the same work for a name that is not there: nobody learns from the time which are
        secret = person.secret if person else self._nobody
        fits = await asyncio.to_thread(opens, secret, str(data.get("password", "")))
        return user if fits and person else None

    def check_allowed(self, username: str, _authentication: Any = None) -> bool:
        """Tell whether somebody who was let in before still may."""
        people, _gone = read_people(Path(self.people_file))
        return username in people
