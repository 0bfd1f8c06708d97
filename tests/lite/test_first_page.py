"""The first page moves without Python, and nothing that a learner wrote is lost or hidden."""

import json
import math
import re
import zipfile
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import monotonic

import nbformat
import numpy as np
import pytest
from lessons import ROOT
from playwright.sync_api import expect

from helpers import ADDRESS, __version__, words
from tests.browser.axe import faults
from tests.lite.conftest import SITE, served
from tools.marks import languages, others

LESSON = "notebooks/en/01_neuron.ipynb"
COURSE = json.loads((SITE / "course.json").read_text("utf-8")) if SITE.is_dir() else {}
ENGLISH = COURSE["editions"]["en"] if COURSE else {}
PAGES = ["index.html", *(f"{language}.html" for language in others())]
WAIT = 20_000  # milliseconds
WIDGET = "window.jupyterapp?.shell?.currentWidget"
# What stands in the notebook's first cell of code.
CODE = f"{WIDGET}.content.widgets.find(cell => cell.model.type === 'code').model.sharedModel"
# JavaScript that opens the browser's own store, in which JupyterLite keeps copies.
STORE = """
    const settled = request => new Promise((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
    });
    const name = `JupyterLite Storage - ${new URL('.', document.baseURI).pathname}`;
    const database = await settled(indexedDB.open(name));
"""
# Change the copy of a lesson in the browser's own store, as if it had come from an older edition.
CHANGE = f"""async ([path, change]) => {{{STORE}
    const files = database.transaction('files', 'readwrite').objectStore('files');
    const model = await settled(files.get(path));
    Object.assign(model.content.metadata.course, change);
    await settled(files.put(model, path));
    database.close();
}}"""
# Return how many entries each store of JupyterLite's database has; with `add` one more in each.
STORES = f"""async add => {{{STORE}
    const names = [...database.objectStoreNames];
    const open = database.transaction(names, 'readwrite');
    if (add) for (const one of names) open.objectStore(one).put({{name: add}}, add);
    const counts = names.map(async one => [one, await settled(open.objectStore(one).count())]);
    const found = Object.fromEntries(await Promise.all(counts));
    database.close();
    return found;
}}"""


@pytest.fixture(scope="module")
def slow():
    yield from served(slow=True)


@pytest.fixture
def lite(request, slow):
    """A site whose Python is on its way for ever, but for tests that ask for one `with_python`.

    Else each page would start one, and who saves what would be asked of a busy computer.
    """
    return request.getfixturevalue("with_python") if "with_python" in request.fixturenames else slow


@pytest.fixture
def first(context, lite):
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.goto(f"{lite.address}/index.html")
    page.locator("#said:not(:empty)").wait_for()
    yield page
    assert page.problems == []


@pytest.mark.parametrize("page", [*PAGES, "notebooks/index.html", "lab/index.html"])
def test_a_page_names_an_icon_that_is_there(page):
    """Without one a browser asks for one at the host's root, which need not be the site's."""
    text = (SITE / page).read_text("utf-8")
    icons = re.findall(r'<link rel="icon" href="([^"]+)">', text)
    assert icons
    assert all((SITE / page).parent.joinpath(icon).is_file() for icon in icons)


def opened(context, lite, path=LESSON):
    """Return a page with a notebook in it that has been read and laid down once more.

    JupyterLab asks for a kernel only after that.
    """
    page = context.new_page()
    page.goto(f"{lite.address}/notebooks/index.html?path={path}")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=WAIT)
    page.wait_for_function(
        f"() => {WIDGET}?.context?.isReady && {WIDGET}.context.contentsModel?.writable"
        f" && {WIDGET}.sessionContext.session",
        timeout=WAIT,
    )
    return page


def save(page):
    """Save, and give up where nothing comes of it: a promise would be waited for without end."""
    page.evaluate(
        f"() => {{ window.saved = false; {WIDGET}.context.save()"
        f".then(() => {{ window.saved = true; }}); }}"
    )
    page.wait_for_function("() => window.saved", timeout=WAIT)


def written(page, text="# mine"):
    """Write a line into the first code cell, and save."""
    typed(page, text)
    save(page)


def typed(page, text):
    """Write a line into the first code cell."""
    page.evaluate(
        f"text => {{ const code = {CODE}; code.setSource(code.source + '\\n' + text); }}", text
    )


def source_of(page):
    return page.evaluate(f"() => {CODE}.source")


def kept(page, text):
    """Whether the browser's own store has a text in the lesson within the time for waiting."""
    copy = "async path => JSON.stringify(await (await import('../copies.js')).copyOf(path))"
    for _look in range(WAIT // 100):
        if text in (page.evaluate(copy, LESSON) or ""):
            return True
        page.wait_for_timeout(100)
    return False


def copy_line(page):
    return page.locator(f'[data-path="{LESSON}"]')


# ---------------------------------------------------------------- a training that moves


def test_something_moves_before_python_is_asked_for(context, lite):
    """By a few small files alone; how long it takes is told in site/README.md."""
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{lite.address}/")
    page.wait_for_function("() => Number(document.querySelector('#epoch').value) >= 2")
    assert len(asked) < 10
    assert not any("pyodide" in url or url.endswith(".wasm") for url in asked)


# Press a key on the first slider again and again; return how long each new picture took to come.
PRESS = """async (times) => {
    const box = document.querySelector('.widget-html img').closest('.widget-vbox');
    const handle = box.querySelector('.noUi-handle'), took = [];
    const picture = () => box.querySelector('.widget-html img').src;
    for (let n = 0; n < times; n++) {
        const before = picture(), began = performance.now();
        const key = n % 2 ? 'ArrowLeft' : 'ArrowRight';
        handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        while (picture() === before) {
            if (performance.now() - began > 20000) throw new Error(`key ${n} draws nothing`);
            await new Promise(requestAnimationFrame);
        }
        took.push(performance.now() - began);
        await new Promise((done) => setTimeout(done, 300));
    }
    return took;
}"""


@pytest.mark.usefixtures("with_python")
def test_how_long_a_visitor_waits_is_printed(browser, lite, capsys):
    """Until something moves, until the lesson can be read, until Python has drawn and can be moved.

    What a visitor sees first comes in a fraction of what Python takes, on any computer; the
    seconds themselves are for whoever reads them, and stand in site/README.md.
    """
    sent = lite.server.sent

    @contextmanager
    def visit(path):
        """Go to an address as somebody who was never here; say until when a condition took."""
        context = browser.new_context()
        page, begin = context.new_page(), monotonic()
        page.goto(f"{lite.address}/{path}")

        def until(condition):
            page.wait_for_function(condition, timeout=4 * WAIT)
            return monotonic() - begin

        yield page, until
        context.close()

    with visit("") as (_page, until):
        moves = until("Number(document.querySelector('#epoch').value) >= 2")
    with visit(f"notebooks/index.html?path={LESSON}") as (page, until):
        read = until("document.querySelector('.jp-Notebook img')")
        ready = until(f"{WIDGET}.sessionContext.session?.kernel?.status === 'idle'")
        page.evaluate("""() => {
            for (const stored of document.querySelectorAll('img')) stored.dataset.stored = true;
            window.jupyterapp.commands.execute('notebook:run-all-cells');
        }""")
        drawn = until("document.querySelector('.jp-OutputArea img:not([data-stored])')")
        turned = until("document.querySelector('.widget-html img')")
        until(f"{WIDGET}.sessionContext.session.kernel.status === 'idle'")
        keys = sorted(page.evaluate(PRESS, 11))
    with capsys.disabled():
        print(f"\nfirst page moves {moves:.1f} s, lesson can be read {read:.1f} s, "
              f"Python is ready {ready:.1f} s, first new picture {drawn:.1f} s, "
              f"first explorer {turned:.1f} s; {(lite.server.sent - sent) / 1e6:.0f} MB were "
              f"fetched; a key on a slider {keys[0]:.0f} to {keys[-1]:.0f} ms, "
              f"{keys[5]:.0f} in the middle")  # fmt: skip
    assert moves < drawn / 3
    assert read < ready


@pytest.mark.usefixtures("with_python")
def test_python_arrives_while_somebody_plays(first):
    """What a lesson asks for is in the browser's cache before the lesson is opened."""
    with first.expect_response(lambda r: r.url.endswith("pyodide.asm.wasm"), timeout=WAIT):
        pass
    assert {"pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"} <= set(COURSE["python"])
    assert all((SITE / "static/pyodide" / name).is_file() for name in COURSE["python"])


def test_who_saves_data_is_asked_first(context, lite):
    page, asked = context.new_page(), []
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{lite.address}/")
    page.locator("#said:not(:empty)").wait_for()
    page.wait_for_timeout(4000)
    assert not any("pyodide" in url for url in asked)


def test_on_a_phone_nothing_runs_over_the_edge(context, lite):
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{lite.address}/")
    page.locator("#said:not(:empty)").wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_the_frames_are_those_that_are_computed(monkeypatch):
    """What they are is read in tests/project/test_site.py."""
    monkeypatch.syspath_prepend(str(ROOT / "site"))
    import frames

    assert COURSE["training"] == json.loads(json.dumps(frames.frames()))


def shown_by_slider(first, number):
    """Bring the training to a frame."""
    first.locator("#epoch").evaluate(
        "(slider, n) => { slider.value = n; slider.dispatchEvent(new Event('input')); }", number
    )


def test_the_slider_shows_its_epoch_and_the_colours_follow(first):
    colours = set()
    for number in (0, 40, len(COURSE["training"]["frames"]) - 1):
        shown_by_slider(first, number)
        frame = COURSE["training"]["frames"][number]
        said = f"{frame['epoch']} of 1000, L = {frame['L']:.4f}"
        assert first.locator("#said").inner_text() == said
        assert frame["L"] == float(first.locator("#epoch").get_attribute("aria-valuetext")[-6:])
        colours.add(first.locator("#plane").evaluate(
            "canvas => canvas.getContext('2d').getImageData(100, 60, 1, 1).data.join()"
        ))  # fmt: skip
    assert len(colours) == 3


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_the_curve_ends_in_a_disc_at_the_epoch_and_its_loss(first, share):
    """To the right of the disc there is nothing, and left of it the curve is where the losses are.

    A loss stands on a scale of powers of ten, from 0.5 at the top to 0.001.
    """
    frames = COURSE["training"]["frames"]
    number = round(share * (len(frames) - 1))
    shown_by_slider(first, number)
    width, height, pixels = first.locator("#curve").evaluate(
        "canvas => [canvas.width, canvas.height, canvas.getContext('2d')"
        ".getImageData(0, 0, canvas.width, canvas.height).data.join()]"
    )
    seen = np.array(pixels.split(","), int).reshape(height, width, 4)
    dark = (seen[..., 3] > 128) & (seen[..., :3].max(axis=-1) < 128)  # not clear, not white

    def place(n):
        x = 62 + n / (len(frames) - 1) * (width - 82)
        y = 14 + math.log(0.5 / frames[n]["L"]) / math.log(500) * (height - 60)
        return round(x), round(y)

    x, y = place(number)
    assert seen[y, x].tolist() == [255, 255, 255, 255]
    assert dark[y - 8 : y + 9, x - 8 : x + 9].sum() > 40, "the rim"
    assert not dark[14 : height - 48, x + 10 :].any()
    for n in range(2, number - 5, 7):
        x, y = place(n)
        assert dark[y - 3 : y + 4, x - 2 : x + 3].any(), n


WRITTEN = """
const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
window.written = {};
CanvasRenderingContext2D.prototype.clearRect = function (...where) {
  window.written[this.canvas.id] = [];
  clearRect.apply(this, where);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  window.written[this.canvas.id].push([String(text), x, y]);
  fillText.call(this, text, x, y);
};
"""


def test_the_numbers_on_the_axes_stand_where_they_say(context, lite):
    """Each in the row or column of its axis, and the name of the axis on that side."""
    page, (reach, frames) = context.new_page(), map(COURSE["training"].get, ("reach", "frames"))
    page.add_init_script(WRITTEN)
    page.goto(f"{lite.address}/")
    page.locator("#said:not(:empty)").wait_for()
    shown_by_slider(page, 3)

    def axes(canvas, along, up):
        """Return {number: x}, {number: y} and the size of a picture with axes of these names."""
        written = page.evaluate("id => window.written[id]", canvas)
        (foot,) = [y for text, _x, y in written if text == along]
        (side,) = [x for text, x, _y in written if text == up]
        numbers = [(float(text.replace("−", "-")), x, y) for text, x, y in written
                   if re.fullmatch(r"−?[\d.]+", text)]  # fmt: skip
        below = {number: x for number, x, y in numbers if 0 < foot - y < 30}
        beside = {number: y for number, x, y in numbers if 0 < x - side < 40}
        assert len(below) + len(beside) == len(numbers) > 5
        size = page.evaluate("id => [document.getElementById(id)].map(c => [c.width, c.height])[0]",
                             canvas)  # fmt: skip
        return below, beside, *size

    # The field of both ends 20 from the right and 46 from the foot, and begins 14 below the top.
    below, beside, width, height = axes("plane", "x₁", "x₂")
    (low1, high1), (low2, high2) = reach
    for x1, x in below.items():
        assert x == pytest.approx(50 + (x1 - low1) / (high1 - low1) * (width - 70))
    for x2, y in beside.items():
        assert y == pytest.approx(height - 46 - (x2 - low2) / (high2 - low2) * (height - 60) + 5)

    below, beside, width, height = axes("curve", "epoch", "L")
    assert list(below) == [1, 10, 100, 1000]
    for epoch, x in below.items():
        n = next(n for n, frame in enumerate(frames) if frame["epoch"] >= epoch)
        assert x == pytest.approx(62 + n / (len(frames) - 1) * (width - 82))
    assert list(beside) == [0.1, 0.01, 0.001]
    for loss, y in beside.items():
        assert y == pytest.approx(14 + math.log(0.5 / loss) / math.log(500) * (height - 60) + 5)


def test_a_frame_comes_eleven_times_a_second(context, lite):
    """By a clock that is turned by hand, so that a busy computer has the same."""
    page = context.new_page()
    page.clock.install(time=0)
    page.goto(f"{lite.address}/")
    expect(page.locator("#play")).to_have_text("❚❚")
    page.clock.pause_at(3_600_000)  # later than any start; from now on it stands
    began = int(page.locator("#epoch").input_value())
    page.clock.run_for(990)  # eleven times 90 ms, whenever the last frame came
    assert int(page.locator("#epoch").input_value()) - began == 11


def test_the_button_plays_and_pauses_and_the_slider_stops(first):
    play, said = first.locator("#play"), first.locator("#said")
    expect(play).to_have_text("❚❚")
    play.click()
    expect(play).to_have_text("▶")
    expect(play).to_have_attribute("aria-label", "Play")
    before = said.inner_text()
    first.wait_for_timeout(400)
    assert said.inner_text() == before
    play.click()
    expect(said).not_to_have_text(before)
    shown_by_slider(first, 5)
    first.wait_for_timeout(400)
    assert said.inner_text().startswith(f"{COURSE['training']['frames'][5]['epoch']} of 1000,")
    expect(play).to_have_text("▶")
    shown_by_slider(first, last := len(COURSE["training"]["frames"]) - 1)
    play.click()  # at its end it begins anew
    expect(play).to_have_text("❚❚")
    assert int(first.locator("#epoch").input_value()) < last / 2


def place_of(page, point):
    """Return where a point of the plane is on its canvas, in pixels."""
    (low1, high1), (low2, high2) = COURSE["training"]["reach"]
    width, height = page.locator("#plane").evaluate("canvas => [canvas.width, canvas.height]")
    x = 50 + (point[0] - low1) / (high1 - low1) * (width - 70)
    return x, height - 46 - (point[1] - low2) / (high2 - low2) * (height - 60)


def pixel_at(page, x, y):
    pixel = page.locator("#plane").evaluate(
        "(canvas, [x, y]) => [...canvas.getContext('2d').getImageData(x, y, 1, 1).data]",
        [round(x), round(y)],
    )
    return np.array(pixel[:3])


def test_people_stand_in_the_plane_in_the_colours_of_their_labels(first):
    told = COURSE["training"]
    for person in told["people"]:
        pixel = pixel_at(first, *place_of(first, person["x"]))
        assert pixel.tolist() == list(bytes.fromhex(told["looks"]["labels"][person["label"]][1:]))


def test_the_plane_is_orange_where_the_answer_is_yes_and_men_are_squares(first):
    """After the training, on which all four are on their side of 0.5."""
    told = COURSE["training"]
    last = len(told["frames"]) - 1
    shown_by_slider(first, last)
    for person, answer in zip(told["people"], told["frames"][last]["y"], strict=True):
        no, _half, yes = (list(bytes.fromhex(hex_[1:])) for hex_ in told["looks"]["answers"])
        x, y = place_of(first, person["x"])
        ground, corner = (pixel_at(first, x - away, y - away) for away in (14, 5))
        assert (np.abs(ground - yes).sum() < np.abs(ground - no).sum()) == (answer > 0.5)
        own = list(bytes.fromhex(told["looks"]["labels"][person["label"]][1:]))
        assert (corner.tolist() == own) == (person["label"] == 0), "a square has corners"


# Notes what is written on each canvas, and where.
NOTED = """
    const own = CanvasRenderingContext2D.prototype.fillText;
    window.noted = [];
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        window.noted.push([this.canvas.id, String(text), x, y]);
        return own.call(this, text, x, y);
    };
"""


def test_numbers_stand_where_they_belong(context, lite):
    page = context.new_page()
    page.add_init_script(NOTED)
    page.goto(f"{lite.address}/index.html")
    page.locator("#said:not(:empty)").wait_for()
    shown_by_slider(page, 40)
    page.evaluate("() => { window.noted = []; }")
    shown_by_slider(page, 30)
    noted = {(where, text): (x, y) for where, text, x, y in page.evaluate("() => window.noted")}
    told = COURSE["training"]
    for person, answer in zip(told["people"], told["frames"][30]["y"], strict=True):
        x, y = place_of(page, person["x"])
        found = noted["plane", f"{person['name']} {answer:.2f}"]
        assert found == pytest.approx((x + 12, y + 5), abs=1)
    for x1 in (-20, 30):
        found = noted["plane", f"{x1}".replace("-", "−")][0]
        assert found == pytest.approx(place_of(page, (x1, 0))[0], abs=1)
    height = page.locator("#curve").evaluate("canvas => canvas.height")
    for loss in (0.1, 0.01, 0.001):
        y = 14 + math.log(0.5 / loss) / math.log(500) * (height - 60)
        assert noted["curve", f"{loss}"][1] == pytest.approx(y + 5, abs=1)
    page.close()


def test_what_was_tried_does_not_stay(first):
    kept = first.evaluate("""async () => {
        await (await import('./copies.js')).trouble();
        await new Promise((done) => setTimeout(done, 500));
        return (await indexedDB.databases()).map((one) => one.name);
    }""")
    assert not [name for name in kept if name.endswith("tried")]


def test_who_wants_no_motion_gets_none(context, lite):
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{lite.address}/")
    page.locator("#said:not(:empty)").wait_for()
    before = page.locator("#said").inner_text()
    page.wait_for_timeout(500)
    assert page.locator("#said").inner_text() == before
    expect(page.locator("#play")).to_have_text("▶")


def test_nobody_is_shut_out(first):
    assert faults(first) == []


def test_the_lessons_are_all_there_with_their_minutes_and_the_version(first):
    links = first.locator("ol.lessons a")
    names = [f"notebooks/en/{path.name}" for path in sorted((ROOT / "notebooks/en").glob("[01]*"))]
    assert [one["path"] for one in ENGLISH["lessons"]] == names
    assert links.count() == len(names) == 14
    for place, one in enumerate(ENGLISH["lessons"]):
        assert links.nth(place).get_attribute("href").endswith(one["path"])
        assert links.nth(place).inner_text() == one["title"]
    assert f"Version {__version__} ({COURSE['content']})" in first.locator(".version").inner_text()
    of_a_class = first.locator("ul.lessons a[href^=notebooks]")
    assert of_a_class.all_inner_texts() == [one["title"] for one in ENGLISH["class"]]
    assert of_a_class.count() == 3


def test_what_a_lesson_hands_out_on_paper_is_there(context, lite):
    """In each language; and no two of the pages are one."""
    page, seen = context.new_page(), set()
    for language in ("en", *others()):
        name = "index" if language == "en" else language
        page.goto(f"{lite.address}/{name}.html")
        links = page.locator("ul.lessons a[href$=pdf]")
        assert links.count() == 4
        for place in range(4):
            address = links.nth(place).get_attribute("href")
            got = page.request.get(f"{lite.address}/{address}")
            assert got.ok
            assert got.body()[:5] == b"%PDF-"
            seen.add(got.body())
    assert len(seen) == 4 * (1 + len(others()))


@pytest.mark.parametrize("language", languages())
def test_a_teacher_reads_the_pages_in_the_browser(context, lite, language):
    """Each is set with its formulas, and its links lead to lessons that are there."""
    page = context.new_page()
    name = "index" if language == "en" else language
    page.goto(f"{lite.address}/{name}.html")
    links = page.locator("ul.lessons a[href^=lab]")
    pages = sorted(path.stem for path in (ROOT / "teach" / language).glob("*.md"))
    found = [link.get_attribute("href") for link in links.all()]
    assert sorted(re.search(r"(\w+)\.md$", one)[1] for one in found) == pages
    title = links.first.inner_text()
    links.first.click()
    read = page.locator(".jp-RenderedMarkdown")
    expect(read.locator("h1")).to_contain_text(title, timeout=WAIT)
    expect(read.locator("mjx-container").first).to_be_visible(timeout=WAIT)
    closes = page.evaluate("async () => (await import('../copies.js')).say('Close')")
    assert closes == words.catalogue(language).gettext("Close")  # as its bars say it
    read.locator("a[href*='01_neuron.ipynb']").first.click()
    expect(page.locator(".jp-Notebook .jp-CodeCell").first).to_be_visible(timeout=WAIT)


def test_pages_for_teachers_lead_to_what_is_there():
    """What the site does not hold is read where the course is published."""
    for path in sorted((SITE / "files/teach").rglob("*.md")):
        text = path.read_text("utf-8")
        for target in re.findall(r"\]\(([^)#]+)", text):
            if target.startswith("https:"):
                here = target.removeprefix(f"{ADDRESS}/blob/main/")
                assert (ROOT / here).is_file(), f"{path.name}: {target}"
            else:
                assert (path.parent / target).is_file(), f"{path.name}: {target}"
        parts = [re.findall(r"\]\([^)#]+(#[^)]+)", p.read_text("utf-8")) for p in
                 (path, ROOT / path.relative_to(SITE / "files"))]  # fmt: skip
        assert parts[0] == parts[1], "a cell that is named is still named"


# ---------------------------------------------------------------- in another language


@pytest.mark.parametrize("language", others())
def test_the_first_page_in_another_language(context, lite, language):
    page, edition = context.new_page(), COURSE["editions"][language]
    page.goto(f"{lite.address}/index.html")
    page.locator(f".languages a[lang={language}]").click()
    page.locator("#said:not(:empty)").wait_for()
    assert page.locator("html").get_attribute("lang") == language
    links = page.locator("ol.lessons a")
    assert links.all_inner_texts() == [one["title"] for one in edition["lessons"]]
    for place, english in enumerate(ENGLISH["lessons"]):
        there = english["path"].replace("/en/", f"/{language}/")
        assert links.nth(place).get_attribute("href").endswith(there)
    words = COURSE["words"][language]
    said = page.locator("body").inner_text()
    assert words["{epoch} of 1000, L = {loss}"].split("{epoch}")[1].split(" {loss}")[0] in said
    assert "Drag the slider" not in said
    assert faults(page) == []
    page.locator(".languages a[lang=en]").click()
    page.locator("h1", has_text="A neural network").wait_for()


@pytest.mark.parametrize("language", others())
def test_who_comes_with_a_browser_in_another_language_meets_it(browser, lite, language):
    visitor = browser.new_context(locale=language)
    page = visitor.new_page()
    page.goto(f"{lite.address}/index.html")
    page.wait_for_url(f"**/{language}.html")
    page.locator(".languages a[lang=en]").click()
    page.wait_for_url("**/index.html")
    page.locator("#said:not(:empty)").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    visitor.close()


@pytest.mark.parametrize("language", others())
def test_a_notebook_leads_to_itself_in_another_language(context, lite, language):
    page = opened(context, lite)
    page.locator(f"#course-languages a[lang={language}]").click()
    page.wait_for_function(
        f"() => {WIDGET}?.context?.path?.includes('/{language}/01_')", timeout=WAIT
    )
    title = page.locator(".jp-Notebook h1").first
    expect(title).to_have_text(
        re.compile(re.escape(COURSE["editions"][language]["lessons"][0]["title"]))
    )
    page.locator("#course-languages a[lang=en]").click()
    page.wait_for_function(f"() => {WIDGET}?.context?.path?.includes('/en/01_')", timeout=WAIT)


# ---------------------------------------------------------------- what a learner has written


def test_a_copy_that_is_as_the_lesson_is_not_told_of(context, lite, first):
    page = opened(context, lite)
    save(page)
    first.reload()
    first.locator("#said:not(:empty)").wait_for()
    assert copy_line(first).inner_text() == ""


def test_page_and_python_number_a_lesson_alike(first):
    for one in (ENGLISH["lessons"][0], ENGLISH["lessons"][4]):
        nb = json.loads((SITE / "files" / one["path"]).read_text("utf-8"))
        assert nb["metadata"]["course"] == {"version": __version__, "lesson": one["lesson"]}
        number = first.evaluate(
            "async nb => (await import('./copies.js')).writtenIn(nb)", nb
        )  # fmt: skip
        assert number == one["lesson"]


def test_what_was_written_is_told_downloaded_and_begun_again(context, lite, first):
    written(opened(context, lite))
    first.reload()
    line = copy_line(first)
    expect(line).to_contain_text("You have written in your copy")
    with first.expect_download() as download:
        line.get_by_role("button", name="Download mine").click()
    nb = nbformat.read(download.value.path(), 4)
    assert download.value.suggested_filename == "01_neuron.ipynb"
    assert any(cell.source.endswith("# mine") for cell in nb.cells)
    with first.expect_download() as download:  # nothing is lost by beginning again
        line.get_by_role("button", name="Start over").click()
    assert "# mine" in download.value.path().read_text("utf-8")
    expect(line).to_be_empty()
    assert not source_of(opened(context, lite)).endswith("# mine")


def test_on_a_shared_computer_all_is_handed_out_and_then_forgotten(context, lite, first):
    """Lessons in which something was written, in any language, and files that somebody made."""
    read = opened(context, lite, "notebooks/en/03_loss.ipynb")
    save(read)  # as it was handed out: of that there is nothing to take along
    first.reload()
    first.locator("#said:not(:empty)").wait_for()
    expect(first.locator(".leaving")).to_be_hidden()
    page = opened(context, lite)
    other = "notebooks/zh-CN/02_feedforward.ipynb"
    chinese = opened(context, lite, other)
    written(chinese, "# 我的")
    written(page)
    made = {"说明.txt": ("text", "of ada"), "picture.png": ("base64", "AAEC/w==")}
    for name, (format_, content) in made.items():
        page.evaluate(
            "([name, format, content]) => window.jupyterapp.serviceManager.contents.save("
            "name, {type: 'file', format, content})",
            [name, format_, content],
        )
    first.reload()
    forget = first.get_by_role("button", name="Forget it here")
    expect(first.locator(".leaving")).to_contain_text("Do others use this computer too?")
    expect(forget).to_be_hidden()
    with first.expect_download() as download:
        first.get_by_role("button", name="Download it all").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        assert {name for name in archive.namelist() if "checkpoint" not in name} == {
            LESSON, other, *made
        }  # fmt: skip
        for name, line in ((LESSON, "# mine"), (other, "# 我的")):
            cells = nbformat.reads(archive.read(name).decode(), 4).cells
            assert any(cell.source.endswith(line) for cell in cells)
        assert archive.read("说明.txt") == b"of ada"
        assert archive.read("picture.png") == b"\x00\x01\x02\xff"
        today = datetime.now()
        assert abs(datetime(*archive.getinfo(LESSON).date_time) - today) < timedelta(minutes=5)
    first.reload()  # what was handed out is still there
    expect(copy_line(first)).to_contain_text("You have written in your copy")
    with first.expect_download():
        first.get_by_role("button", name="Download it all").click()
    forget.click()
    expect(first.locator(".leaving")).to_be_hidden()
    expect(copy_line(first)).to_be_empty()
    for gone, line in ((page, "# mine"), (chinese, "# 我的")):  # also from pages that are open
        gone.wait_for_function(f"() => {WIDGET}?.content?.widgets?.length > 20", timeout=WAIT)
        assert not source_of(gone).endswith(line)
    names = first.evaluate(
        "async () => (await (await import('./copies.js')).written([])).map(one => one.name)"
    )
    assert not set(names) & set(made)


def test_nothing_is_left_in_any_store(context, lite, first):
    """Copies have checkpoints, and new files are counted, each in a store of its own."""
    page = opened(context, lite)
    written(page)
    page.close()
    assert len(first.evaluate(STORES, "of ada")) > 2
    first.reload()
    with first.expect_download():
        first.get_by_role("button", name="Download it all").click()
    first.get_by_role("button", name="Forget it here").click()
    expect(first.locator(".leaving")).to_be_hidden()
    assert set(first.evaluate(STORES, None).values()) == {0}


def test_what_was_kept_is_forgotten_too(first):
    """That a copy stays was chosen by somebody who has left."""
    older = {"metadata": {"course": {"lesson": "00000000"}},
             "cells": [{"cell_type": "code", "source": "# mine"}]}  # fmt: skip
    states = first.evaluate("""async ([lesson, copy]) => {
        const { forgetAll, keep, stateOf } = await import('./copies.js');
        const states = [await stateOf(lesson, copy)];
        for (const act of [() => keep(lesson), forgetAll]) {
            await act();
            states.push(await stateOf(lesson, copy));
        }
        return states;
    }""", [ENGLISH["lessons"][0], older])  # fmt: skip
    assert states == ["older", "mine", "older"]


def test_a_copy_that_says_what_the_newer_lesson_says_is_not_older(first):
    """Of these two nobody has to choose one."""
    nb = json.loads((SITE / "files" / LESSON).read_text("utf-8"))
    state = "async ([lesson, copy]) => (await import('./copies.js')).stateOf(lesson, copy)"
    nb["metadata"]["course"]["lesson"] = "00000000"  # it was the learner who wrote it like that
    assert first.evaluate(state, [ENGLISH["lessons"][0], nb]) == "mine"
    nb["cells"][0]["source"] += "# and more"
    assert first.evaluate(state, [ENGLISH["lessons"][0], nb]) == "older"


def test_what_another_page_is_about_to_save_is_forgotten_too(context, lite, first):
    page = opened(context, lite)
    page.wait_for_function(f"() => Object.hasOwn({WIDGET}.context, 'save')", timeout=WAIT)
    page.evaluate(f"""() => {{
        window.before = true;
        const {{ contents }} = window.jupyterapp.serviceManager, own = contents.save.bind(contents);
        contents.save = async (...told) => {{
            await new Promise(done => setTimeout(done, 1000));
            return own(...told);
        }};
        const {{ context }} = {WIDGET}, code = {CODE};
        code.setSource(code.source + '\\n# under way');
        context.save();
    }}""")
    first.evaluate("async () => (await import('./copies.js')).forgetAll()")
    page.wait_for_function(
        f"() => !window.before && {WIDGET}?.content?.widgets?.length > 20", timeout=WAIT
    )
    assert not source_of(page).endswith("# under way")


def test_an_older_copy_with_answers_stays_until_its_owner_says_so(context, lite, first):
    page = opened(context, lite)
    written(page)
    page.close()
    first.evaluate(CHANGE, [LESSON, {"lesson": "00000000", "version": "1.0.0"}])
    first.reload()
    expect(copy_line(first)).to_contain_text("You have a copy of an older lesson")
    page = opened(context, lite)
    bar = page.locator(".course-bar", has_text="This lesson has become newer")
    bar.wait_for(timeout=WAIT)
    assert source_of(page).endswith("# mine")
    bar.get_by_role("button", name="Keep mine").click()
    expect(bar).to_have_count(0)
    page.close()
    page = opened(context, lite)  # kept, and not asked again
    page.wait_for_timeout(1500)
    assert page.locator(".course-bar", has_text="newer").count() == 0
    assert source_of(page).endswith("# mine")
    page.close()
    first.evaluate(  # what was kept against was another lesson than the one of today
        "path => { const name = Object.keys(localStorage).find(n => n.startsWith('course: kept'));"
        " localStorage.setItem(name, JSON.stringify({[path]: '11111111'})); }",
        LESSON,
    )
    first.reload()
    expect(copy_line(first)).to_contain_text("You have a copy of an older lesson")


def with_an_older_copy(context, lite, first):
    """Return a page with a lesson that has become newer since something was written into it."""
    page = opened(context, lite)
    written(page)
    page.close()
    first.evaluate(CHANGE, [LESSON, {"lesson": "00000000"}])
    return opened(context, lite)


def test_the_bar_downloads_what_stands_on_the_page(context, lite, first):
    """Also what is not saved yet, since a store that is full takes nothing."""
    page = with_an_older_copy(context, lite, first)
    button = page.get_by_role("button", name="Download mine")
    button.wait_for(timeout=WAIT)
    page.evaluate(REFUSE)
    typed(page, "# not saved")
    with page.expect_download() as download:
        button.click()
    assert "# not saved" in download.value.path().read_text("utf-8")


@pytest.mark.parametrize("saving", [False, True])
def test_start_over_on_the_page_hands_the_copy_out_first(context, lite, first, saving):
    """With what was written a moment ago; and nothing that is saved meanwhile brings it back."""
    page = with_an_older_copy(context, lite, first)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    start_over = page.get_by_role("button", name="Start over")
    start_over.wait_for(timeout=WAIT)
    page.wait_for_function(f"() => Object.hasOwn({WIDGET}.context, 'save')", timeout=WAIT)
    with page.expect_download() as download:
        page.evaluate(f"""async () => {{
            window.before = true;
            const {{ context }} = {WIDGET}, code = {CODE};
            const watch = () => context.saveState.connect(
                () => {{ sessionStorage.saved = "after all"; }});
            window.addEventListener('pagehide', () => {{  // JupyterLab, too, changes a notebook
                context.model.dirty = true;
                watch();
            }}, true);
            const handOut = HTMLAnchorElement.prototype.click;
            HTMLAnchorElement.prototype.click = function () {{  // somebody saves just then
                watch();
                context.save();
                handOut.apply(this);
            }};
            code.setSource(code.source + '\\n# a moment ago');
            if ({json.dumps(saving)}) {{
                context.save();
                await new Promise(done => setTimeout(done));  // until it is under way
            }}
            const buttons = [...document.querySelectorAll('.course-bar button')];
            buttons.find(one => one.textContent === 'Start over').click();
        }}""")
    handed = download.value.path().read_text("utf-8")
    assert "# mine" in handed
    assert "# a moment ago" in handed
    page.wait_for_function(  # the page loads itself again: what is there until then is the old one
        f"() => !window.before && {WIDGET}?.content?.widgets?.length > 20", timeout=WAIT
    )
    assert "# mine" not in source_of(page)
    assert page.evaluate("() => sessionStorage.saved ?? null") is None
    assert asked == []


def test_a_start_over_that_fails_leaves_what_is_written_to_be_saved(context, lite, first):
    """The store refuses to forget the copy, and the learner goes on writing."""
    page = with_an_older_copy(context, lite, first)
    page.wait_for_function(f"() => Object.hasOwn({WIDGET}.context, 'save')", timeout=WAIT)
    page.evaluate(
        "() => { IDBObjectStore.prototype.delete = () => { throw new Error('refused'); }; }"
    )
    with page.expect_download(), page.expect_event("pageerror"):
        page.get_by_role("button", name="Start over").click()
    written(page, "# after it failed")
    page.reload()
    page.wait_for_function(f"() => {WIDGET}?.content?.widgets?.length > 20", timeout=WAIT)
    assert source_of(page).endswith("# after it failed")


def test_an_older_copy_in_which_nothing_was_written_is_renewed(context, lite, first):
    page = opened(context, lite)
    save(page)
    page.close()
    state = first.evaluate(
        "async lesson => (await import('./copies.js')).stateOf(lesson)",
        ENGLISH["lessons"][0] | {"lesson": "another"},  # as if the lesson had become newer
    )
    assert state == "none"
    kept = first.evaluate("async path => (await import('./copies.js')).copyOf(path)", LESSON)
    assert kept is None


@pytest.mark.parametrize("text", ["# before the reload", ""], ids=["written", "only read"])
def test_a_reload_in_the_middle_loses_nothing_and_says_what_to_do(context, lite, text):
    page = opened(context, lite)
    if text:
        written(page, text)
    else:
        save(page)  # as a page does by itself when cells have been run
    before = source_of(page)
    page.reload()
    page.locator(".course-bar", has_text="This page was loaded again").wait_for(timeout=WAIT)
    page.wait_for_function(f"() => {WIDGET}?.content?.widgets?.length > 20", timeout=WAIT)
    assert source_of(page) == before


def test_what_was_written_a_moment_ago_is_there_after_a_reload(context, lite):
    """Nobody has saved it, and the page is loaded again without asking."""
    page = opened(context, lite)
    page.on("dialog", lambda dialog: dialog.accept())
    for letter in "\n# a moment ago":  # a letter that comes while the page saves waits for the next
        page.evaluate(
            f"letter => {{ const code = {CODE}; code.setSource(code.source + letter); }}", letter
        )
        page.wait_for_timeout(80)
    assert kept(page, "# a moment ago")  # the page saves by itself a second later
    page.reload()
    page.wait_for_function(f"() => {WIDGET}?.content?.widgets?.length > 20", timeout=WAIT)
    assert source_of(page).endswith("# a moment ago")


def test_what_was_written_during_a_save_is_saved_by_the_next(context, lite):
    """Without JupyterLab's own clock, which waits ten times as long as its last save took.

    JupyterLab takes for saved what was written during a save, and has stored what was there before.
    """
    page = opened(context, lite)
    page.wait_for_function(f"() => Object.hasOwn({WIDGET}.context, 'save')", timeout=WAIT)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:toggle-autosave')")
    page.evaluate("""() => {
        const contents = window.jupyterapp.serviceManager.contents, own = contents.save;
        contents.save = async (...of) => {
            window.saving = true;
            await new Promise(done => setTimeout(done, 3000));
            window.saving = false;
            contents.save = own;
            return own.apply(contents, of);
        };
    }""")
    typed(page, "# slow")
    page.wait_for_function("() => window.saving", timeout=WAIT)
    typed(page, "# meanwhile")
    assert page.evaluate("() => window.saving")
    assert kept(page, "# meanwhile")


def test_what_does_not_change_is_not_saved_again(context, lite):
    page = opened(context, lite)
    typed(page, "# mine")
    assert kept(page, "# mine")
    page.wait_for_function(f"() => !{WIDGET}.context.model.dirty", timeout=WAIT)
    page.evaluate("""() => {
        const contents = window.jupyterapp.serviceManager.contents, own = contents.save;
        window.saves = 0;
        contents.save = (...of) => {
            window.saves += 1;
            return own.apply(contents, of);
        };
    }""")
    page.wait_for_timeout(3000)  # three times as long as the page waits between two saves
    assert page.evaluate("() => window.saves") == 0
    typed(page, "# more")
    assert kept(page, "# more")
    assert page.evaluate("() => window.saves") >= 1  # or it would not have counted the others


def test_what_is_not_saved_yet_is_saved_when_the_page_is_put_aside(context, lite):
    """At once, when another tab comes to the front and when the page is left, and once only."""
    page = opened(context, lite)
    put_aside = f"""() => {{
        const {{ context, content }} = {WIDGET};
        const code = {CODE};
        const own = context.save, saves = [];
        context.save = () => {{ saves.push(code.source.split('\\n').at(-1)); }};
        const leave = (event) => {{ event(); return saves.length; }};
        const hidden = () => {{
            Object.defineProperty(document, 'visibilityState',
                                  {{get: () => 'hidden', configurable: true}});
            document.dispatchEvent(new Event('visibilitychange'));
            delete document.visibilityState;
        }};
        const shown = () => document.dispatchEvent(new Event('visibilitychange'));
        const left = () => window.dispatchEvent(new Event('pagehide'));
        code.setSource(code.source + '\\n# put aside');
        const counts = [shown, hidden, left].map(leave);
        context.save = own;
        return [counts, saves];
    }}"""
    assert page.evaluate(put_aside) == [[0, 1, 2], ["# put aside", "# put aside"]]
    clean = put_aside.replace("code.setSource", "content.model.dirty = false; (() => 0)")
    assert page.evaluate(clean) == [[0, 0, 0], []]


def test_of_two_saves_one_waits_for_the_other(context, lite):
    """Else the second finds a newer file than its own, and asks a learner what to do with it."""
    page = opened(context, lite)
    page.wait_for_function(f"() => Object.hasOwn({WIDGET}.context, 'save')", timeout=WAIT)
    told = page.evaluate(f"""async () => {{
        const context = {WIDGET}.context, told = [];
        const code = {CODE};
        for (let n = 0; n < 6; n++) {{
            code.setSource(`# ${{n}}`);
            told.push(context.save().then(() => "saved"));
            await new Promise(done => setTimeout(done, 3 * n));
        }}
        const asked = new Promise(done => setTimeout(() => done("asked"), 8000));
        return Promise.race([Promise.all(told), asked]);
    }}""")
    assert told == 6 * ["saved"]
    assert page.locator(".jp-Dialog").count() == 0


def test_the_sections_are_where_the_lesson_to_give_cold_says(context, lite):
    """The teacher goes to a section by its title, in the browser as well."""
    told = (ROOT / "teach/en/lesson.md").read_text("utf-8")
    entry, menu = re.search(r"\*(Table of Contents)\* in the menu \*(View)\*", told).groups()
    page = opened(context, lite, LESSON)
    page.locator(".lm-MenuBar-itemLabel", has_text=menu).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{entry}$")).click()
    page.locator(".jp-tocItem", has_text="One day at the beach").last.click()
    expect(page.locator(".jp-Notebook h2", has_text="One day at the beach")).to_be_in_viewport()


# ---------------------------------------------------------------- what a browser may refuse


def test_where_service_workers_are_blocked_a_sentence_says_so(browser, lite):
    """As in a private window of some browsers: asking for one is an error."""
    context = browser.new_context()
    context.add_init_script(
        "const no = () => Promise.reject(new DOMException('no', 'SecurityError'));"
        "Object.defineProperty(navigator, 'serviceWorker', {value: {getRegistration: no,"
        " register: no, ready: new Promise(() => {}), addEventListener() {}}});"
    )
    page = context.new_page()
    page.goto(f"{lite.address}/")
    told = page.get_by_text("This browser does not allow a service worker here")
    told.wait_for()
    page.goto(f"{lite.address}/notebooks/index.html?path={LESSON}")
    told.wait_for(timeout=WAIT)
    context.close()


def test_where_a_service_worker_is_not_taken_a_notebook_says_so_in_time(browser, lite):
    """Asking for one is no error there, but after a quarter of a minute there is none still."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{lite.address}/notebooks/index.html?path={LESSON}")
    page.get_by_text("This browser does not allow a service worker here").wait_for(timeout=2 * WAIT)
    context.close()


# The store takes nothing more, as when a disk is full.
REFUSE = """() => { IDBObjectStore.prototype.put = () => {
    throw new DOMException('full', 'QuotaExceededError'); }; }"""
FULL = "navigator.storage.estimate = () => Promise.resolve({quota: 1000000, usage: 999000});"
OFF = """const open = indexedDB.open.bind(indexedDB);
indexedDB.open = (name, ...more) => {
    if (name.endsWith('tried')) throw new Error('switched off');
    return open(name, ...more);
};"""


@pytest.mark.parametrize(("free", "enough"), [(1_500_000, False), (2_500_000, True)])
def test_room_for_a_notebook_with_its_pictures_is_enough(browser, lite, free, enough):
    told = {"quota": 10_000_000, "usage": 10_000_000 - free}
    context = browser.new_context()
    context.add_init_script(
        f"navigator.storage.estimate = () => Promise.resolve({json.dumps(told)});"
    )
    page = context.new_page()
    page.goto(f"{lite.address}/")
    said = page.evaluate("() => import('./copies.js').then((copies) => copies.trouble())")
    assert ("its storage is full" in said) != enough
    context.close()


@pytest.mark.parametrize("why", [FULL, OFF], ids=["full", "off"])
def test_where_nothing_can_be_kept_a_sentence_says_so(browser, lite, why):
    context = browser.new_context()
    context.add_init_script(why)
    page = context.new_page()
    for path in ("", f"notebooks/index.html?path={LESSON}"):
        page.goto(f"{lite.address}/{path}")
        page.get_by_text("its storage is full or switched off").wait_for(timeout=WAIT)
    context.close()


def test_a_save_that_fails_is_told(context, lite):
    """The store refuses, as it does when a disk is full; what was written is still on the page."""
    page = opened(context, lite)
    page.evaluate(REFUSE)
    goes_on_unsaved(page)


def test_a_lesson_opens_where_nothing_can_be_kept(context, lite):
    """Nothing goes into the store from the first moment on, and a sentence says: You can go on."""
    page = context.new_page()
    page.add_init_script(f"({REFUSE})()")
    page.goto(f"{lite.address}/notebooks/index.html?path={LESSON}")
    page.get_by_text("You can go on, but download what you write").wait_for(timeout=WAIT)
    page.wait_for_function(f"() => {WIDGET}?.sessionContext?.session", timeout=WAIT)
    goes_on_unsaved(page)


def goes_on_unsaved(page):
    """Write, and see that it is told once, asks for nothing, and counts as not saved."""
    page.evaluate(
        f"() => {{ {CODE}.setSource('x = 1'); {WIDGET}.context.save().catch(() => {{}}); }}"
    )
    told = page.get_by_text("its storage is full. Download the notebook")
    told.wait_for(timeout=WAIT)
    left = []
    page.on("pageerror", lambda error: left.append(str(error)))
    page.wait_for_timeout(3000)  # the page tries again each second
    assert left == [], "errors that nobody has handled"
    assert told.count() == 1
    assert page.locator(".jp-Dialog").count() == 0
    assert source_of(page) == "x = 1"
    page.wait_for_function(f"() => {WIDGET}.context.model.dirty", timeout=WAIT)
