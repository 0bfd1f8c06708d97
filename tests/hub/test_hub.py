"""Both hubs with two learners: who gets in, who is kept out, and what a fault leaves behind."""

import json
import os
import platform
import pwd
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import nullcontext, suppress
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
import websocket
from disks import disk
from lessons import ROOT
from traitlets.config.loader import PyFileConfigLoader

import hub.__main__ as command
from helpers.widgets.explorer import Explorer
from hub import learner, load
from hub.load import Hub, Learner

NAMES = ("touch-ada", "touch-ben")

# Only root makes users of the system. Who is root and cannot run it all the same is told why.
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="a hub for a class needs root")


def learners(hub):
    """Return two learners who have come in, with a server each."""
    found = []
    for name in NAMES:
        learner = Learner(hub, name)
        if hub.kind == "class":
            learner.sign_up()
        learner.log_in()
        found.append(learner.start())
    return found


@pytest.fixture(scope="module", params=["try", pytest.param("class", marks=needs_root)])
def served(request, tmp_path_factory):
    """A hub of each kind, and two learners on it."""
    state = tmp_path_factory.mktemp(request.param)
    hub = Hub(request.param, state)
    if hub.kind == "class":  # users of a run that was killed, with another password
        for name in NAMES:
            subprocess.run(["userdel", "--remove", "--force", name], capture_output=True)
    try:
        hub.start()
        yield hub, *learners(hub)
    finally:
        hub.end()
        known = {user.pw_name for user in pwd.getpwall()}
        assert not known & set(NAMES), "users of the system stay behind"


@pytest.fixture
def class_only(served):
    hub, *both = served
    if hub.kind != "class":
        pytest.skip("the hub to try has one user of the system for all, and says so")
    return hub, *both


def put(learner, name, text):
    model = {"type": "file", "format": "text", "content": text}
    answer = learner.send("PUT", f"api/contents/{name}", json=model)
    assert answer.status_code in (200, 201), answer.text


def text_of(learner, name):
    return learner.get(f"api/contents/{name}").json()["content"]


def ports(server):
    """Return the ports at which a server listens."""
    found = server.net_connections("tcp")
    return [one.laddr.port for one in found if one.status == psutil.CONN_LISTEN]


def pids(hub):
    """Return the processes of both learners' servers; a teacher's may come up meanwhile."""
    servers = hub.servers()
    return {name: servers[name].pid for name in NAMES}


# ---------------------------------------------------------------- lessons


def test_a_lesson_runs_to_its_end(served):
    _hub, ada, _ben = served
    errors, texts = ada.run(ada.open("01_neuron"))
    assert errors == []
    assert "z = 2" in texts


def test_each_learner_has_a_server_with_a_kernel_of_their_own(served):
    hub, ada, ben = served
    assert set(hub.servers()) == set(NAMES)
    ada.run(["mine = 5"])
    errors, _texts = ben.run(["print(mine)"])
    assert errors == ["NameError: name 'mine' is not defined"]


def test_no_port_is_looked_for_that_somebody_else_may_take_meanwhile(served):
    """Thirty servers take a minute to start, and a kernel that lost its port dies."""
    hub, ada, _ben = served
    lent = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text("utf-8").split()[0])
    for server in hub.servers().values():
        listening = ports(server)
        assert len(listening) == 1
        assert listening[0] < lent
    errors, told = ada.run(["import ipykernel; print(ipykernel.get_connection_file())"])
    assert errors == []
    place = Path(told.strip())
    assert json.loads(place.read_text("utf-8"))["transport"] == "ipc"
    assert not place.parent.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO), "the learner's alone"


# ---------------------------------------------------------------- who is kept out


def test_nobody_gets_in_without_an_account(served):
    hub, *_both = served
    stranger = Learner(hub, NAMES[0], "a wrong password")
    assert "Invalid" in stranger.log_in().text
    for path in ("lab", "api/contents", "api/kernels"):
        answer = stranger.get(path)
        assert "/hub/login" in answer.url or answer.status_code == 403


def test_nobody_reaches_the_server_of_another(served):
    _hub, ada, ben = served
    put(ben, "secret.txt", "of ben")
    for path in ("lab", "api/contents/secret.txt", "api/kernels"):
        url = f"{ada.hub.address}/user/{ben.name}/{path}"
        answer = ada.session.get(url, timeout=60)
        assert answer.status_code in (403, 404), answer.status_code
        assert "of ben" not in answer.text


def test_a_form_of_another_site_is_refused(served):
    hub, ada, _ben = served
    url = f"{hub.address}/user/{ada.name}/api/contents/planted.txt"
    model, origin = {"type": "file", "format": "text", "content": "x"}, "http://elsewhere.example"
    answer = ada.session.put(url, json=model, headers={"Origin": origin}, timeout=60)
    assert answer.status_code == 403
    assert ada.get("api/contents/planted.txt").status_code == 404
    # Of its own pages the same is taken, and of nobody else's, not even with their token.
    answer = ada.send("PUT", "api/contents/planted.txt", origin=origin, json=model)
    assert answer.status_code in (403, 404)
    assert ada.get("api/contents/planted.txt").status_code == 404
    put(ada, "planted.txt", "x")
    assert ada.send("DELETE", "api/contents/planted.txt").ok


def test_the_way_to_a_kernel_is_for_its_owner_on_the_hubs_own_pages(served):
    """Neither another learner opens it nor a page of another site, nor somebody unknown."""
    hub, ada, ben = served
    ada.run(["1"])
    stranger = Learner(hub, "touch-nobody")
    ways = [(ada, hub.address, 101), (ben, hub.address, 403), (stranger, hub.address, 403),
            (ada, "https://elsewhere.example", 403)]  # fmt: skip
    assert [(one.name, origin, upgrade(ada, one, origin)) for one, origin, _ in ways] == [
        (one.name, origin, status) for one, origin, status in ways
    ]


def upgrade(owner, one, origin):
    """Return how the server answers who asks for the channels of the owner's kernel."""
    try:
        made = one.channel("a-page", owner, origin)
    except websocket.WebSocketBadStatusException as refused:
        return refused.status_code
    status = made.getstatus()
    made.close()
    return status


def test_cookies_are_not_for_scripts(served):
    _hub, ada, _ben = served
    named = [c for c in ada.session.cookies if c.name.startswith("jupyterhub-") and
             not c.name.startswith("jupyterhub-session-id")]  # fmt: skip
    assert named
    assert all(cookie.has_nonstandard_attr("HttpOnly") for cookie in named)


@pytest.mark.parametrize("name", ["root", "daemon", "0ada", "../ada", "a b"])
def test_a_name_that_is_taken_or_none_is_refused(class_only, name):
    hub, *_both = class_only
    other = Learner(hub, name)
    other.sign_up()
    assert "/hub/login" in other.log_in().url
    assert name not in hub.servers()


def test_after_ten_wrong_passwords_the_right_one_is_refused_too(class_only):
    """For a minute; so nobody tries all of them."""
    hub, *_both = class_only
    owner = Learner(hub, "touch-guess")
    owner.sign_up()
    guesser = Learner(hub, owner.name, "a wrong password")
    for _guess in range(10):
        guesser.log_in()
    assert "/hub/login" in owner.log_in().url
    assert owner.name not in hub.servers()


def test_files_and_kernels_are_apart(class_only):
    hub, ada, ben = class_only
    put(ben, "diary.txt", "of ben")
    users = {name: server.username() for name, server in hub.servers().items()}
    assert users == {name: name for name in NAMES}
    home = os.path.expanduser(f"~{ben.name}")
    assert os.stat(home).st_mode & 0o077 == 0
    ben.run(["1"])  # so that there is a kernel, with a file that says how it is reached
    server = hub.servers()[ben.name]
    (port,) = ports(server)
    past_the_proxy = f"http://127.0.0.1:{port}/user/{ben.name}/api/contents/diary.txt"
    errors, texts = ada.run([
        f"import urllib.request; print(urllib.request.urlopen('{past_the_proxy}').read())",
        f"print(open('{home}/diary.txt').read())",
        f"import os; os.listdir('{hub.state}')",
        f"import os, signal; os.kill({server.pid}, signal.SIGTERM)",
        f"open('{ROOT}/planted.txt', 'w')",
        f"import os; os.listdir('{home}/.local/share/jupyter/runtime')",
        f"print(open('/proc/{server.pid}/environ').read())",
    ])  # fmt: skip
    assert [error.split(":")[0] for error in errors] == ["HTTPError"] + ["PermissionError"] * 6
    assert "403" in errors[0]
    assert "of ben" not in texts
    assert text_of(ben, "diary.txt") == "of ben"


def test_each_kind_remembers_apart_who_came_in(monkeypatch, tmp_path):
    """Who was teacher of a hub to try, with the password that all know, is a stranger."""
    monkeypatch.delenv("HUB_STATE", raising=False)
    monkeypatch.setattr(command, "ROOT", tmp_path)
    (tmp_path / "hub-state-try").mkdir(mode=0o755)  # as somebody may have made it
    told = [command.environment(kind, Path("proxy"))["HUB_STATE"] for kind in command.KINDS]
    assert len(set(told)) == 2
    assert all(Path(state).stat().st_mode & 0o077 == 0 for state in told)


@needs_root
def test_who_signs_up_when_the_class_is_complete_waits_for_the_teacher(tmp_path):
    # Other names than those of the class that may run beside it, whose users the system has.
    hub = Hub("class", tmp_path, HUB_SIGNUP="closed", HUB_TEACHER="touch-head")
    try:
        hub.start()
        stranger = Learner(hub, "touch-late")
        stranger.sign_up()
        assert "/hub/login" in stranger.log_in().url
        assert hub.servers() == {}
        teacher = Learner(hub, "touch-head")
        teacher.sign_up()
        assert "/hub/login" not in teacher.log_in().url
    finally:
        hub.end()


def test_the_teacher_can_open_every_server_as_the_page_says(class_only):
    hub, _ada, ben = class_only
    put(ben, "homework.txt", "of ben")
    teacher = Learner(hub, "teacher")
    teacher.sign_up()
    teacher.log_in()
    url = f"{hub.address}/user/{ben.name}"
    page = teacher.session.get(f"{url}/lab", timeout=60)  # which asks: do you want to go there?
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page.text)
    teacher.session.post(page.url, data=fields, timeout=60)
    answer = teacher.session.get(f"{url}/api/contents/homework.txt", timeout=60)
    assert answer.json()["content"] == "of ben"
    page = (ROOT / "hub/README.md").read_text("utf-8")
    assert "The account of the teacher may see, open and stop every server" in page


# ---------------------------------------------------------------- faults


def test_a_cell_that_wants_too_much_memory_is_told_so_and_nothing_else_happens(served):
    _hub, ada, ben = served
    ben.run(["of_ben = 7"])
    errors, texts = ada.run(["x = 1", "y = bytearray(3_000_000_000)", "print(x + 1)"])
    assert [error.split(":")[0] for error in errors] == ["MemoryError"]
    assert texts == "2\n"
    assert ben.run(["print(of_ben)"]) == ([], "7\n")


def test_who_wants_more_memory_cannot_allow_it_themselves(class_only):
    """In the hub to try a kernel may be root's, who may do all."""
    _hub, ada, _ben = class_only
    errors, _texts = ada.run(
        ["import resource; resource.setrlimit(resource.RLIMIT_DATA, (2**34, 2**34))"]
    )
    assert [error.split(":")[0] for error in errors] == ["ValueError"]


def test_a_kernel_that_is_killed_leaves_what_was_saved(served):
    hub, ada, ben = served
    put(ada, "answers.txt", "z = 2")
    assert ada.run(["of_ada = 1", "print(of_ada)"]) == ([], "1\n")
    ben.run(["of_ben = 7"])
    killed = hub.kernels(ada.name)
    assert killed
    for process in killed:
        process.send_signal(signal.SIGKILL)
    psutil.wait_procs(killed, timeout=10)
    for _look in range(100):  # what is asked of a kernel that is gone is lost
        if hub.kernels(ada.name):
            break
        time.sleep(0.2)
    assert text_of(ada, "answers.txt") == "z = 2"
    errors, texts = ada.run(["print('alive')", "print(of_ada)"])
    assert (errors, texts) == (["NameError: name 'of_ada' is not defined"], "alive\n")
    assert ben.run(["print(of_ben)"]) == ([], "7\n")


def test_a_cell_without_end_is_waited_for_as_long_as_was_said_and_the_next_runs(served):
    _hub, ada, _ben = served
    with pytest.raises(TimeoutError, match=f"The kernel of {ada.name} did not answer within 1 s"):
        ada.run(["import time; time.sleep(4)"], seconds=1)
    assert ada.run(["print('next')"]) == ([], "next\n")


class Silent:
    """The way to a kernel on which the first message is lost."""

    def __init__(self):
        self.sent = []

    def send(self, text):
        self.sent.append(text)

    def recv(self):
        if not self.sent:
            raise websocket.WebSocketTimeoutException
        told = {"msg_type": "status", "content": {"execution_state": "idle"}}
        return json.dumps(told | {"parent_header": {"msg_id": "it"}})


@pytest.mark.parametrize(("state", "sent"), [("idle", ["print(1)"]), ("busy", [])])
def test_what_was_lost_on_its_way_is_asked_again_where_the_kernel_rests(state, sent, monkeypatch):
    monkeypatch.setattr(load, "PATIENCE", 0.05)
    page = load.Page.__new__(load.Page)
    page.learner, page.channel, page.asked = SimpleNamespace(name="ada"), Silent(), "print(1)"
    monkeypatch.setattr(page, "state", lambda: state)
    with nullcontext() if sent else pytest.raises(TimeoutError, match="ada did not answer"):
        assert [told["msg_type"] for told in page.answers("it", 0.5)] == ["status"]
    assert page.channel.sent == sent


def test_what_is_heard_of_no_more_is_asked_again_on_a_page_loaded_anew(monkeypatch):
    """Whatever the server says that the kernel does."""
    ways = []

    def opened(page):
        ways.append((page.name, Silent()))
        page.channel = ways[-1][1]
        page.channel.close = lambda: None
        if len(ways) == 1:  # a way on which nothing comes back

            def nothing():
                raise websocket.WebSocketTimeoutException

            page.channel.recv = nothing

    monkeypatch.setattr(load, "ANEW", 0.05)
    monkeypatch.setattr(load.Page, "_open", opened)
    monkeypatch.setattr(load.Page, "state", lambda page: "busy")
    page = load.Page(SimpleNamespace(name="ada"))
    page.asked = "print(1)"
    assert [told["msg_type"] for told in page.answers("it", 0.5)] == ["status"]
    (first, lost), (second, found) = ways
    assert first != second
    assert (lost.sent, found.sent) == ([], ["print(1)"])


def test_a_page_whose_kernel_is_silent_is_loaded_anew_by_another_name(monkeypatch):
    names, answers = [], iter([TimeoutError, [], []])

    def opened(page):
        names.append(page.name)
        page.channel = SimpleNamespace(send=lambda text: None, close=lambda: None)

    def answered(page, asked, seconds):
        if (answer := next(answers)) is TimeoutError:
            raise TimeoutError
        return answer

    monkeypatch.setattr(load.Page, "_open", opened)
    monkeypatch.setattr(load.Page, "answers", answered)
    page = load.Page(SimpleNamespace(name="ada"))
    assert page.when_it_answers() is page
    assert len(names) == len(set(names)) == 2


def test_a_proxy_that_is_killed_comes_back(served):
    hub, ada, _ben = served
    put(ada, "before.txt", "saved")
    pid = int((hub.state / "proxy.pid").read_text())
    os.kill(pid, signal.SIGKILL)
    for _look in range(200):
        time.sleep(0.3)
        try:
            if ada.get("api/contents/before.txt").ok:
                break
        except OSError:
            pass
    assert text_of(ada, "before.txt") == "saved"
    assert int((hub.state / "proxy.pid").read_text()) != pid


def test_work_goes_on_through_a_restart_of_the_hub_and_its_proxy(served):
    hub, ada, _ben = served
    put(ada, "work.txt", "before the restart")
    ada.run(["kept = 6 * 7"])
    before = pids(hub)
    hub.stop()
    hub.start()
    ada.start()
    assert pids(hub) == before
    assert text_of(ada, "work.txt") == "before the restart"
    assert ada.run(["print(kept)"]) == ([], "42\n"), "the kernel lost what it knew"
    again = Learner(hub, ada.name)  # from another computer, where there is no cookie
    assert "/hub/login" not in again.log_in().url, "whom the hub has made is still its own"
    assert text_of(again.start(), "work.txt") == "before the restart"


@pytest.fixture
def small_disk(served):
    """A folder of Ada's on a disk of one MiB, which is hers to fill."""
    hub, ada, _ben = served
    home = Path(hub.servers()[ada.name].cwd())
    user = home.stat()
    with disk(home / "small", f"size=1m,uid={user.st_uid},gid={user.st_gid}") as folder:
        yield folder


def test_on_a_full_disk_what_was_saved_stays_and_a_save_says_what_is_wrong(served, small_disk):
    _hub, ada, _ben = served
    put(ada, "small/answers.txt", "z = 2")
    errors, _texts = ada.run([f"open('{small_disk}/all', 'wb').write(bytes(2**21))"])
    assert [error for error in errors if "No space left on device" in error]
    model = {"type": "file", "format": "text", "content": "z = 3\n" * 2000}
    answer = ada.send("PUT", "api/contents/small/answers.txt", json=model)
    assert answer.status_code == 500
    assert "No space left on device" in answer.text
    assert text_of(ada, "small/answers.txt") == "z = 2"
    (small_disk / "all").unlink()
    put(ada, "small/answers.txt", "z = 3")
    assert text_of(ada, "small/answers.txt") == "z = 3"


@needs_root
def test_where_the_hub_has_no_room_to_remember_who_is_in_goes_on_and_nobody_comes(tmp_path):
    with disk(tmp_path / "state", "size=3m") as state:
        # Other names than those of the class that may run beside it, whose users the system has.
        hub = Hub("class", state)
        ada, late = Learner(hub, "touch-in"), Learner(hub, "touch-out")
        try:
            hub.start()
            ada.sign_up()
            ada.log_in()
            ada.start().run(["kept = 6 * 7"])
            with suppress(OSError), open(state / "all", "wb", buffering=0) as filling:
                while filling.write(bytes(4096)):
                    pass
            put(ada, "answers.txt", "z = 2")
            assert ada.run(["print(kept)"]) == ([], "42\n")
            assert late.sign_up().status_code == 500
            late.log_in()
            assert set(hub.servers()) == {ada.name}
            (state / "all").unlink()  # and without a restart
            assert late.sign_up().ok
            late.log_in()
            late.start()
            assert text_of(ada, "answers.txt") == "z = 2"
        finally:
            hub.end()


def test_a_server_that_rests_is_ended_and_work_stays(tmp_path):
    hub = Hub("try", tmp_path, HUB_IDLE="20")  # more than a start takes on a busy computer
    try:
        hub.start()
        ada = Learner(hub, NAMES[0])
        ada.log_in()
        put(ada.start(), "mine.txt", "of ada")
        assert set(hub.servers()) == {NAMES[0]}
        for _look in range(120):
            if not hub.servers():
                break
            time.sleep(0.5)
        assert not hub.servers()
    finally:
        hub.end()
    hub = Hub("try", tmp_path)  # which gives the next server the time to be asked
    try:
        hub.start()
        ada = Learner(hub, NAMES[0])
        ada.log_in()
        assert text_of(ada.start(), "mine.txt") == "of ada"
    finally:
        hub.end()


def test_a_kernel_without_a_page_is_ended_and_one_with_a_page_goes_on(tmp_path):
    """Each lesson whose page was closed would keep its kernel, and its memory."""
    hub = Hub("try", tmp_path, COURSE_IDLE="6")
    try:
        hub.start()
        ada = Learner(hub, NAMES[0])
        ada.log_in()
        ada.start()

        def kernels():
            return {kernel["id"] for kernel in ada.get("api/kernels").json()}

        def after(count):
            for _look in range(60):
                if len(kernels()) == count:
                    break
                time.sleep(0.5)
            return kernels()

        ada.run(["1"])  # and its page is closed
        closed = ada.kernel
        ada.kernel = ada.send("POST", "api/kernels", json={"name": "python3"}).json()["id"]
        page = load.Page(ada)
        assert kernels() == {closed, ada.kernel}
        assert after(1) == {ada.kernel}
        time.sleep(10)  # longer than a kernel without a page may rest
        assert kernels() == {ada.kernel}
        page.close()
        assert after(0) == set()
    finally:
        hub.end()


# ---------------------------------------------------------------- what holds where nothing is said


def configured(monkeypatch, tmp_path, kind, **more):
    """Return the configuration of a hub, as JupyterHub reads it where variables say more."""
    for name in [name for name in os.environ if name.startswith(("HUB_", "COURSE_"))]:
        monkeypatch.delenv(name)
    told = {"HUB": kind, "HUB_STATE": str(tmp_path), "HUB_PROXY": "proxy"} | more
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    return PyFileConfigLoader("jupyterhub_config.py", path=str(ROOT / "hub")).load_config()


def test_where_nothing_is_said_a_server_rests_an_hour_and_a_kernel_half_of_it(
    monkeypatch, tmp_path
):
    told = configured(monkeypatch, tmp_path, "class")
    (culler,) = told.JupyterHub.services
    assert culler["command"][-1] == "--timeout=3600"
    assert told.Spawner.environment["COURSE_IDLE"] == "1800"
    page = (ROOT / "hub/README.md").read_text("utf-8")
    assert "stop servers that nobody has used for an hour" in page
    assert "end a kernel that has rested for half an hour and whose page is closed" in page
    assert learner.culling(1800)[-1].endswith("=300")


@pytest.mark.parametrize("kind", ["try", "class"])
def test_a_hub_waits_for_servers_and_remembers_who_came(kind, monkeypatch, tmp_path):
    """Thirty at once wait up to 40 seconds; without the file all must log in after a restart."""
    told = configured(monkeypatch, tmp_path, kind)
    assert told.Spawner.start_timeout >= 120
    assert told.Spawner.http_timeout >= 120
    assert Path(told.JupyterHub.cookie_secret_file).parent == tmp_path


def test_passwords_of_a_class_are_not_guessed(monkeypatch, tmp_path):
    told = configured(monkeypatch, tmp_path, "class").NativeAuthenticator
    assert 0 < told.allowed_failed_logins <= 10
    assert told.seconds_before_next_try >= 60
    assert told.minimum_password_length >= 8
    assert told.check_common_password
    page = (ROOT / "hub/README.md").read_text("utf-8")
    assert "10 wrong passwords in a row" in page


@pytest.mark.parametrize("more", [{}, {"HUB_PASSWORD": "swim today"}])
def test_the_password_that_is_printed_opens_the_hub_to_try(monkeypatch, tmp_path, capsys, more):
    told = configured(monkeypatch, tmp_path, "try", **more)
    password = told.SharedPasswordAuthenticator.user_password
    assert f'the password "{password}"' in printed("try", monkeypatch, capsys)


@pytest.mark.parametrize("kind", ["try", "class"])
@pytest.mark.parametrize(
    "address", [None, "", "http://127.0.0.1:8765", "https://:443", "http://0.0.0.0:8000"]
)
def test_the_address_that_is_printed_is_the_hubs(monkeypatch, tmp_path, capsys, kind, address):
    more = {} if address is None else {"HUB_URL": address}
    told = configured(monkeypatch, tmp_path, kind, **more)
    named = re.sub(r"//(0\.0\.0\.0)?:", f"//{platform.node()}:", told.JupyterHub.bind_url)
    assert re.search(rf" at {re.escape(named)}[.;] ", printed(kind, monkeypatch, capsys))


@pytest.mark.parametrize("more", [{}, {"HUB_TEACHER": "ms-lee"}])
def test_the_teacher_who_is_named_is_the_hubs(monkeypatch, tmp_path, capsys, more):
    (teacher,) = configured(monkeypatch, tmp_path, "class", **more).Authenticator.admin_users
    said = printed("class", monkeypatch, capsys)
    assert re.findall(r"account named (\S+)|Sign up as (\S+) ", said) == [
        (teacher, ""), ("", teacher)
    ]  # fmt: skip


@pytest.mark.parametrize("signup", [None, "open", "closed"])
def test_what_is_said_of_signing_up_is_so(monkeypatch, tmp_path, capsys, signup):
    more = {"HUB_SIGNUP": signup} if signup else {}
    told = configured(monkeypatch, tmp_path, "class", **more)
    said = printed("class", monkeypatch, capsys)
    assert ("everybody signs up" in said) == told.NativeAuthenticator.open_signup
    assert ("waits until teacher lets them in" in said) != told.NativeAuthenticator.open_signup


def printed(kind, monkeypatch, capsys):
    """Return what the command prints before the hub starts."""
    monkeypatch.setattr(command, "refusal", lambda *_: "")
    monkeypatch.setattr(os, "execve", lambda *_: None)
    assert command.main([kind]) is None
    return capsys.readouterr().out


def test_learners_find_their_packages_compiled():
    """They cannot write there: else each server and each kernel would compile them anew."""
    seldom = [find_spec("numpy.polynomial.hermite_e"), find_spec("matplotlib.sankey")]
    for one in seldom:  # so that nothing but the installation has compiled them
        assert Path(one.cached).is_file(), one.cached


# ---------------------------------------------------------------- https


def test_with_a_key_and_a_certificate_the_hub_speaks_https_alone(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    hub = Hub("try", tmp_path, HUB_KEY=str(key), HUB_CERT=str(certificate))
    try:
        hub.start()
        ada = Learner(hub, NAMES[0])
        ada.log_in()
        errors, texts = ada.start().run(["print('over https')"])
        assert (errors, texts) == ([], "over https\n")
        assert all(c.secure for c in ada.session.cookies if c.name.startswith("jupyterhub-"))
        with pytest.raises(OSError, match=r"reset|aborted|closed|disconnected"):
            Learner(hub, NAMES[1]).session.get(hub.address.replace("https", "http"), timeout=10)
    finally:
        hub.end()


@pytest.mark.parametrize("page", sorted((ROOT / "hub").glob("README*.md")), ids=lambda p: p.name)
def test_what_a_page_tells_to_set_is_read(page):
    """Each name that it writes stands in the code of the hub."""
    code = "".join(path.read_text("utf-8") for path in (ROOT / "hub").glob("*.py"))
    names = set(re.findall(r"HUB_[A-Z_]+", page.read_text("utf-8")))
    assert names >= {"HUB_CERT", "HUB_KEY", "HUB_URL"}
    assert names <= set(re.findall(r'"(HUB_[A-Z_]+)"', code))


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_first_step_installs_what_the_others_call(page):
    """python3-venv, since Debian's Python comes without the module, and npm for the proxy."""
    text = (ROOT / "hub" / page).read_text("utf-8")
    (named,) = re.findall(r"^1\. `sudo apt install ([^`]+)`$", text, re.MULTILINE)
    called = set(re.findall(r"`(?:sudo )?(git|make) ", text))
    assert called == {"git", "make"}
    assert set(named.split()) == called | {"python3-venv", "npm"}


# ---------------------------------------------------------------- what is said before it starts


def test_a_hub_that_cannot_start_says_why(tmp_path):
    there = tmp_path / "proxy"
    there.write_text("")
    assert "make hub, or make hub-class" in command.refusal("school", there)
    assert "The proxy is missing" in command.refusal("try", tmp_path / "none")
    assert "started as root" in command.refusal("class", there, uid=1000)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    assert "Learners cannot read the folder" in command.refusal("class", there, closed, uid=0)
    below = closed / "below"  # everybody could read it, and nobody comes so far
    below.mkdir()
    below.chmod(0o755)
    assert not command.readable_by_all(below)
    assert "Learners cannot read the folder" in command.refusal("class", there, below, uid=0)
    assert command.readable_by_all(Path("/usr"))
    assert command.refusal("try", there, uid=1000) == ""


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8000", "8000", "http:8000", "ftp://:443", "http://a:b", "http://[::1"]
)
def test_an_address_that_is_none_is_named(tmp_path, address):
    (tmp_path / "proxy").write_text("")
    said = command.refusal("try", tmp_path / "proxy", told={"HUB_URL": address})
    assert said.startswith(f"HUB_URL is {address}; expected an address such as http://127.0.0.1")


@pytest.mark.parametrize("address", ["", "https://:443", "http://[::1]:8000", "http://hub/a/"])
def test_an_address_that_is_one_is_taken(tmp_path, address):
    (tmp_path / "proxy").write_text("")
    assert command.refusal("try", tmp_path / "proxy", told={"HUB_URL": address}) == ""


# ---------------------------------------------------------------- a class at once


def test_a_row_of_the_load_has_the_middle_and_the_most():
    assert load.told("seconds", [9, 1, 2]).split() == ["seconds", "2.0", "9.0"]


@pytest.fixture
def nothing_starts(monkeypatch, tmp_path):
    """Let the load have a hub and learners that start nothing."""
    (tmp_path / "log").write_text("")
    there = {"start": lambda: None, "end": lambda: None, "servers": dict, "state": tmp_path}
    hub = SimpleNamespace(process=SimpleNamespace(pid=os.getpid()), **there)
    monkeypatch.setattr(load, "Hub", lambda *_: hub)
    monkeypatch.setattr(load, "Learner", lambda _hub, name: SimpleNamespace(name=name, seconds={}))


@pytest.mark.usefixtures("nothing_starts")
def test_explorers_are_moved_where_it_is_asked_for(monkeypatch, capsys):
    """And the hub's own seconds are those that it was busy, for each learner."""
    asked, busy = [], iter([1.0, 7.0] * 2)
    monkeypatch.setattr(load, "come_in", lambda *given: asked.append(given[-1]))
    monkeypatch.setattr(load, "cpu", lambda _process: next(busy))
    for moved, count in (("no", "3"), ("yes", "2")):
        assert load.main(["--class", count, "--moved", moved]) == 0
    assert asked == [[]] * 3 + [[load.MOVE]] * 2
    said = capsys.readouterr().out.splitlines()
    rows = [row for row in said if " learners at once" in row]
    assert [", all explorers moved" in row for row in rows] == [False, True]
    assert [row.split()[-1] for row in said if "the hub for each" in row] == ["2.00", "3.00"]


@pytest.mark.usefixtures("nothing_starts")
def test_a_learner_is_server_and_kernel(monkeypatch, capsys):
    """Both keep a processor busy, and each has a row for its memory."""
    hub, seconds = load.Hub("try", "state"), {"server": 1.5, "kernel": 4.0}
    monkeypatch.setattr(hub, "servers", lambda: {"ada": "server"})
    monkeypatch.setattr(load, "children", lambda _server: ["kernel"])
    monkeypatch.setattr(load, "cpu", lambda process: seconds.get(process, 0.0))
    monkeypatch.setattr(load, "mib", {"server": 120.0, "kernel": 90.0}.get)
    monkeypatch.setattr(load, "come_in", lambda *_: None)
    assert load.main(["--class", "1"]) == 0
    found = {row[:28].strip(): row.split()[-1] for row in capsys.readouterr().out.splitlines()}
    assert found["a learner's processor, s"] == "5.5"
    assert found["a learner's server, MiB"] == "120.0"
    assert found["a learner's kernel, MiB"] == "90.0"


def test_a_cell_that_moves_explorers_draws_each_of_them():
    drawn = []
    one, two = Explorer.__new__(Explorer), Explorer.__new__(Explorer)
    for name, explorer in (("one", one), ("two", two)):
        vars(explorer)["redraw"] = lambda name=name: drawn.append(name)
    exec(load.MOVE, {"one": one, "two": two, "three": 3})
    assert sorted(drawn) == ["one", "two"]


def test_the_load_is_measured_and_nothing_stays(capsys):
    assert load.main(["--class", "1"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].startswith("1 learners at once, lesson 01_neuron")
    assert rows[0].endswith(", 0 failures.")
    assert [row[:28].strip() for row in rows[2:]] == [
        "server starts, s", "lesson is opened, s", "all its cells run, s",
        "a learner's server, MiB", "a learner's kernel, MiB", "a learner's processor, s",
        "the hub for each, s",
    ]  # fmt: skip
    assert all(float(row.split()[-1]) > 0 for row in rows[2:])


@pytest.mark.usefixtures("nothing_starts")
def test_all_come_in_at_once(monkeypatch):
    """Nobody goes on until all three are there."""
    gate = threading.Barrier(3)
    monkeypatch.setattr(load, "come_in", lambda *_: gate.wait(timeout=20))
    assert load.main(["--class", "3"]) == 0
    assert not gate.broken


def test_memory_is_counted_in_mib():
    told = Path("/proc/self/smaps_rollup").read_text()
    kib = int(re.search(r"^Pss: +(\d+) kB$", told, re.MULTILINE)[1])
    assert load.mib(psutil.Process()) == pytest.approx(kib / 1024, rel=0.1)


@pytest.mark.parametrize("kind", ["try", "class"])
def test_whoever_does_not_come_in_is_counted(kind):
    """One whose cell is red, one whose server does not start, and one who comes in."""

    def learner(name, errors=(), why=None):
        def start():
            if why:
                raise why
            return SimpleNamespace(run=lambda page: (list(errors), []))

        ways = {way: lambda *_: [] for way in ("sign_up", "log_in", "open")}
        return SimpleNamespace(name=name, hub=SimpleNamespace(kind=kind), start=start, **ways)

    failures = []
    for one in (learner("ada", ["NameError: x"]), learner("bo", why=TimeoutError("late")),
                learner("cy")):  # fmt: skip
        load.come_in(one, "01_neuron", failures)
    assert failures == ["ada: NameError: x", "bo: TimeoutError: late"]


def test_a_load_with_failures_says_so_and_is_red(monkeypatch, capsys):
    def come_in(learner, lesson, failures, more):
        failures.append(f"{learner.name}: TimeoutError: late")

    monkeypatch.setattr(load, "come_in", come_in)
    assert load.main(["--class", "2"]) == 1
    said = capsys.readouterr().out
    assert ", 2 failures." in said
    assert "learner-1: TimeoutError: late" in said


@pytest.mark.parametrize(("begins", "seconds"), [("hub", 2), ("configurable-http-proxy", 0)])
def test_a_load_that_is_stopped_leaves_nothing(tmp_path, begins, seconds):
    """As in a script, where a program in the background does not hear Ctrl+C.

    Some send their signal twice, as timeout does: to the program and to all of its group.
    JupyterHub leaves its proxy if it is stopped in the moment in which it starts it.
    """
    running = subprocess.Popen(
        [sys.executable, "-m", "hub.load", "--class", "1"], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env=os.environ | {"TMPDIR": str(tmp_path)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )  # fmt: skip

    def others():
        found = []
        for process in psutil.process_iter(["environ", "cmdline"]):
            told = process.info["environ"] or {}
            if (told.get("HUB_STATE", "").startswith(str(tmp_path))
                    or str(tmp_path) in told.get("JUPYTERHUB_ROOT_DIR", "")):  # fmt: skip
                found.append(" ".join(process.info["cmdline"] or ()))
        return found

    for _look in range(400):
        time.sleep(0.05)
        begun = [line for line in others() if begins in line]
        if begun or running.poll() is not None:
            break
    # Not asked again: the hub takes the place of what starts it, and for a moment there is neither.
    assert begun, running.communicate(timeout=60)[0]
    time.sleep(seconds)
    running.send_signal(signal.SIGTERM)
    time.sleep(0.2)  # while it ends what it started
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=60) != 0, "it went on to its end"
    assert others() == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stop", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
def test_a_learner_who_is_being_made_a_user_is_known(tmp_path, stop):
    """Whoever stops the hub stops all that it has started, while useradd may be at work."""
    made, tools = tmp_path / "users", tmp_path / "tools"
    tools.mkdir()
    slow = tools / "useradd"
    slow.write_text("#!/bin/sh\ntouch began\nsleep 0.5\n")
    slow.chmod(0o755)
    path = os.pathsep.join([str(tools), os.environ["PATH"]])
    running = subprocess.Popen([ROOT / "hub/add_user", made, "ada"], cwd=tmp_path,
                               env=os.environ | {"PATH": path}, start_new_session=True)  # fmt: skip
    while not (tmp_path / "began").exists():
        time.sleep(0.01)
    os.killpg(running.pid, stop)
    assert running.wait(timeout=60) == 0
    assert made.read_text() == "ada\n"


STOPS = (signal.SIGINT, signal.SIGTERM)


@pytest.fixture
def heard():
    """Return a list of the signals that are heard; what is done at one is as before at the end."""
    heard = []
    before = {one: signal.signal(one, lambda number, _: heard.append(number)) for one in STOPS}
    yield heard
    for one, answer in before.items():
        signal.signal(one, answer)


@pytest.mark.parametrize("first", STOPS)
@pytest.mark.usefixtures("heard")
def test_a_load_hears_the_first_of_two_signals_alone(first):
    load.hear(load.ended_once)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(first)
    for one in STOPS:
        try:
            signal.raise_signal(one)
        except KeyboardInterrupt:  # which would end the tests
            pytest.fail(f"It hears {one.name} too.")


def test_a_load_that_ends_already_is_not_stopped_at_it(monkeypatch, heard):
    end = load.Hub.end

    def stopped(hub):
        for one in STOPS:
            signal.raise_signal(one)
        end(hub)

    monkeypatch.setattr(load.Hub, "end", stopped)
    monkeypatch.setattr(load, "come_in", lambda *_: None)
    assert load.main(["--class", "1"]) == 0
    assert heard == []
    for one in STOPS:
        signal.raise_signal(one)
    assert heard == list(STOPS), "it is deaf for ever"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--class", "0"], "CLASS was 0"),
        (["--class", "1001"], "CLASS was 1001; expected a whole number from 1 to 1000."),
        (["--class", "many"], "CLASS was 'many'"),
        (["--lesson", "99_none"], "lesson was '99_none'"),
        (["--kind", "school"], "KIND was 'school'; expected one of"),
        (["--moved", "a bit"], "MOVED was 'a bit'; expected one of"),
    ],
)
def test_a_load_that_cannot_be_is_refused(arguments, sentence):
    assert sentence in load.main(arguments)


def test_a_load_for_a_class_needs_root_as_its_hub_does(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "started as root" in load.main(["--kind", "class"])


def test_seconds_of_a_processor_are_those_of_user_and_system():
    times = SimpleNamespace(user=2.0, system=0.5)
    assert load.cpu(SimpleNamespace(cpu_times=lambda: times)) == 2.5


def test_hub_and_learners_pass_by_the_proxies_of_the_network(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://elsewhere.example")
    monkeypatch.setenv("NO_PROXY", "")
    for session in (load.direct(None), Learner(SimpleNamespace(certificate=None), "ada").session):
        told = session.merge_environment_settings("http://127.0.0.1:8000", {}, False, None, None)
        assert not told["proxies"]


def test_programs_of_the_environment_are_found_first(tmp_path, monkeypatch):
    monkeypatch.setenv("HUB_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("PATH", "/usr/bin")
    told = command.environment("try", Path("proxy"))
    assert told["PATH"] == os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin"])
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


# ---------------------------------------------------------------- after the course


@needs_root
@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_what_the_page_types_after_the_course_removes_users_and_files(page):
    text = (ROOT / "hub" / page).read_text("utf-8")
    typed = re.findall(r"`(sudo (?:xargs|rm)[^`]*)`", text)
    assert len(typed) == 2
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    state = place / "hub-state-class"
    state.mkdir(0o700)
    gone, other = "touch-gone", "touch-other"
    path = f"{place}{os.pathsep}{os.environ['PATH']}"
    sudo = place / "sudo"  # who is root already may have none
    for name in (gone, other):
        subprocess.run(["useradd", "--create-home", name], check=True)
    try:
        homes = {name: Path(pwd.getpwnam(name).pw_dir) for name in (gone, other)}
        (homes[gone] / "course").mkdir()
        (state / "users").write_text(f"{gone}\n")  # as a hub for a class leaves it
        for does, user in {"exit 0": "nobody", 'exec "$@"': "root"}.items():
            sudo.write_text(f"#!/bin/sh\n{does}\n")
            sudo.chmod(0o755)
            for line in typed:  # the shell of whoever types it may not look into the folder
                subprocess.run(line, shell=True, check=True, cwd=place, env={"PATH": path},
                               user=user)  # fmt: skip
        known = {user.pw_name for user in pwd.getpwall()}
        assert known & {gone, other} == {other}
        assert [homes[name].exists() for name in (gone, other)] == [False, True]
        assert not state.exists()
    finally:
        for name in (gone, other):
            subprocess.run(["userdel", "--remove", name], capture_output=True)
        shutil.rmtree(place)
