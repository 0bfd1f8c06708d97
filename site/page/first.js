// The first page: a training that moves without Python, and what a learner has written already.

import {
  button,
  course,
  download,
  downloadAll,
  forgetAll,
  keep,
  notebooks,
  say,
  startOver,
  stateOf,
  trouble,
  written,
} from "./copies.js";

const FONT = '15px "DejaVu Sans", "Segoe UI", system-ui, sans-serif';
const language = document.documentElement.lang;
const told = await course(language);

// Who comes from elsewhere is led to the page in the browser's language, where there is one.
const wanted = Object.keys(told.editions).find(
  (name) => name !== language && navigator.language.split("-")[0] === name.split("-")[0],
);
if (wanted && language === "en" && !document.referrer.startsWith(location.origin)) {
  location.replace(`${wanted}.html`);
}
const { side, reach, looks, people, frames } = told.training;
// The map of outputs from 0 over 0.5 to 1, as the course's pictures have it: red, green and blue.
const ANSWERS = looks.answers.map((hex) =>
  [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16)),
);

function colorOf(output) {
  const place = Math.min(1, Math.max(0, output)) * 2;
  const below = Math.min(1, Math.floor(place));
  return ANSWERS[below].map((from, i) => from + (place - below) * (ANSWERS[below + 1][i] - from));
}

function planeOf(frame) {
  const image = new ImageData(side, side);
  const outputs = Uint8Array.from(atob(frame.plane), (letter) => letter.charCodeAt(0));
  outputs.forEach((output, i) => image.data.set([...colorOf(output / 255), 255], 4 * i));
  const small = new OffscreenCanvas(side, side);
  small.getContext("2d").putImageData(image, 0, 0);
  return small;
}

// Draw the plane of both inputs, coloured by the output, with the people on it.
function drawPlane(frame) {
  const canvas = document.querySelector("#plane");
  const pen = canvas.getContext("2d");
  const [left, top, right, bottom] = [50, 14, canvas.width - 20, canvas.height - 46];
  const [[low1, high1], [low2, high2]] = reach;
  const at = ([x1, x2]) => [
    left + ((x1 - low1) / (high1 - low1)) * (right - left),
    bottom - ((x2 - low2) / (high2 - low2)) * (bottom - top),
  ];
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingEnabled = true;
  pen.drawImage(planeOf(frame), left, top, right - left, bottom - top);
  pen.strokeStyle = pen.fillStyle = looks.ink;
  pen.lineWidth = 1.5;
  pen.font = FONT;
  pen.strokeRect(left, top, right - left, bottom - top);
  pen.textAlign = "center";
  for (const x1 of [-20, -10, 0, 10, 20, 30]) {
    pen.fillText(String(x1).replace("-", "−"), at([x1, 0])[0], bottom + 18);
  }
  pen.fillText("x₁", (left + right) / 2, bottom + 38);
  pen.textAlign = "right";
  for (const x2 of [-10, -5, 0, 5, 10]) {
    pen.fillText(String(x2).replace("-", "−"), left - 6, at([0, x2])[1] + 5);
  }
  pen.fillText("x₂", left - 26, (top + bottom) / 2 + 22);
  pen.textAlign = "left";
  people.forEach((person, i) => {
    const [x, y] = at(person.x);
    pen.beginPath();
    if (person.label) pen.arc(x, y, 7, 0, 2 * Math.PI);
    else pen.rect(x - 6.5, y - 6.5, 13, 13);
    pen.fillStyle = looks.labels[person.label];
    pen.fill();
    pen.stroke();
    pen.fillStyle = looks.ink;
    pen.fillText(`${person.name} ${frame.y[i].toFixed(2)}`, x + 12, y + 5);
  });
}

// Draw the loss after each epoch, on a scale of powers of ten, up to this frame.
function drawCurve(number) {
  const canvas = document.querySelector("#curve");
  const pen = canvas.getContext("2d");
  const [left, top, right, bottom] = [62, 14, canvas.width - 20, canvas.height - 46];
  const [most, least] = [0.5, 0.001]; // of the losses on the axis
  const height = (loss) => top + (Math.log(most / loss) / Math.log(most / least)) * (bottom - top);
  const at = (n) => [left + (n / (frames.length - 1)) * (right - left), height(frames[n].L)];
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.strokeStyle = pen.fillStyle = looks.ink;
  pen.font = FONT;
  pen.lineWidth = 1;
  pen.textAlign = "right";
  for (const loss of [0.1, 0.01, 0.001]) {
    const y = height(loss);
    pen.fillText(loss, left - 8, y + 5);
    pen.beginPath();
    pen.moveTo(left - 5, y);
    pen.lineTo(left, y);
    pen.stroke();
  }
  pen.fillText("L", left - 40, top + 14);
  pen.textAlign = "center";
  for (const epoch of [1, 10, 100, 1000]) {
    const n = frames.findIndex((frame) => frame.epoch >= epoch);
    pen.fillText(epoch, at(n)[0], bottom + 18);
  }
  pen.fillText("epoch", (left + right) / 2, bottom + 38);
  pen.beginPath();
  pen.moveTo(left, top);
  pen.lineTo(left, bottom);
  pen.lineTo(right, bottom);
  pen.stroke();
  pen.lineWidth = 2.5;
  pen.beginPath();
  for (let n = 0; n <= number; n += 1) pen.lineTo(...at(n));
  pen.stroke();
  pen.beginPath();
  pen.arc(...at(number), 6, 0, 2 * Math.PI);
  pen.fillStyle = "#ffffff";
  pen.fill();
  pen.stroke();
}

const slider = document.querySelector("#epoch");
const play = document.querySelector("#play");
let running = null;

function show(number) {
  const frame = frames[number];
  slider.value = number;
  const filled = { epoch: frame.epoch, loss: frame.L.toFixed(4) };
  slider.setAttribute("aria-valuetext", say("epoch {epoch}, loss {loss}", filled));
  document.querySelector("#said").textContent = say("{epoch} of 1000, L = {loss}", filled);
  drawPlane(frame);
  drawCurve(number);
}

function stop() {
  clearInterval(running);
  running = null;
  play.textContent = "▶";
  play.setAttribute("aria-label", say("Play"));
}

function start() {
  if (Number(slider.value) === frames.length - 1) show(0);
  play.textContent = "❚❚";
  play.setAttribute("aria-label", say("Pause"));
  running = setInterval(() => {
    const next = Number(slider.value) + 1;
    if (next < frames.length) show(next);
    else stop();
  }, 90);
}

slider.max = frames.length - 1;
slider.addEventListener("input", () => {
  stop();
  show(Number(slider.value));
});
play.addEventListener("click", () => (running === null ? start() : stop()));
show(0);
if (matchMedia("(prefers-reduced-motion: reduce)").matches) stop();
else start();

// ---------------------------------------------------------------- Python, while somebody plays

// Fetch what a lesson will ask for into the browser's cache, one file after the other.
async function fetchAhead() {
  for (const file of told.python) {
    try {
      await (await fetch(`static/pyodide/${file}`, { priority: "low" })).arrayBuffer();
    } catch {
      return; // the lesson will say what is wrong
    }
  }
}

if (!navigator.connection?.saveData) setTimeout(fetchAhead, 2000);

// ---------------------------------------------------------------- what was written here before

async function tellOfCopy(lesson) {
  const place = document.querySelector(`[data-path="${lesson.path}"]`);
  const state = await stateOf(lesson);
  place.replaceChildren();
  if (state === "none" || state === "same") return;
  const again = () => tellOfCopy(lesson);
  place.append(
    state === "older"
      ? say("You have a copy of an older lesson: ")
      : say("You have written in your copy: "),
  );
  if (state === "older") {
    place.append(button(say("Keep mine"), () => { keep(lesson); again(); }));
  }
  place.append(
    button(say("Download mine"), () => download(lesson)),
    button(say("Start over"), async () => { await startOver(lesson); await tellOfCopies(); }),
  );
}

const all = Object.values(told.editions).flatMap(notebooks);
const here = notebooks(told.editions[language]);

function tellOfCopies() {
  return Promise.all([...here.map(tellOfCopy), tellWhoLeaves()]);
}

// Who shares this computer takes everything along: first as a file, and then it is forgotten here.
async function tellWhoLeaves() {
  const place = document.querySelector(".leaving");
  const some = (await written(all)).length > 0;
  place.replaceChildren();
  place.hidden = !some;
  if (!some) return;
  const forget = button(say("Forget it here"), async () => {
    await forgetAll();
    await tellOfCopies();
  });
  forget.hidden = true;
  const take = button(say("Download it all"), async () => {
    await downloadAll(all);
    forget.hidden = false;
  });
  place.append(
    say(
      "Do others use this computer too? Download what was written here as one file, see that " +
        "you have it, and then forget it here: ",
    ),
    take,
    forget,
  );
}

tellOfCopies();

const problem = await trouble();
if (problem) {
  const said = document.querySelector(".told");
  said.textContent = problem;
  said.hidden = false;
}
