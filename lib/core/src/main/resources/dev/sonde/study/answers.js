
"use strict";
// The answers of one participant: what they are, how they are remembered, and the file they are saved in.

const study = JSON.parse(document.getElementById("study").textContent);
const STORE = "sonde-study-" + study.study;
const MAX_CELLS = 4;
const items = new Map(study.items.map(item => [item.id, item]));

/** {participant, order: [item id], answers: {item id: answer}, position}; positions count the practice items first. */
let state = null;
let practice = study.practice.map(blank);
let unsaved = false;

function blank() {
  return { answer: null, cells: [], incorrect: false, milliseconds: 0 };
}

function isDone(answer) {
  return answer !== undefined && (answer.answer !== null || answer.incorrect);
}

/* What the browser remembers */

function keep() {
  unsaved = true;
  try {
    localStorage.setItem(STORE, JSON.stringify(state));
  } catch {
    $("forgetful").hidden = false;
  }
}

function remembered() {
  try {
    return checked(JSON.parse(localStorage.getItem(STORE)));
  } catch {
    return null;
  }
}

function forget() {
  try {
    localStorage.removeItem(STORE);
  } catch {
    // Then there is nothing to forget.
  }
}

/** A state that fits this study; an error that says why not. */
function checked(found) {
  const known = found && Array.isArray(found.order) && new Set(found.order).size === items.size &&
    found.order.every(id => items.has(id));
  if (!known || typeof found.participant !== "string" || !found.participant.trim()) {
    throw new Error("These are not answers to this study.");
  }
  const answers = {};
  for (const [id, answer] of Object.entries(found.answers)) {
    if (items.has(id)) answers[id] = cleaned(answer);
  }
  const last = study.practice.length + items.size;
  const position = Number.isInteger(found.position) ? Math.min(Math.max(found.position, 0), last) : null;
  return { participant: found.participant.trim(), order: found.order, answers, position };
}

function cleaned(answer) {
  const cells = Array.isArray(answer.cells) ? answer.cells.filter(cell => study.cells.includes(cell)) : [];
  return {
    answer: ["yes", "no"].includes(answer.answer) ? answer.answer : null,
    cells: [...new Set(cells)].slice(0, MAX_CELLS),
    incorrect: answer.incorrect === true,
    milliseconds: Number.isInteger(answer.milliseconds) && answer.milliseconds >= 0 ? answer.milliseconds : 0,
  };
}

function count(of) {
  return of.order.filter(id => isDone(of.answers[id])).length;
}

function firstOpen() {
  const open = state.order.findIndex(id => !isDone(state.answers[id]));
  return study.practice.length + (open < 0 ? items.size : open);
}

/** Fisher and Yates with mulberry32, seeded by a text: the same participant always gets the same order. */
function shuffle(list, text) {
  let seed = 0;
  for (const c of text) seed = Math.imul(seed ^ c.codePointAt(0), 0x9e3779b1) >>> 0;
  for (let i = list.length - 1; i > 0; i--) {
    seed = (seed + 0x6d2b79f5) >>> 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    const j = Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
}

function exported() {
  const given = state.order.filter(id => isDone(state.answers[id])).map(id => ({ item: id, ...state.answers[id] }));
  const { participant, order } = state;
  return JSON.stringify({ study: study.study, participant, simulated: false, order, answers: given }, null, 1) + "\n";
}
