"""A notebook in a browser page, as a learner has it before them."""

import re

from playwright.sync_api import TimeoutError

from helpers import words
from tools.marks import languages

LAPTOP = {"width": 1280, "height": 800}
WAIT = 60_000  # milliseconds
ON_ITS_WAY = 6  # pictures at most, on a busy computer; a queue of two seconds and a half is longer
# Notebook 7.6 itself raises this at times while it opens, with any notebook.
KNOWN_IN_NOTEBOOK_7 = ("notebook_core", "reading 'schema'")
SAID = [words.catalogue(language).gettext for language in languages()]
RESET = re.compile(rf"^({'|'.join(_(text) for _ in SAID for text in ('Reset', 'New game'))})$")
NOTEBOOK = "window.jupyterapp.shell.currentWidget"


class NotebookPage:
    """One notebook, opened in a page of headless Chromium.

    application : "lab", "notebook", or "lite", which is the site that runs Python in the browser.
    """

    def __init__(self, page, jupyter, name, application="lab", wait=WAIT, folder="notebooks/en"):
        self.page, self.jupyter, self.wait = page, jupyter, wait
        self.folder, self.name = folder, name
        self.problems = []  # what a learner must never meet: console errors, foreign requests
        page.on("console", self._on_console)
        page.on("pageerror", self._on_page_error)
        page.on("request", self._on_request)
        # A reset opens JupyterLab without the tabs of the test before.
        url = {
            "lab": "lab/tree/{}?reset",
            "notebook": "notebooks/{}",
            "lite": "notebooks/index.html?path={}",
        }[application]
        page.goto(f"{jupyter.address}/{url.format(f'{folder}/{name}')}")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=wait)

    def _on_console(self, message):
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_page_error(self, error):
        if not all(word in error.stack for word in KNOWN_IN_NOTEBOOK_7):
            self.problems.append(f"page error: {error.stack}")

    def _on_request(self, request):
        own = getattr(self.jupyter, "host", self.jupyter.address)
        allowed = (own, "data:", "blob:", "about:")
        if not request.url.startswith(allowed):
            self.problems.append(f"request to {request.url}")

    @property
    def language(self):
        """Return the language of the notebook, which names its folder."""
        return self.folder.split("/")[-1]

    def wait_for_kernel(self):
        """Wait until the kernel is up; a cell that is run before is lost."""
        self._wait_until(f"{NOTEBOOK}?.sessionContext?.session?.kernel?.status === 'idle'")

    def run_all(self):
        """Run every cell and wait until each has its count and the kernel is idle."""
        self.wait_for_kernel()
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self._wait_until(
            f"[...{NOTEBOOK}.content.widgets].filter(cell => cell.model.type === 'code')"
            ".every(cell => /^\\d+$/.test(cell.prompt))"
        )
        self._wait_until(f"{NOTEBOOK}.sessionContext.session.kernel.status === 'idle'")
        self.page.wait_for_function(  # the pictures that widgets put on the page a little later
            "count => document.querySelectorAll('.jp-OutputArea .widget-html img').length >= count",
            arg=self.count_of("widget"),
            timeout=self.wait,
        )

    def _wait_until(self, condition):
        self.page.wait_for_function(f"() => {condition}", timeout=self.wait)

    def count_of(self, tag):
        """Return how many cells carry a tag; lines to be ordered and a bar have no picture."""
        return self.page.evaluate(
            f"tag => [...{NOTEBOOK}.content.widgets].filter("
            "cell => (cell.model.getMetadata('tags') ?? []).includes(tag)"
            " && !/^(widgets[.](Lines|Question)|display)[(]/"
            ".test(cell.model.sharedModel.source)).length",
            tag,
        )

    def cell(self, cell_id):
        """Return the cell with this id."""
        index = self.page.evaluate(
            f"id => [...{NOTEBOOK}.content.widgets].findIndex(cell => cell.model.id === id)",
            cell_id,
        )
        assert index >= 0, f"{self.name} has no cell {cell_id}"
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def write(self, cell_id, source):
        """Type a source over a cell and run it, as a learner does."""
        editor = self.cell(cell_id).locator(".cm-content")
        editor.scroll_into_view_if_needed()
        editor.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)
        self.run_selected()

    def run(self, cell_id):
        """Run a cell as it is."""
        self.cell(cell_id).locator(".cm-content").click()
        self.run_selected()

    def run_selected(self):
        """Run the cell that has the cursor, and wait for its count."""
        cell = f"{NOTEBOOK}.content.activeCell"
        self.page.evaluate(f"() => {{ window.running = {cell}; }}")
        self.page.keyboard.press("Control+Enter")
        self._wait_until(f"{NOTEBOOK}.sessionContext.session.kernel.status === 'idle'")
        self._wait_until("/^\\d+$/.test(window.running.prompt)")

    def text_of(self, cell_id):
        """Return what a cell printed."""
        return self.cell(cell_id).locator(".jp-Cell-outputArea").inner_text()

    @property
    def explorers(self):
        """Return the explorers of the notebook, in order."""
        pictures = self.page.locator(".jp-OutputArea .widget-html img")
        return [Explorer(self.page, pictures.nth(i)) for i in range(pictures.count())]


# Numbers what Tab should come to, row by row and from the left; returns how many there are.
NUMBER = """box => {
    const stops = [...box.querySelectorAll('[role=slider], .widget-readout, select, input, button')]
        .filter(stop => stop.offsetParent !== null && !stop.disabled)
        .filter(stop => getComputedStyle(stop).visibility !== 'hidden')
        .map(stop => [stop, stop.getBoundingClientRect()])
        .map(([stop, at]) => [stop, (at.top + at.bottom) / 2, at.left])
        .sort((a, b) => a[1] - b[1]);
    let first = -Infinity;  // the middle of the first stop of a row; the others are near it
    stops.forEach(stop => { if (stop[1] - first > 20) first = stop[1]; stop[1] = first; });
    stops.sort((a, b) => a[1] - b[1] || a[2] - b[2]);
    stops.forEach(([stop], number) => { stop.dataset.stop = number; });
    return stops.length;
}"""
# The keys that move what has the focus; none for a readout, which is typed into, and a button.
# JupyterLab keeps the arrows for itself over a list that is not open: Space opens it.
KEYS = """() => {
    const now = document.activeElement;
    if (now.role === 'slider')
        return [now.ariaValueNow === now.ariaValueMax ? 'ArrowLeft' : 'ArrowRight'];
    if (now.matches('select')) {
        const last = now.selectedIndex + 1 === now.options.length;
        return ['Space', last ? 'ArrowUp' : 'ArrowDown', 'Enter'];
    }
    return now.matches('[type=checkbox]') ? ['Space'] : [];
}"""
# Counts the pictures that are shown from now on.
COUNT = """box => {
    const seen = new Set();
    const look = () => seen.add(box.querySelector('.widget-html img')?.src);
    look();
    new MutationObserver(look).observe(
        box, {subtree: true, childList: true, attributes: true, attributeFilter: ['src']});
    window.picturesSeen = seen;
}"""
SHOWN = "box => [...box.querySelectorAll('.widget-html')].map(shown => shown.innerHTML).join()"


class Explorer:
    """A picture with the controls around it."""

    def __init__(self, page, picture):
        self.page, self.picture = page, picture
        self.box = picture.locator("xpath=ancestor::div[contains(@class, 'widget-vbox')][1]")

    def show(self):
        """Bring the explorer to the middle of the page."""
        self.box.evaluate("box => box.scrollIntoView({block: 'center'})")

    def begin(self):
        """Bring the explorer to the middle of the page and to its start, and return that state.

        The picture is then the live one, whose bytes come back when it is back at the start: what
        a cell showed first is the still one, packed in another way. Reset closes the area with the
        code after the picture has gone out, so the picture is there when the area is away.
        """
        self.show()
        if self.code.is_hidden():
            self.press_code()
            self.code.wait_for(state="visible")
        self.reset.first.click()
        self.code.wait_for(state="hidden")
        return self.state

    @property
    def state(self):
        """Return the picture and its alternative text."""
        return self.picture.evaluate("picture => [picture.src, picture.alt]")

    def readout(self, slider):
        """Return the number beside a slider, as it is written."""
        return slider.locator(".widget-readout").inner_text()

    @property
    def sliders(self):
        """Return the rows of label, slider and readout."""
        return self.box.locator(".widget-hslider")

    @property
    def play(self):
        """Return the buttons of Play: play or pause, stop, and what there is more; or none."""
        return self.box.locator(".jupyter-widget-play button, .widget-play button")

    @property
    def reset(self):
        """Return the button that brings the start back."""
        return self.box.locator("button", has_text=RESET)

    @property
    def code(self):
        """Return the area with the code, which the button Code opens and closes."""
        return self.box.locator("textarea")

    def moves(self):
        """Move one slider after the other by a key until the picture changes; tell whether it does.

        It has begun, so that another picture is another state and not another way of packing.
        A weight before a connection of 0 moves nothing. Without a slider the next entry of a list
        is chosen, and without a list there is nothing to tell.
        """
        before, handles = self.state[0], self.box.locator(".noUi-handle:visible")
        for place in range(handles.count()):
            handles.nth(place).focus()
            for key in ("PageUp", "PageDown"):  # one of them, where it stands at an end
                self.page.keyboard.press(key)
                if self.changed(before):
                    return True
        lists = self.box.locator("select:visible")
        for place in range(0 if handles.count() else lists.count()):
            chosen = lists.nth(place).evaluate("list => list.selectedIndex")
            lists.nth(place).select_option(index=0 if chosen else 1)
            if self.changed(before):
                return True
        return False if handles.count() or lists.count() else None

    def changed(self, before):
        """Wait a second for another picture than `before`; tell whether one comes."""
        for _look in range(20):
            if self.state[0] != before:
                return True
            self.page.wait_for_timeout(50)
        return False

    def pause(self):
        """Press Play's first button, which pauses; return how many pictures came after that.

        They have come when for a second and a half no new one did. Where the computer is busy, the
        few that were on their way come late; a queue would be long.
        """
        self.box.evaluate(COUNT)
        self.play.first.click()
        seen = None
        for _look in range(20):
            before, seen = seen, self.page.evaluate("() => window.picturesSeen.size")
            if seen == before:
                return seen - 1
            self.page.wait_for_timeout(1500)
        raise AssertionError("pictures came for half a minute after Play was paused")

    def press_code(self):
        """Press the button Code, which stands beside Reset."""
        self.reset.first.locator("xpath=following-sibling::button[1]").click()

    def drag(self, slider, steps=12, pixels=4):
        """Drag a slider's handle to the right and leave it there."""
        handle = slider.locator(".noUi-handle")
        place = handle.bounding_box()
        x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        side = (
            1 if x + steps * pixels < slider.locator(".noUi-base").bounding_box()["x"] + 140 else -1
        )
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for step in range(1, steps + 1):
            self.page.mouse.move(x + side * step * pixels, y)
            self.page.wait_for_timeout(16)
        self.page.mouse.up()

    def type(self, slider, value):
        """Type a value into a slider's readout."""
        readout = slider.locator(".widget-readout")
        readout.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(str(value))
        self.page.keyboard.press("Enter")

    def wait_for_change(self, state):
        """Return the new state as soon as it differs from this one."""
        self.page.wait_for_function(
            "([picture, src]) => picture.isConnected ? picture.src !== src : true",
            arg=[self.picture.element_handle(), state[0]],
            timeout=10_000,
        )
        return self.state

    def wait_for(self, state):
        """Wait until the explorer is in this state."""
        for _ in range(100):
            if self.state == state:
                return
            self.page.wait_for_timeout(50)
        now = self.state
        assert now == state, f"the explorer did not come back to its start, but to: {now[1]}"

    @property
    def shown(self):
        """Return all that is shown: the picture, its text, and the sentences around it."""
        return self.box.evaluate(SHOWN)

    def shows(self, shown, seconds, same=True):
        """Tell whether this is shown, or no longer is, before so many seconds are over."""
        try:
            self.page.wait_for_function(
                f"([box, shown, same]) => (({SHOWN})(box) === shown) === same",
                arg=[self.box.element_handle(), shown, same],
                timeout=1000 * seconds,
            )
        except TimeoutError:
            return False
        return True

    def number_stops(self):
        """Number the controls as they are read, row by row; return how many there are."""
        return self.box.evaluate(NUMBER)

    def tab_into(self):
        """Press Tab from the explorer's cell on, until the focus is in the explorer."""
        self.box.evaluate("box => box.closest('.jp-Cell').focus()")
        for _ in range(5):
            self.page.keyboard.press("Tab")
            if self.stop is not None:
                return

    def walk(self, key):
        """Press a key as long as the focus is in the explorer; yield the number of each stop."""
        while (stop := self.stop) is not None:
            yield stop
            self.page.keyboard.press(key)

    @property
    def stop(self):
        """Return the number of the control that has the focus; None where it is outside."""
        return self.box.evaluate(
            "box => box.contains(document.activeElement)"
            " ? Number(document.activeElement.dataset.stop ?? -1) : null"
        )

    def move(self, seconds):
        """Press the keys that move the control with the focus; tell whether the picture follows.

        What no key moves, a readout or a button, has nothing to wait for.
        """
        before, keys = self.shown, self.page.evaluate(KEYS)
        for key in keys:
            self.page.keyboard.press(key)
        return not keys or self.shows(before, seconds, same=False)
