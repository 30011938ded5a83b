"use strict";
// The examinee's side of one form: shows the questions, keeps the answers in this browser, counts
// the time and saves a response file. Texts reach the page as text only; nothing is ever sent.

const MINUTE = 60000;
const ANNOUNCED = [1, 5, 10]; // minutes left
const SET = "true-false-set";
const JUDGMENTS = { true: true, false: false };
const byId = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];

const paper = document.body.dataset;
const questions = all(".question");
const candidate = byId("candidate");
const KEY = JSON.stringify(["hpccert-responses-1", paper.sitting, Number(paper.form), paper.identity]);
let state = fresh();
let timeBefore = null; // what was left at the last tick, in milliseconds

// --- What is kept in this browser ---

function fresh() {
  return { candidate: "", begun: null, unsaved: false, responses: {} };
}

function kept() {
  try {
    const found = { ...fresh(), ...JSON.parse(localStorage.getItem(KEY)) };
    return found.begun === null || Date.parse(found.begun) ? found : fresh();
  } catch {
    return fresh();
  }
}

function keep() {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
    byId("no-storage").hidden = true;
  } catch {
    byId("no-storage").hidden = false;
  }
}

// --- Answers ---

function picked(name) {
  const chosen = [...document.getElementsByName(name)].filter((input) => input.checked);
  return chosen.map((input) => input.value).sort();
}

function response(question) {
  const { number, kind, labels } = question.dataset;
  if (kind === SET) {
    return Object.fromEntries([...labels].map((label) => [label, JUDGMENTS[picked(`q${number}-${label}`)[0]] ?? null]));
  }
  const chosen = picked(`q${number}`);
  if (kind === "single-choice") return chosen[0] || null;
  return chosen.length ? chosen : null;
}

function responses() {
  return Object.fromEntries(questions.map((question) => [question.dataset.number, response(question)]));
}

function fill(question) {
  const { number, kind } = question.dataset;
  const given = state.responses?.[number] ?? null;
  for (const input of question.querySelectorAll("input")) {
    input.disabled = isOver();
    if (kind === "multiple-choice") input.checked = Array.isArray(given) && given.includes(input.value);
    else if (kind === "single-choice") input.checked = input.value === (given ?? "");
    else input.checked = input.value === String(given?.[input.name.split("-")[1]] ?? "");
  }
}

// What is open in a question: labels of statements, or "" for the whole question.
function openParts(question) {
  const given = response(question);
  if (question.dataset.kind !== SET) return given === null ? [""] : [];
  return Object.keys(given).filter((label) => given[label] === null);
}

function count() {
  const asked = all(".question fieldset").length;
  byId("answered").textContent = `Answers: ${asked - questions.flatMap(openParts).length} of ${asked}`;
}

// Once the time is over only the name may still be put right.
function changed() {
  const answers = isOver() ? state.responses : responses();
  state = { ...state, candidate: candidate.value, responses: answers, unsaved: state.begun !== null };
  keep();
  resume();
}

// --- Time ---

function timeLeft() {
  const whole = paper.minutes * MINUTE;
  return Math.max(0, Math.min(whole, Date.parse(state.begun) + whole - Date.now()));
}

function isOver() {
  return state.begun !== null && timeLeft() === 0;
}

function clock(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = `${String(minutes).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  return hours ? `${hours}:${tail}` : tail;
}

function tick() {
  if (state.begun === null) return;
  const left = timeLeft();
  byId("time").textContent = clock(left);
  const passed = ANNOUNCED.find((minutes) => timeBefore > minutes * MINUTE && left <= minutes * MINUTE);
  if (passed) byId("announcement").textContent = `${passed} ${passed === 1 ? "minute" : "minutes"} left`;
  timeBefore = left;
  if (left === 0 && byId("over").hidden) resume();
}

// --- Course of the exam ---

function begin() {
  if (!candidate.reportValidity()) return;
  state.begun = stamp();
  keep();
  resume();
  questions[0]?.querySelector("h2").focus();
}

function resume() {
  const begun = state.begun !== null;
  if (candidate.value !== state.candidate) candidate.value = state.candidate; // leaves an input method alone
  questions.forEach(fill);
  byId("start").hidden = begun;
  for (const id of ["bar", "questions"]) byId(id).hidden = !begun;
  byId("over").hidden = !isOver();
  count();
  tick();
  reachCode();
}

// Code that is wider than its box must be reachable by keyboard to be scrolled.
function reachCode() {
  for (const code of all("pre")) {
    if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
    else code.removeAttribute("tabindex");
  }
}

function toggleTime() {
  byId("clock").hidden = !byId("clock").hidden;
  byId("hide").textContent = byId("clock").hidden ? "Show time" : "Hide time";
}

function restart() {
  byId("restart-dialog").close();
  state = fresh();
  keep();
  resume();
  candidate.focus();
}

// --- Saving ---

function stamp() {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

function slug(text, otherwise) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-|-$/g, "") || otherwise;
}

function askThenSave() {
  if (!candidate.reportValidity()) return;
  const open = isOver() ? [] : questions.filter((question) => openParts(question).length > 0);
  if (open.length === 0) return save();
  byId("open").replaceChildren(...open.map(openItem));
  byId("open-dialog").showModal();
}

function openItem(question) {
  const parts = openParts(question).join(", ");
  const link = document.createElement("a");
  link.href = `#${question.id}-title`;
  link.textContent = `Question ${question.dataset.number}${parts && `: ${parts}`}`;
  link.addEventListener("click", () => byId("open-dialog").close());
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function responseFile() {
  return {
    format: "hpccert-responses-1",
    sitting: paper.sitting,
    form: Number(paper.form),
    paper: paper.identity,
    candidate: candidate.value.normalize("NFC").trim(),
    begun: state.begun,
    saved: stamp(),
    responses: responses(),
  };
}

function save() {
  const text = `${JSON.stringify(responseFile(), null, 2)}\n`;
  const form = paper.form.padStart(3, "0");
  const name = `${slug(paper.sitting, "sitting")}-form-${form}-${slug(candidate.value, "candidate")}.json`;
  download(name, text);
  state.unsaved = false;
  keep();
  byId("saved-name").textContent = name;
  byId("saved-text").value = text;
  byId("saved-dialog").showModal();
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), MINUTE);
}

// --- Wiring ---

const onClick = (element, action) => element?.addEventListener("click", action);

onClick(byId("begin"), begin);
onClick(byId("hide"), toggleTime);
onClick(byId("save-anyway"), () => { byId("open-dialog").close(); save(); });
onClick(byId("restart"), () => byId("restart-dialog").showModal());
onClick(byId("restart-now"), restart);
all(".save").forEach((button) => onClick(button, askThenSave));
all(".close").forEach((button) => onClick(button, () => button.closest("dialog").close()));
byId("questions").addEventListener("change", changed);
candidate.addEventListener("input", changed);
addEventListener("resize", reachCode);
addEventListener("pageshow", resume); // after a browser has put its own idea of the inputs back
addEventListener("beforeunload", (event) => { if (state.begun !== null && state.unsaved) event.preventDefault(); });
// the same form in another tab
addEventListener("storage", (event) => { if (event.key === KEY) { state = kept(); resume(); } });
setInterval(tick, 1000);
state = kept();
keep(); // tells at once when nothing can be kept
resume();
