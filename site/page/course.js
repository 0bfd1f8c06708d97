// What the course adds to a notebook's page: a bar at the foot that says what a learner has to know.

import {
  button,
  course,
  download,
  forget,
  keep,
  notebooks,
  root,
  say,
  startOver,
  stateOf,
  trouble,
  troubleLater,
  whenLeft,
} from "./copies.js";

const TIME = 15000; // milliseconds, in which JupyterLite registers its service worker
const PAUSE = 1000; // milliseconds between two saves

let saved = Promise.resolve(); // the save that was asked for last, once it has ended
let over = false; // the lesson begins again: what is on the page is kept no longer

// What holds the notebook on the page, as soon as there is one, and once it has been read.
const opened = () => window.jupyterapp?.shell?.currentWidget?.context;
const shown = () => (opened()?.isReady ? opened() : null);

// What the store refuses, as on a full disk, is told in a bar. JupyterLab would take a notebook from
// the page where it cannot be laid down once more, and say so over the page at each of its saves,
// but for what a learner has called off. What is on the page stays, and stays to be saved.
found(() => window.jupyterapp?.serviceManager?.contents).then((contents) => {
  const { createCheckpoint, save } = contents;
  contents.createCheckpoint = (...of) =>
    createCheckpoint
      .apply(contents, of)
      .catch(() => ({ id: "none", last_modified: new Date().toISOString() }));
  contents.save = (...of) =>
    save.apply(contents, of).catch((error) => {
      throw full(error) ? Object.assign(new Error(), { name: "ModalCancelError" }) : error;
    });
});

// Tell, where that is what went wrong, that the store is full; return whether it was.
function full(error) {
  if (!/quota|storage/i.test(`${error?.name} ${error?.message}`)) return false;
  if (!bars.querySelector(".full")) {
    const bar = tell(
      say(
        "This browser could not save your work: its storage is full. Download the notebook with " +
          "File, Download before you close the page.",
      ),
    );
    bar.classList.add("full");
  }
  return true;
}

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("bar.css", root);
document.head.append(style);

const bars = document.createElement("div");
bars.id = "course-bars";
bars.setAttribute("role", "status");

function tell(text, ...buttons) {
  const bar = document.createElement("div");
  const said = document.createElement("p");
  bar.className = "course-bar";
  said.textContent = text;
  bar.append(said, ...buttons, button(say("Close"), () => bar.remove()));
  bars.append(bar);
  return bar;
}

const asked = new URLSearchParams(location.search);
const path = asked.get("path");
const page = asked.get("page"); // for teachers
const language = (path ?? page)?.split("/").at(-2);
const told = await course(language);
const lesson = Object.values(told.editions).flatMap(notebooks).find((one) => one.path === path);
const state = lesson ? await stateOf(lesson) : "none"; // before JupyterLite reads the copy
document.body.append(bars);

const problem = await trouble();
if (problem) tell(problem);
else {
  setTimeout(async () => {
    const later = await troubleLater();
    if (later) tell(later);
  }, TIME);
}

// Load the page again without what stands on it, which an action has the store forget.
async function beginAgain(forgetIt) {
  over = true;
  try {
    await saved; // or it would bring back what is forgotten now
    await forgetIt();
  } catch (error) {
    over = false; // what is on the page stays
    throw error;
  }
  if (shown()) shown().model.dirty = false; // or the browser asks whether to leave
  location.reload();
}

// All was forgotten on another page; of this one a save may have been under way.
whenLeft(() => beginAgain(() => path && forget(path)));

if (state === "older") {
  const bar = tell(
    say("This lesson has become newer (version {version}). You see your own copy of the older one.", {
      version: told.version,
    }),
    button(say("Keep mine"), () => {
      keep(lesson);
      bar.remove();
    }),
    button(say("Download mine"), () => download(lesson, shown()?.model.toJSON())),
    button(say("Start over"), () =>
      beginAgain(() => startOver(lesson, shown()?.model.toJSON())),
    ),
  );
}

const again = performance.getEntriesByType("navigation")[0]?.type === "reload";
if (again && (state === "mine" || state === "same")) {
  tell(
    say(
      "This page was loaded again. What you wrote is here as it was saved last, and Python has " +
        "begun anew: choose Run All Cells in the menu Run.",
    ),
  );
}

// The same notebook in the other languages.
if (lesson) {
  const others = document.createElement("nav");
  others.id = "course-languages";
  for (const [name, edition] of Object.entries(told.editions)) {
    const there = path.replace(`/${language}/`, `/${name}/`);
    const known = notebooks(edition).some((one) => one.path === there);
    if (name === language || !known) continue;
    const link = document.createElement("a");
    link.href = `?path=${there}`;
    link.lang = name;
    link.textContent = edition.name;
    others.append(link);
  }
  document.body.append(others);
}

// What is not saved yet is saved when the page is left or put aside.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
addEventListener("pagehide", save);

function save() {
  const context = shown();
  const due = context?.model.dirty && context.contentsModel?.writable;
  return due ? context.save() : undefined;
}

// What else could not be kept is told too.
addEventListener("unhandledrejection", ({ reason }) => full(reason));

// A page for teachers is shown with its formulas, which JupyterLab does where it is asked to.
if (page) {
  const app = await found(() => window.jupyterapp);
  await app.restored;
  await app.commands.execute("docmanager:open", {
    path: page,
    factory: "Markdown Preview",
  });
}

// A notebook is saved each second, and when somebody asks for it. Of two saves at once the second
// finds a newer file than its own and asks whether to overwrite it: so one waits for the other.
if (lesson) {
  const context = await found(opened);
  const own = context.save.bind(context);
  let changes = 0;
  context.model.contentChanged.connect(() => {
    changes += 1;
  });
  const saveNow = async () => {
    if (over) return;
    const before = changes;
    await own();
    // JupyterLab takes for saved what was written while it saved, but has stored what was there
    // before; it would be lost with the page.
    if (changes > before) context.model.dirty = true;
  };
  context.save = () => {
    const done = saved.then(saveNow);
    saved = done.catch(() => {}); // the next one does not mind a failure
    return done.then(); // of which whoever asked for it hears, or else the page
  };
  // JupyterLab itself would wait ten times as long as its last save took, which on a slow computer
  // is a minute, and what is written in it would be lost with the page.
  for (;;) {
    await new Promise((done) => setTimeout(done, PAUSE));
    await saved;
    await save()?.catch(() => {}); // told already, and tried again
  }
}

async function found(what) {
  while (!what()) await new Promise((done) => setTimeout(done, 20));
  return what();
}
