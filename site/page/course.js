// What the course adds to a notebook's page: a bar at the top that says what a learner has to know.

import {
  button,
  course,
  download,
  keep,
  root,
  startOver,
  stateOf,
  trouble,
  troubleLater,
} from "./copies.js";

const TIME = 15000; // milliseconds, in which JupyterLite registers its service worker

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
  bar.append(said, ...buttons, button("Close", () => bar.remove()));
  bars.append(bar);
  return bar;
}

const told = await course();
const path = new URLSearchParams(location.search).get("path");
const lesson = [...told.lessons, ...told.class].find((one) => one.path === path);
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

if (state === "older") {
  const bar = tell(
    `This lesson has become newer (version ${told.version}). You see your own copy of the older one.`,
    button("Keep mine", () => {
      keep(lesson);
      bar.remove();
    }),
    button("Download mine", () => download(lesson)),
    button("Start over", async () => {
      await startOver(lesson);
      location.reload();
    }),
  );
}

const again = performance.getEntriesByType("navigation")[0]?.type === "reload";
if (again && (state === "mine" || state === "same")) {
  tell(
    "This page was loaded again. What you wrote is here as it was saved last, and Python has begun " +
      "anew: choose Run All Cells in the menu Run.",
  );
}

// What is not saved yet is saved when the page is left or put aside.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
addEventListener("pagehide", save);

function save() {
  const context = window.jupyterapp?.shell?.currentWidget?.context;
  if (context?.isReady && context.model.dirty && context.contentsModel?.writable) context.save();
}

// A save that fails is told: what is on the page is still there to be downloaded.
addEventListener("unhandledrejection", ({ reason }) => {
  if (/quota|storage/i.test(`${reason?.name} ${reason?.message}`) && !bars.querySelector(".full")) {
    const bar = tell(
      "This browser could not save your work: its storage is full. Download the notebook with " +
        "File, Download before you close the page.",
    );
    bar.classList.add("full");
  }
});
