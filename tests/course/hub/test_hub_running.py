"""A real JupyterHub on loopback: who comes in, what nobody sees of another, what is handed in, what is left."""

from __future__ import annotations

import html
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from scripts_of import script

from fis_lessons.course import notebooks
from fis_lessons.course.collect import collect
from fis_lessons.course.editions import cleared, edition
from fis_lessons.lessons import LESSONS

for needed in ("jupyterhub", "configurable_http_proxy", "websocket"):
    pytest.importorskip(needed, reason=f"{needed} is not installed")
pytestmark = [
    pytest.mark.course,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root gives learners a user of their own"),
]


@pytest.fixture(scope="module")
def hub() -> Iterator[Any]:
    bench = script("bench_hub")
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="class-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        place.chmod(0o755)  # learners are other users
        if not bench.python_for_others(place / "try"):
            pytest.skip(
                "this Python is in a folder other users cannot enter, and the system has no such Python"
            )
        lesson = cleared(edition(notebooks.read(LESSONS[bench.LESSON].notebook), "trainee"))
        there = place / "course/trainee/it" / LESSONS[bench.LESSON].notebook.name
        notebooks.write(lesson, there)
        with bench.running(place, ["Anna Rossi", "Bruno Bianchi", "Carla Verdi"], place / "course") as made:
            made.bench = bench
            yield made


@pytest.fixture(scope="module")
def two(hub: Any) -> Iterator[tuple[Any, Any]]:
    """Two learners at work, who came in together."""
    found = hub.learner("anna-rossi"), hub.learner("bruno-bianchi")

    def come(one: Any) -> None:
        assert one.log_in()
        one.open()
        one.agreed = one.start_kernel()
        one.run("import os")

    threads = [threading.Thread(target=come, args=(one,)) for one in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield found
    for one in found:
        one.leave()


def tried(learner: Any, code: str) -> str:
    """Run a line in a learner's kernel; returns what it gave, or the name of the error."""
    whole = f"try: print('GOT', {code})\nexcept BaseException as error: print(type(error).__name__)"
    return str(learner.run(whole)).strip()


def test_only_a_name_with_its_own_code_comes_in(hub: Any) -> None:
    anna, bruno = hub.people["anna-rossi"][1], hub.people["bruno-bianchi"][1]
    wrong = [("anna-rossi", bruno), ("anna-rossi", ""), ("root", anna), ("../anna-rossi", anna), ("", "")]
    assert [hub.bench.Learner(hub.base, *pair).log_in() for pair in wrong] == [False] * len(wrong)
    for name, code in ((" Anna-Rossi ", anna.upper()), ("Anna Rossi", anna.replace("-", " "))):
        assert hub.bench.Learner(hub.base, name, code).log_in()


def test_what_is_read_at_the_door_is_in_the_language_of_the_class(hub: Any) -> None:
    stranger = hub.bench.Learner(hub.base, "anna-rossi", "x")
    door = stranger.web.get(f"{hub.base}/hub/login", timeout=30).text
    assert '<html lang="it">' in door and "Entra nelle lezioni" in door
    form = {
        "username": "anna-rossi",
        "password": "x",
        "_xsrf": stranger.web.cookies.get("_xsrf", path="/hub/"),
    }
    assert "Utente o codice non sono giusti" in stranger.web.post(f"{hub.base}/hub/login", data=form).text
    nowhere = stranger.web.get(f"{hub.base}/hub/nowhere", timeout=30)
    assert (nowhere.status_code, "Questa pagina non c'è" in html.unescape(nowhere.content.decode())) == (
        404,
        True,
    )


def test_who_teaches_sees_who_came_in_in_the_language_of_the_class(hub: Any) -> None:
    (trainer,) = hub.people.keys() - {"anna-rossi", "bruno-bianchi", "carla-verdi"}
    one = hub.learner(trainer)
    assert one.log_in()
    for page, heading in (("admin", "Chi è entrato nella classe"), ("token", "Chiavi per i programmi")):
        text = html.unescape(one.web.get(f"{hub.base}/hub/{page}", timeout=30).content.decode())
        assert '<html lang="it">' in text and f"<h1>{heading}</h1>" in text, page
    key = one.web.cookies.get("_xsrf", path="/hub/")
    asked = {"X-XSRFToken": key, "Accept": "application/jupyterhub-pagination+json"}
    page = one.web.get(f"{hub.base}/hub/api/users?offset=0&limit=200", headers=asked, timeout=30).json()
    assert page["_pagination"]["next"] is None, "as the page reads it"
    found = {person["name"]: person for person in page["items"]}
    assert trainer in found and {"server", "pending", "last_activity"} <= set(found[trainer])


def test_each_is_a_user_of_the_system_within_limits(hub: Any, two: Any) -> None:
    anna, bruno = two
    assert anna.agreed == bruno.agreed == hub.bench.IN_BYTES
    numbers = {int(one.run("print(os.getuid())")) for one in two}
    assert len(numbers) == 2
    assert min(numbers) > 65_536
    assert tried(anna, "len(bytearray(3_000_000_000))") == "MemoryError"
    assert tried(anna, "os.setuid(0)") == "PermissionError"
    assert "NoNewPrivs:\t1" in anna.run("print(open('/proc/self/status').read())")
    share = int(anna.run("print(len(os.sched_getaffinity(0)))"))
    assert share == max(1, round(len(os.sched_getaffinity(0)) * 0.5))
    assert "kernels.warm" in anna.run("print(open('/proc/self/cmdline').read())"), "the kernel was not forked"


def test_a_kernel_reads_nothing_of_others(hub: Any, two: Any) -> None:
    anna, bruno = two
    bruno.run("open('mio.txt', 'w').write('segreto')")
    home, number = hub.folder, int(bruno.run("print(os.getpid())"))
    folder = home / "persone/bruno-bianchi"
    assert tried(bruno, f"open('{folder}/lezioni-fis/mio.txt').read()") == "GOT segreto"
    for code in (
        f"os.listdir('{home}/persone')",
        f"os.listdir('{folder}')",
        f"open('{folder}/lezioni-fis/mio.txt').read()",
        f"open('{home}/persone/anna-rossi/../bruno-bianchi/lezioni-fis/mio.txt').read()",
        f"os.listdir('{home}/consegne')",
        f"os.listdir('{home}/consegne/bruno-bianchi')",
        f"open('{home}/consegne/bruno-bianchi/x', 'w')",
        f"os.rename('{home}/consegne/bruno-bianchi', '{home}/consegne/x')",
        f"os.listdir('{home}/hub')",
        f"open('{home}/codici.xlsx').read()",
        f"open('{home}/corso/trainee/it/{LESSONS['03'].notebook.name}', 'a')",
        f"open('{home}/corso/x', 'w')",
        f"open('/proc/{number}/environ').read()",
        f"os.kill({number}, 9)",
        f"os.listdir('{home}/consegne/anna-rossi')",
    ):
        assert tried(anna, code) == "PermissionError", code
    assert tried(bruno, "1 + 1") == "GOT 2"


def test_a_server_gives_nothing_of_others(hub: Any, two: Any) -> None:
    anna, _bruno = two
    folder = hub.folder / "persone/bruno-bianchi/lezioni-fis"
    anna.run(f"os.symlink('{folder}/mio.txt', 'link.txt'); os.symlink('{folder}', 'linked')")
    up = "%2e%2e/%2e%2e/bruno-bianchi/lezioni-fis/mio.txt"
    paths = ["link.txt", "linked/mio.txt", "linked", up, "../../bruno-bianchi/lezioni-fis/mio.txt"]
    for path in paths:
        for kind in ("api/contents/", "files/"):
            answer = anna.api("GET", kind + path)
            assert answer.status_code >= 400 or "segreto" not in answer.text, kind + path
            assert "segreto" not in answer.text
    assert anna.api("GET", "api/terminals").status_code in (403, 404)
    assert anna.api("POST", "api/terminals", {}).status_code in (403, 404)
    other = anna.web.get(f"{hub.base}/user/bruno-bianchi/api/contents", timeout=30)
    assert other.status_code in (403, 404)
    assert anna.web.get(f"{hub.base}/hub/api/users", timeout=30).status_code == 403
    assert anna.web.get(f"{hub.base}/hub/admin", timeout=30).status_code == 403


def test_what_is_handed_in_arrives_and_is_read(hub: Any, two: Any) -> None:
    said: dict[str, str] = {}

    def answer(one: Any) -> None:
        for cell in one.cells()[:2]:
            one.run(cell)
        said[one.user] = one.run(hub.bench.ANSWERS.format(person=hub.people[one.user][0]))

    threads = [threading.Thread(target=answer, args=(one,)) for one in two]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["anna-rossi", "bruno-bianchi"]
    assert all("Consegna fatta" in words for words in said.values())
    found = collect(hub.folder / "consegne")
    assert (found.hand_ins, found.persons, found.aside) == (2, 2, ())
    assert {path.parent.name for path in (hub.folder / "consegne").rglob("*.json")} == set(said)


def test_nothing_outlives_a_hub_that_is_killed(hub: Any, two: Any) -> None:
    family = hub.family()
    words = [" ".join(one.cmdline()) for one in family]
    for sign in ("hub.proxy", "jupyterhub.singleuser", "kernels.warm", "idle_culler"):
        assert any(sign in line for line in words), sign
    os.kill(hub.process.pid, signal.SIGKILL)
    _gone, alive = psutil.wait_procs(family, timeout=60)
    assert [one.cmdline() for one in alive] == []
