// Copies are what a learner has written: JupyterLite keeps them in this browser, by path, and shows
// them in place of the lesson. A copy that is older than its lesson is told, and never taken away
// unasked.

import { archive } from "./archive.js";

export const root = new URL(".", import.meta.url);
const DATABASE = `JupyterLite Storage - ${root.pathname}`;
const KEPT = `course: kept in ${root.pathname}`; // copies that stay although they are older

let words = {}; // what a sentence is in the reader's language

// Return what the site knows; from then on `say` speaks a language.
export async function course(language) {
  const told = await (await fetch(new URL("course.json", root))).json();
  words = told.words[language] ?? {};
  return told;
}

// Return all notebooks of an edition.
export function notebooks(edition) {
  return [...edition.lessons, ...edition.class];
}

// Return a sentence in the reader's language, with {name} filled in.
export function say(sentence, filled = {}) {
  const said = words[sentence] ?? sentence;
  return said.replace(/\{(\w+)\}/g, (place, name) => filled[name] ?? place);
}

// Open the database in which JupyterLite keeps files; null where there is none yet.
async function opened() {
  const known = indexedDB.databases ? await indexedDB.databases() : [{ name: DATABASE }];
  if (!known.some((one) => one.name === DATABASE)) return null;
  const database = await settled(indexedDB.open(DATABASE));
  if (database.objectStoreNames.contains("files")) return database;
  database.close();
  return null;
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Ask something of the database, and close it again; undefined where there is none yet.
async function inDatabase(ask) {
  const database = await opened();
  if (database === null) return undefined;
  try {
    return await ask(database);
  } finally {
    database.close();
  }
}

function inFiles(mode, ask) {
  return inDatabase((database) =>
    settled(ask(database.transaction("files", mode).objectStore("files"))),
  );
}

// Return the notebook that is kept under a path, or undefined.
export async function copyOf(path) {
  const model = await inFiles("readonly", (files) => files.get(path));
  return model?.content;
}

export async function forget(path) {
  await inFiles("readwrite", (files) => files.delete(path));
}

// A number of what a person wrote in a notebook: FNV-1a over the kinds and texts of all cells.
export function writtenIn(notebook) {
  const text = notebook.cells
    .map((cell) => `${cell.cell_type}\0${[cell.source].flat().join("")}\x01`)
    .join("");
  let number = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    number = Math.imul(number ^ byte, 0x01000193) >>> 0;
  }
  return number.toString(16).padStart(8, "0");
}

// Say of a lesson's copy what it is: "none", "same", "mine", or "older" than the lesson.
// A copy in which nothing was written, and which is older, has nothing to lose: it is renewed.
// `known` is the copy, where it has been read already.
export async function stateOf(lesson, known = null) {
  const copy = known ?? (await copyOf(lesson.path));
  if (!copy) return "none";
  const began = copy.metadata.course?.lesson;
  const written = writtenIn(copy);
  if (began === lesson.lesson) return written === began ? "same" : "mine";
  if (written === began) {
    await forget(lesson.path);
    return "none";
  }
  return written === lesson.lesson || kept()[lesson.path] === lesson.lesson ? "mine" : "older";
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  } catch {
    return {};
  }
}

// Remember that a copy stays, although the lesson has become newer; the next one asks again.
export function keep(lesson) {
  localStorage.setItem(KEPT, JSON.stringify({ ...kept(), [lesson.path]: lesson.lesson }));
}

function handOut(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

const textOf = (notebook) => JSON.stringify(notebook, null, 1);

// Hand a copy out as a file: what stands on its page, if that is told, else what is kept.
export async function download(lesson, shown = null) {
  const text = textOf(shown ?? (await copyOf(lesson.path)));
  const file = new Blob([text], { type: "application/x-ipynb+json" });
  handOut(file, lesson.path.split("/").pop());
}

// Begin a lesson again: the copy is handed out as a file first, and then forgotten.
export async function startOver(lesson, shown = null) {
  await download(lesson, shown);
  await forget(lesson.path);
}

// ---------------------------------------------------------------- a computer that is shared

const leaving = new BroadcastChannel(`course: left in ${root.pathname}`);

// Return the files that somebody wrote here, each as {name, model}: of the lessons those in which
// something was written, and whatever else was made.
export async function written(lessons) {
  const names = (await inFiles("readonly", (files) => files.getAllKeys())) ?? [];
  const found = [];
  for (const name of names) {
    const model = await inFiles("readonly", (files) => files.get(name));
    if (!model || model.type === "directory") continue;
    const lesson = lessons.find((one) => one.path === name);
    if (lesson && ["none", "same"].includes(await stateOf(lesson, model.content))) continue;
    found.push({ name, model });
  }
  return found;
}

function bytesOf({ content, format }) {
  if (format === "base64") return Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  return new TextEncoder().encode(typeof content === "string" ? content : textOf(content));
}

// Hand out all that somebody wrote here as one file.
export async function downloadAll(lessons) {
  const files = (await written(lessons)).map(({ name, model }) => ({ name, bytes: bytesOf(model) }));
  handOut(archive(files), "course.zip");
}

// Forget all that was written here, and how the pages were left, for whoever comes next.
export async function forgetAll() {
  leaving.postMessage("left"); // or a lesson that is open would save what is forgotten now
  localStorage.removeItem(KEPT);
  await inDatabase((database) => {
    const stores = [...database.objectStoreNames];
    const emptied = database.transaction(stores, "readwrite");
    return Promise.all(stores.map((store) => settled(emptied.objectStore(store).clear())));
  });
}

// Do something when all that was written is forgotten, on another page of the course.
export function whenLeft(action) {
  leaving.addEventListener("message", action);
}

export function button(text, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

const refused = () =>
  say(
    "This browser does not allow a service worker here, and Python cannot start without one. " +
      "Open the page in a window that is not private, and by https or from this computer.",
  );

// Return a sentence for what keeps this browser from running or keeping the course; "" if nothing.
export async function trouble() {
  try {
    await navigator.serviceWorker.getRegistration(root);
  } catch {
    return refused();
  }
  if (!(await canKeep())) {
    return say(
      "This browser cannot keep anything more for this page: its storage is full or switched " +
        "off. You can go on, but download what you write before you close the page.",
    );
  }
  return "";
}

// Return the same for a page on which JupyterLite has had time to register its service worker.
export async function troubleLater() {
  return (await navigator.serviceWorker.getRegistration(root)) ? "" : refused();
}

const NEEDED = 2e6; // bytes, for a notebook with its pictures

async function canKeep() {
  try {
    const name = `${DATABASE}, tried`;
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("tried");
    const database = await settled(request);
    await settled(
      database.transaction("tried", "readwrite").objectStore("tried").put("x".repeat(1000), "tried"),
    );
    database.close();
    indexedDB.deleteDatabase(name);
    const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
    return quota === undefined || quota - usage > NEEDED;
  } catch {
    return false;
  }
}
