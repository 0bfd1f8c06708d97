"""Every notebook in a real JupyterLab: it runs, shows no error, and its explorers move."""

from itertools import islice

from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.page import ON_ITS_WAY

NO_ERRORS = {
    "formula that does not render": "mjx-merror, [data-mjx-error]",
    "error output": "[data-mime-type='application/vnd.jupyter.error']",
    "output on stderr": "[data-mime-type='application/vnd.jupyter.stderr']",
}
# Play and Stop are ipywidgets' own and carry icons.
UNNAMED = """box => [...box.querySelectorAll('input, select, button, [role=slider]')]
    .filter(control => control.offsetParent !== null && !control.querySelector('i.fa'))
    .filter(control => getComputedStyle(control).visibility !== 'hidden')
    .filter(control => !(control.ariaLabel || control.innerText || control.title
        || control.closest('.widget-inline-hbox, .widget-inline-vbox, .widget-checkbox')
            ?.innerText.trim()))
    .map(control => control.outerHTML.slice(0, 120))"""
# Counts pictures that are not there when the browser paints: a flicker.
WATCH = """box => { window.flickers = 0; window.sources = new Set();
    const look = () => {
        const picture = box.querySelector('.widget-html img');
        if (!picture || !picture.complete || !picture.naturalWidth) window.flickers += 1;
        else window.sources.add(picture.src);
        window.watching = requestAnimationFrame(look);
    };
    look(); }"""


def with_sliders(notebook):
    """Return the explorers with sliders; the bug museum has none, and a test of its own."""
    return [explorer for explorer in notebook.explorers if explorer.sliders.count()]


def test_it_runs_without_an_error(notebook):
    page = notebook.page
    for what, selector in NO_ERRORS.items():
        assert page.locator(selector).count() == 0, what
    assert page.get_by_text("Error displaying widget").count() == 0
    assert page.locator(".jp-RenderedHTMLCommon mjx-container").count() > 0
    assert notebook.problems == []


def test_nothing_needs_sideways_scrolling(notebook):
    wide = notebook.page.evaluate(
        """() => [...document.querySelectorAll('.jp-OutputArea-output, .jp-MarkdownOutput')]
        .filter(output => output.scrollWidth > output.clientWidth + 1)
        .map(output => output.innerText.slice(0, 80))"""
    )
    assert wide == []


def test_every_explorer_follows_its_sliders(notebook, screenshots):
    for i, explorer in enumerate(with_sliders(notebook)):
        start = explorer.begin()  # the live picture, which is the still one until something moves
        explorer.box.evaluate(WATCH)
        explorer.drag(explorer.sliders.last)
        moved = explorer.wait_for_change(start)
        notebook.page.wait_for_timeout(300)
        flickers, redraws = notebook.page.evaluate(
            "() => { cancelAnimationFrame(window.watching);"
            " return [window.flickers, window.sources.size - 1]; }"
        )
        print(f"\n{notebook.name} explorer {i + 1}: {redraws} redraws in a drag of 12 moves")
        assert flickers == 0, "the picture was away while the browser painted"
        assert explorer.state[1] != start[1], "the alternative text did not follow"

        before = [explorer.sliders.nth(k) for k in range(max(explorer.sliders.count() - 1, 1))]
        at_3 = ("3", "3.0", "3.00")  # where to type a 3 changes nothing
        other = [one for one in before if explorer.readout(one) not in at_3][-1]
        explorer.type(other, 3)
        explorer.wait_for_change(moved)
        readout = float(explorer.readout(other))
        assert 2.9 < readout < 3.2, "a slider for a rate takes the nearest of its values"
        shot = screenshots / f"{notebook.name[:-6]}_{i + 1}.png"
        notebook.page.screenshot(path=str(shot))

        explorer.reset.click()
        explorer.wait_for(start)
    assert notebook.problems == []


def test_the_button_code_opens_code_that_follows(notebook, screenshots):
    for i, explorer in enumerate(notebook.explorers):
        start, place = explorer.begin(), explorer.picture.bounding_box()
        assert explorer.code.is_hidden()
        explorer.press_code()
        explorer.code.wait_for(state="visible")
        assert explorer.picture.bounding_box() == place, "the picture jumped"
        assert explorer.code.evaluate("area => area.scrollHeight <= area.clientHeight + 2")
        before = explorer.code.input_value()
        assert before.removeprefix("# ").startswith("widgets.")
        assert explorer.box.evaluate("box => box.scrollWidth <= box.clientWidth")
        assert faults(notebook.page, ".jp-OutputArea-output textarea") == []
        shot = screenshots / f"{notebook.name[:-6]}_{i + 1}_code.png"
        explorer.box.screenshot(path=str(shot))
        if explorer.sliders.count():
            explorer.type(explorer.sliders.last, 3)
            explorer.wait_for_change(start)
            expect(explorer.code).not_to_have_value(before)  # it follows the picture
        explorer.reset.click()
        explorer.code.wait_for(state="hidden")
        explorer.wait_for(start)
    assert notebook.problems == []


def test_every_control_has_a_name(notebook):
    for explorer in notebook.explorers:
        assert explorer.box.evaluate(UNNAMED) == []


def test_every_explorer_fits_the_screen(notebook):
    for explorer in notebook.explorers:
        explorer.show()
        box = explorer.box.bounding_box()
        assert box["x"] + box["width"] <= 1280
        assert box["height"] <= 640
        assert explorer.box.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_a_key_moves_the_picture_soon(notebook):
    """The time is printed, not asserted: the benchmark measures on a quiet machine."""
    for i, explorer in enumerate(with_sliders(notebook)):
        explorer.show()
        slider = explorer.sliders.last
        times = []
        handle = slider.locator(".noUi-handle")
        handle.focus()
        at_its_end = handle.evaluate("handle => handle.ariaValueNow === handle.ariaValueMax")
        for key in (["PageDown", "PageUp"] if at_its_end else ["PageUp", "PageDown"]) * 4:
            times.append(
                explorer.box.evaluate(
                    """(box, key) => new Promise(resolve => {
                    const source = () => box.querySelector('.widget-html img')?.src;
                    const before = source(), started = performance.now();
                    const look = () => {
                        const now = performance.now() - started;
                        const changed = source() !== before || now > 5000;
                        changed ? resolve(now) : requestAnimationFrame(look);
                    };
                    document.activeElement.dispatchEvent(
                        new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
                    look();
                })""",
                    key,
                )
            )
            notebook.page.wait_for_timeout(200)
        times = sorted(times)
        assert times[-1] < 5000, "a key was pressed, and no other picture came"
        print(f"\n{notebook.name} explorer {i + 1}: key to picture {times[4]:.0f} ms (median of 8)")
        explorer.reset.click()


def test_axe_finds_nothing_in_what_widgets_show(notebook):
    assert faults(notebook.page, ".jp-OutputArea-output:has(.jupyter-widgets)") == []


def test_every_explorer_is_used_by_keyboard_alone(notebook):
    """Tab comes to every control in the order of reading; keys move it, and the picture follows."""
    for explorer in notebook.explorers:
        explorer.show()
        start, order, moved = explorer.shown, list(range(explorer.number_stops())), set()
        explorer.tab_into()
        assert list(islice(explorer.walk("Tab"), len(order))) == order

        came = []
        for stop in explorer.walk("Shift+Tab"):
            came.append(stop)
            if explorer.move(seconds=2):
                moved.add(stop)
        assert came == order[::-1]

        # A weight that did nothing, since it was multiplied with 0, is moved once more.
        explorer.tab_into()
        for stop in explorer.walk("Tab"):
            if stop not in moved and explorer.move(seconds=10):
                moved.add(stop)
            if explorer.reset.evaluate("button => button === document.activeElement"):
                break
        assert moved == set(order)
        notebook.page.keyboard.press("Space")
        assert explorer.shows(start, seconds=10)
    assert notebook.problems == []


def with_play(notebook):
    """Return the explorers that play."""
    return [explorer for explorer in notebook.explorers if explorer.play.count()]


def test_reset_wins_while_it_plays(notebook):
    """No picture that was asked for before comes after that of the start."""
    for explorer in with_play(notebook):
        start = explorer.begin()
        explorer.play.first.click()
        for _frame in range(4):
            moved = explorer.wait_for_change(explorer.state)
        assert moved != start
        explorer.reset.click()
        explorer.wait_for(start)
        notebook.page.wait_for_timeout(1500)
        assert explorer.state == start, "it went on after Reset"
        for _again in range(2):  # the second time at once
            explorer.play.first.click()
            explorer.wait_for_change(start)
            explorer.reset.click()
            explorer.wait_for(start)
    assert notebook.problems == []


def test_play_leaves_no_queue(notebook):
    """When it is stopped, the picture comes to rest: no more is coming than was on its way."""
    for explorer in with_play(notebook):
        explorer.show()
        explorer.play.first.click()
        notebook.page.wait_for_timeout(2500)
        assert explorer.pause() <= ON_ITS_WAY, "pictures were still waiting"
        explorer.reset.click()
    assert notebook.problems == []
