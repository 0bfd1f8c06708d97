"""The values for a school go with the chart, and make the pod that they promise."""

import asyncio
import base64
import hashlib
import math
import os
import re
import runpy
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import kubespawner
import pytest
import yaml
from jupyterhub.app import JupyterHub
from jupyterhub.auth import Authenticator
from lessons import ROOT
from traitlets.config import Config

from helpers import __version__
from hub.school import sizes
from tools.marks import languages

SCHOOL = ROOT / "hub/school"
CHART = SCHOOL / "chart/jupyterhub"
VALUES = {"one disk each": ["values.yaml"], "one volume": ["values.yaml", "many.yaml"]}
HELM = shutil.which("helm", path=f"{sys.prefix}/bin{os.pathsep}{os.environ['PATH']}")


def helm(command, *arguments):
    told = subprocess.run([HELM, *command, *arguments], capture_output=True, text=True, cwd=SCHOOL)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def given(*names):
    """Return the arguments that hand values files to helm."""
    return [part for name in names for part in ("--values", str(SCHOOL / name))]


def read(name):
    return yaml.safe_load((SCHOOL / name).read_text("utf-8"))


def merged(under, over):
    """Return one dictionary laid over another, as helm lays values over those of the chart."""
    if not (isinstance(under, dict) and isinstance(over, dict)):
        return over
    return under | {key: merged(under.get(key), value) for key, value in over.items()}


@pytest.fixture(scope="module", params=VALUES)
def rendered(request):
    """What the chart makes of the values: {(kind, name): object}."""
    text = helm(["template", "course", str(CHART)], *given(*VALUES[request.param]))
    things = [thing for thing in yaml.safe_load_all(text) if thing]
    found = {(thing["kind"], thing["metadata"]["name"]): thing for thing in things}
    assert len(found) == len(things)
    return SimpleNamespace(kind=request.param, things=found)


@pytest.fixture
def pod(rendered, monkeypatch):
    """The pod of a learner called ada, made by the chart's own configuration of the hub."""
    monkeypatch.syspath_prepend(str(CHART / "files/hub"))
    monkeypatch.delitem(sys.modules, "z2jh", raising=False)
    import z2jh

    secret = rendered.things["Secret", "hub"]["data"]
    values = yaml.safe_load(base64.b64decode(secret["values.yaml"]))
    names = rendered.things["ConfigMap", "hub"]["data"]
    monkeypatch.setattr(z2jh, "_load_config", lambda: values)
    monkeypatch.setattr(z2jh, "_get_config_value", names.__getitem__)
    monkeypatch.setattr(z2jh, "get_secret_value", lambda key, _default=None: key)
    monkeypatch.setattr("tornado.httpclient.AsyncHTTPClient.configure", lambda _name: None)
    for service in ("HUB", "PROXY_API"):
        for end, told in (("HOST", "10.0.0.1"), ("PORT", "8001")):
            monkeypatch.setenv(f"{service}_SERVICE_{end}", told)
    monkeypatch.setenv("POD_NAMESPACE", "course")
    c = Config()
    runpy.run_path(str(CHART / "files/hub/jupyterhub_config.py"), {"get_config": lambda: c})

    monkeypatch.setattr("kubespawner.spawner.load_config", lambda **_options: None)

    async def make():
        spawner = kubespawner.KubeSpawner(config=c, _mock=True)
        spawner.user.name = "ada"
        from kubernetes_asyncio.client import ApiClient

        async with ApiClient() as client:
            return client.sanitize_for_serialization(await spawner.get_pod_manifest())

    return SimpleNamespace(config=c, spec=asyncio.run(make())["spec"])


# ---------------------------------------------------------------- values and chart


@pytest.mark.parametrize("names", VALUES.values(), ids=VALUES)
def test_helm_finds_nothing_to_complain_of(names):
    told = helm(["lint", "--strict", str(CHART)], *given(*names))
    assert "1 chart(s) linted, 0 chart(s) failed" in told


def test_the_chart_is_the_copy_that_was_taken():
    """Whoever takes a later one reads what has changed, and then writes its number here."""
    folder, digest = CHART.parent, hashlib.sha256()
    files = (path for path in folder.rglob("*") if path.is_file())
    for file in sorted(path for path in files if path.suffix != ".pyc"):  # which a test leaves
        name, data = file.relative_to(folder).as_posix(), file.read_bytes()
        digest.update(name.encode() + b"\0" + data.replace(b"\r\n", b"\n") + b"\0")
    assert digest.hexdigest() == (
        "762f626071bf3ec00ad83060fd373caa3cf10797630417a7da5324a1acb87594"
    )


def follow_the_schema(values):
    """Refuse what the chart does not know; helm lets it pass, as its schema is there as YAML."""
    schema = read("chart/jupyterhub/values.schema.yaml")
    jsonschema.validate(merged(read("chart/jupyterhub/values.yaml"), values), schema)


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_other_ways_in_are_known_to_a_hub(page):
    """As the hub's image has them: it brings what tests/hub/requirements.txt lists beside it."""
    text = (SCHOOL / page).read_text("utf-8")
    named = re.search(r"`authenticator_class: ([\w.-]+)`\W+(?:or|或者) `([\w-]+)`", text).groups()
    for name in named:
        hub = JupyterHub(config=Config({"JupyterHub": {"authenticator_class": name}}))
        assert issubclass(hub.authenticator_class, Authenticator), name


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_page_installs_the_version_that_is_checked(page):
    """With the Kubernetes that it asks for, and at the copy of which the page speaks."""
    text = (SCHOOL / page).read_text("utf-8")
    (installed,) = re.findall(r"--version (\S+)", text)
    assert re.findall(r"(\d+\.\d+\.\d+) ?(?:\(commit|版（提交)", text) == [installed]
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text("utf-8"))
    assert re.findall(r"Kubernetes (\d+\.\d+)", text) == [chart["kubeVersion"][2:-4]]


@pytest.mark.parametrize("name", ["values.yaml", "many.yaml"])
def test_values_follow_the_schema_of_the_chart(name):
    follow_the_schema(read(name))


def test_a_misspelt_key_is_found():
    values = read("values.yaml")
    values["singleuser"]["memry"] = values["singleuser"].pop("memory")
    with pytest.raises(jsonschema.ValidationError, match="memry"):
        follow_the_schema(values)


def test_everything_of_a_hub_is_there(rendered):
    for thing in (("Deployment", "hub"), ("Deployment", "proxy"), ("Deployment", "autohttps"),
                  ("Deployment", "user-scheduler"), ("StatefulSet", "user-placeholder"),
                  ("DaemonSet", "continuous-image-puller"), ("NetworkPolicy", "singleuser"),
                  ("PersistentVolumeClaim", "hub-db-dir")):  # fmt: skip
        assert thing in rendered.things
    replicas = rendered.things["StatefulSet", "user-placeholder"]["spec"]["replicas"]
    assert replicas == (5 if rendered.kind == "one disk each" else sizes.need(3000).each_node)


def test_a_placeholder_makes_room_for_a_learner(pod, rendered):
    """Whoever has a lower priority goes where there is no room for somebody with a higher one."""
    rank = {name: thing["value"] for (kind, name), thing in rendered.things.items()
            if kind == "PriorityClass"}  # fmt: skip
    placeholder = rendered.things["StatefulSet", "user-placeholder"]["spec"]["template"]["spec"]
    assert rank[placeholder["priorityClassName"]] < rank[pod.spec["priorityClassName"]]


def test_hub_and_proxy_have_room(rendered):
    """Thirty at once made a hub of 120 MiB; it is one process, and wants half a core."""
    hub = (400, 500) if rendered.kind == "one disk each" else (1024, 1000)  # some hundred at once
    for name, (mib_least, cpu_least) in {"hub": hub, "proxy": (200, 200)}.items():
        (container,) = rendered.things["Deployment", name]["spec"]["template"]["spec"]["containers"]
        asked = container["resources"]["requests"]
        assert mib(asked["memory"]) >= mib_least, name
        assert millicores(asked["cpu"]) >= cpu_least, name
        assert mib(asked["memory"]) <= 2 * 1024, "and no more than a node can spare"


def test_a_learner_reaches_nothing_outside(rendered):
    rules = rendered.things["NetworkPolicy", "singleuser"]["spec"]["egress"]
    blocks = [to["ipBlock"]["cidr"] for rule in rules for to in rule.get("to", ())
              if "ipBlock" in to and not rule.get("ports")]  # fmt: skip
    assert blocks == []  # without a port: the world
    ports = {port["port"] for rule in rules for port in rule.get("ports", ())}
    assert ports <= {53, 8081, 8000, 443, 80, 8443, 8080}


def test_what_is_said_of_a_class_on_one_machine_is_what_was_measured():
    page = (ROOT / "hub/README.md").read_text("utf-8")
    assert f"{sizes.SERVER} MiB for the server and 88 for the kernel" in page
    assert f"and {sizes.KERNEL} once all its explorers have been moved" in page
    assert f"the heaviest, takes 172, and {sizes.HEAVIEST} then" in page
    assert f"keeps a processor busy for {sizes.BUSY} of these seconds" in page
    learner = (sizes.SERVER + sizes.HEAVIEST) / 1024  # GB
    assert 0.9 / 3 < learner <= 1 / 3
    assert f"a third of a gigabyte each, {math.ceil(30 * learner)} GB for thirty" in page
    (seconds,) = re.findall(r"in the kind for a class \(`.+?`\) (\d+)\.", page)
    school = (SCHOOL / "README.md").read_text("utf-8")
    assert f"took {seconds} seconds, a third longer than this says" in school
    assert 1.28 < int(seconds) / (30 * sizes.BUSY / 2) < 1.38
    assert "it took a third longer than this says" in " ".join(sizes.need.__doc__.split())
    share = f"guarantee: {sizes.SHARE}  # fifteen learners share a core: half a minute for a server"
    assert share in (SCHOOL / "values.yaml").read_text("utf-8")
    assert round(1 / 15, 2) == sizes.SHARE
    assert "one core for fifteen learners if they may wait half a minute" in page


def test_every_setting_of_the_hub_is_one_that_it_knows():
    """The chart hands what stands in `hub.config` on unread, and a misspelt name sets nothing."""
    import jupyterhub.app
    import jupyterhub.auth
    import nativeauthenticator

    classes = {
        "JupyterHub": jupyterhub.app.JupyterHub,
        "Authenticator": jupyterhub.auth.Authenticator,
        "NativeAuthenticator": nativeauthenticator.NativeAuthenticator,
    }
    for name, settings in read("values.yaml")["hub"]["config"].items():
        assert set(settings) <= set(classes[name].class_trait_names(config=True)), name
    settings = read("values.yaml")["hub"]["config"]["NativeAuthenticator"]
    assert 3 <= settings["allowed_failed_logins"] <= 20
    assert 10 <= settings["seconds_before_next_try"] <= 600
    cull = merged(read("chart/jupyterhub/values.yaml"), read("values.yaml"))["cull"]
    assert cull["enabled"] is True
    assert cull["timeout"] == sizes.WARM_HOURS * 3600


def test_https_and_accounts_are_on(rendered):
    https = read("values.yaml")["proxy"]["https"]
    addresses = [*https["hosts"], https["letsencrypt"]["contactEmail"]]
    assert all(re.search(r"\bexample\.org$", one) for one in addresses), "to be filled in"
    told = yaml.safe_dump(list(rendered.things.values()))
    assert all(one in told for one in addresses)
    assert rendered.things["Service", "proxy-public"]["spec"]["ports"][0]["name"] == "https"
    config = read("values.yaml")["hub"]["config"]
    assert config["JupyterHub"]["authenticator_class"] == "native"
    assert config["NativeAuthenticator"]["open_signup"] is False


def test_the_pages_of_the_accounts_are_where_the_values_look():
    c = Config()
    exec(read("values.yaml")["hub"]["extraConfig"]["pages"], {"c": c})
    (folder,) = c.JupyterHub.template_paths
    assert (Path(folder) / "native-login.html").is_file()


# ---------------------------------------------------------------- the pod of a learner


def test_a_learners_pod_starts_as_on_one_machine(pod):
    values = read("values.yaml")["singleuser"]
    (container,) = pod.spec["containers"]
    assert container["args"][:2] == ["python3", "/srv/course/hub/learner.py"]
    assert container["image"] == "{name}:{tag}".format(**values["image"])
    assert values["image"]["tag"] == __version__
    told = {variable["name"]: variable["value"] for variable in container["env"]}
    assert told["PYTHONPATH"] == "/srv/course"
    spoken = values["extraEnv"]["COURSE_LANGUAGE"]
    assert told["JUPYTERHUB_DEFAULT_URL"] == f"/lab/tree/course/{spoken}/01_neuron.ipynb"
    assert (ROOT / f"notebooks/{spoken}/01_neuron.ipynb").is_file()
    known = re.findall(r'^    "([A-Z_]+)": ', (ROOT / "hub/jupyterhub_config.py").read_text(), re.M)
    assert set(values["extraEnv"]) == set(known)
    assert told.items() >= values["extraEnv"].items()
    assert told["COURSE_IDLE"] == "1800"
    page = (SCHOOL / "README.md").read_text("utf-8")
    assert "is closed ends when it has rested for half an hour" in page
    assert container["securityContext"]["runAsUser"] == 1000


def test_a_learners_pod_has_the_sizes_of_the_page(pod):
    (container,) = pod.spec["containers"]
    mib = 2**20
    resources = container["resources"]
    assert int(resources["requests"]["memory"]) == sizes.GUARANTEE * mib
    assert int(resources["limits"]["memory"]) == 1024 * mib
    assert float(resources["requests"]["cpu"]) == sizes.SHARE


def test_a_learner_cannot_become_root_and_nobody_is_sent_away_or_deleted(pod):
    (container,) = pod.spec["containers"]
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert pod.config.JupyterHub.concurrent_spawn_limit == 0  # none
    assert pod.config.Spawner.consecutive_failure_limit == 0  # none
    (culler,) = [s for s in pod.config.JupyterHub.services if "culler" in s["name"]]
    assert "--timeout=3600" in culler["command"]
    assert "--cull-users" not in culler["command"]


def test_a_learners_work_is_kept(pod, rendered):
    (container,) = pod.spec["containers"]
    (mount,) = [m for m in container["volumeMounts"] if m["mountPath"] == "/home/jovyan"]
    (volume,) = [v for v in pod.spec["volumes"] if v["name"] == mount["name"]]
    claim = volume["persistentVolumeClaim"]["claimName"]
    if rendered.kind == "one disk each":
        assert claim.startswith("claim-")
        return
    assert claim == "course-homes"
    assert mount["subPath"] == "homes/ada"
    # What makes the folder the learner's own looks at the same folder, from the same image.
    (owner,) = [one for one in pod.spec["initContainers"] if one["name"] == "own-the-home"]
    assert owner["volumeMounts"] == [mount]
    assert owner["image"] == container["image"]
    # Root may give it away, and gives it to whom the learner's container runs as.
    assert owner["securityContext"]["runAsUser"] == 0
    ids = container["securityContext"]["runAsUser"], pod.spec["securityContext"]["fsGroup"]
    assert owner["command"] == ["chown", "{}:{}".format(*ids), mount["mountPath"]]


# ---------------------------------------------------------------- sizes


def millicores(text):
    number, unit = re.fullmatch(r"(\d+)(m?)", str(text)).groups()
    return int(number) * (1 if unit else 1000)


def mib(text):
    number, unit = re.fullmatch(r"(\d+)([MG])i?", text).groups()
    return int(number) * {"M": 1, "G": 1024}[unit]


def test_sizes_are_those_of_the_values_and_hold_what_was_measured():
    values = read("values.yaml")["singleuser"]
    guarantee, limit = mib(values["memory"]["guarantee"]), mib(values["memory"]["limit"])
    assert guarantee == sizes.GUARANTEE >= sizes.SERVER + sizes.HEAVIEST
    assert values["cpu"]["guarantee"] == sizes.SHARE
    assert mib(values["storage"]["capacity"]) == 1024 * sizes.GIB_EACH
    # A cell that wants too much is told so before Kubernetes ends the pod.
    assert sizes.SERVER + int(values["extraEnv"]["COURSE_MIB"]) <= limit
    assert (limit - sizes.SERVER) // sizes.KERNEL == 6
    assert (limit - sizes.SERVER) // sizes.HEAVIEST == 4
    page = (SCHOOL / "README.md").read_text("utf-8")
    assert "which is six lessons open at once, or four of the heaviest" in page
    assert f"wants more than {values['extraEnv']['COURSE_MIB']} MiB gets a *MemoryError*" in page


def test_the_page_says_what_is_computed():
    page = (SCHOOL / "README.md").read_text("utf-8")
    assert sizes.table(map(sizes.need, (30, 300, 3000))) in page
    for figure in (sizes.SERVER, sizes.KERNEL, sizes.HEAVIEST, sizes.GUARANTEE):
        assert f"{figure} MiB" in page
    for figure in (sizes.BUSY, sizes.HUB_BUSY):
        assert f"{figure} s" in page
    assert f"which leaves {sizes.for_learners(16) / 1024:.1f}." in page
    hours = sizes.need(300).hours
    assert f"come to 30 · {hours} = {30 * hours} hours" in page
    assert f"which is {365 * 24 // 12} hours a month" in page


def test_more_learners_need_more_and_larger_nodes_hold_more():
    needs = [sizes.need(n) for n in (1, 30, 300, 3000)]
    for few, many in pairwise(needs):
        assert few.nodes <= many.nodes
        assert few.disk < many.disk
        assert few.rush <= many.rush
    assert sizes.need(100).nodes * sizes.need(100).each_node >= 100
    # By hand: of one core 0.8 are left for learners, and of 8 GiB 6.2.
    assert sizes.need(30, cores=1, gib=64).each_node == int((1 - 0.2) / 0.07) == 11
    assert sizes.need(30, cores=64, gib=8).each_node == int((8 - 1 - 0.8) * 1024 / 340) == 18
    assert sizes.need(300, cores=16, gib=64).each_node == sizes.PODS  # Kubernetes' own bound
    assert sizes.need(300, hours=3).hours == sizes.need(300).hours + sizes.need(300).nodes
    # 16 GiB: a quarter of 4, a fifth of 4 and a tenth of 8 are the system's.
    assert sizes.for_learners(16) == pytest.approx((16 - 1 - 0.8 - 0.8) * 1024)
    assert sizes.for_learners(128) == pytest.approx((128 - 1 - 0.8 - 0.8 - 0.06 * 112) * 1024)
    assert sizes.for_learners(256) == pytest.approx(sizes.for_learners(128) + 128 * 1024)


@pytest.mark.parametrize("wrong", [["0"], ["thirty"], ["-3"], [], ["30", "--cores", "0"]])
def test_sizes_that_cannot_be_are_refused(wrong, capsys):
    with pytest.raises(SystemExit):
        sizes.main(wrong)
    assert "error:" in capsys.readouterr().err


def test_a_node_without_room_is_told():
    with pytest.raises(SystemExit, match="no room for a learner"):
        sizes.need(30, gib=0.25)


def test_the_command_prints_the_table_that_is_computed(capsys):
    sizes.main(["30", "300", "3000"])
    assert capsys.readouterr().out == sizes.table(map(sizes.need, (30, 300, 3000))) + "\n"
    sizes.main(["30", "--cores", "8", "--gib", "32", "--hours", "3"])
    assert capsys.readouterr().out == sizes.table([sizes.need(30, cores=8, gib=32, hours=3)]) + "\n"


def test_whom_the_teacher_lets_in_gets_in_and_passwords_are_not_guessed():
    config = read("values.yaml")["hub"]["config"]
    (teacher,) = config["Authenticator"]["admin_users"]
    assert f"**Sign up as `{teacher}`**" in (SCHOOL / "README.md").read_text("utf-8")
    own = re.search(r'^NAME = r"(.+)"', (ROOT / "hub/jupyterhub_config.py").read_text(), re.M)[1]
    assert config["Authenticator"]["username_pattern"] == own
    assert re.match(own, teacher)
    assert read("values.yaml")["singleuser"]["extraEnv"]["COURSE_LANGUAGE"] in languages()
    assert config["Authenticator"]["allow_all"] is True
    assert config["NativeAuthenticator"]["open_signup"] is False
    assert config["NativeAuthenticator"]["minimum_password_length"] >= 8
    assert config["NativeAuthenticator"]["check_common_password"] is True
    assert 0 < config["NativeAuthenticator"]["allowed_failed_logins"] <= 10
    assert config["NativeAuthenticator"]["seconds_before_next_try"] >= 60


def test_a_learner_alone_has_a_whole_core_and_the_hub_half_a_one():
    values = read("values.yaml")
    assert values["singleuser"]["cpu"]["limit"] == 1
    assert values["hub"]["resources"]["requests"]["cpu"] == "500m"


@pytest.mark.parametrize("kind", ["try", "class"])
def test_a_hub_that_is_told_nothing_listens_to_this_computer_alone(kind, tmp_path, monkeypatch):
    monkeypatch.setenv("HUB", kind)
    monkeypatch.setenv("HUB_STATE", str(tmp_path))
    monkeypatch.setenv("HUB_PROXY", "proxy")
    monkeypatch.setenv("COURSE_LANGUAGE", "zh-CN")
    for name in ("HUB_URL", "HUB_INSIDE", "HUB_PROXY_API"):
        monkeypatch.delenv(name, raising=False)
    config = Config()
    runpy.run_path(str(ROOT / "hub/jupyterhub_config.py"), {"get_config": lambda: config})
    urls = config.JupyterHub.bind_url, config.JupyterHub.hub_bind_url
    assert all(url.startswith("http://127.0.0.1:") for url in urls)
    assert config.ConfigurableHTTPProxy.api_url.startswith("http://127.0.0.1:")
    assert config.JupyterHub.concurrent_spawn_limit == 0  # none: a class comes in at once
    assert config.Spawner.environment["COURSE_MIB"] == "1024"  # 1 GiB, as the page says
    assert config.Spawner.environment["OPENBLAS_NUM_THREADS"] == "1"
    assert config.Spawner.default_url == "/lab/tree/course/zh-CN/01_neuron.ipynb"
    if kind == "class":
        told = config.NativeAuthenticator
        assert told.minimum_password_length >= 8
        assert told.check_common_password
        assert 3 <= told.allowed_failed_logins <= 20
        assert told.seconds_before_next_try >= 30
