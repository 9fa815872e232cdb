
// What the participant sees: introduction, practice, items, end.

const $ = id => document.getElementById(id);
let shownSince = null;

/* Start */

function showStart() {
  show("start");
  const before = remembered();
  $("begin").hidden = before !== null;
  $("resume").hidden = before === null;
  if (before) {
    $("resume-text").textContent = `${before.participant} has answered ${count(before)} of ${items.size} items here.`;
  }
}

function begin(participant) {
  const order = study.items.map(item => item.id);
  if (study.shuffled) shuffle(order, study.study + participant);
  state = { participant, order, answers: {}, position: 0 };
  practice = study.practice.map(blank);
  keep();
  go(0);
}

function resume(before) {
  state = before;
  const atEnd = before.position === study.practice.length + items.size;
  go(atEnd ? firstOpen() : before.position ?? firstOpen());
}

async function load(file) {
  $("start-problem").textContent = "";
  try {
    const found = JSON.parse(await file.text());
    if (found.study !== study.study) throw new Error("These are answers to another study.");
    const answers = Object.fromEntries(found.answers.map(answer => [answer.item, answer]));
    state = checked({ ...found, answers, position: null });
    keep();
    resume(state);
  } catch (problem) {
    const reason = problem instanceof SyntaxError || problem instanceof TypeError ? "It is not a file of answers." : problem.message;
    $("start-problem").textContent = `${file.name} cannot be loaded. ${reason}`;
  }
}

/* Questions */

function isPractice() {
  return state.position < study.practice.length;
}

function question() {
  return isPractice() ? study.practice[state.position] : items.get(state.order[state.position - study.practice.length]);
}

function answer() {
  if (isPractice()) return practice[state.position];
  const { id } = question();
  if (!(id in state.answers)) state.answers[id] = blank();
  return state.answers[id];
}

function go(position) {
  countTime();
  state.position = position;
  keep();
  if (position >= study.practice.length + items.size) showEnd();
  else showQuestion();
  scrollTo(0, 0);
}

function showQuestion() {
  show("asking");
  const asked = question();
  const number = isPractice() ? state.position + 1 : state.position - study.practice.length + 1;
  const title = isPractice() ? `Practice ${number} of ${study.practice.length}, does not count` : `Item ${number} of ${items.size}`;
  const photograph = study.photographs[asked.photograph];
  $("heading").textContent = title;
  $("photograph").src = photograph.source;
  $("photograph").alt = "The photograph that the question is about";
  $("attribution").textContent = photograph.attribution;
  $("phrase").textContent = `“${asked.phrase}”`;
  $("location").textContent = asked.cell;
  $("several").open = answer().cells.length > 0;
  $("back").disabled = state.position === 0;
  $("save-now").hidden = isPractice();
  $("heading").focus({ preventScroll: true });
  shownSince = performance.now();
  refresh();
}

function refresh() {
  const given = answer();
  for (const radio of document.querySelectorAll("input[name=answer]")) radio.checked = radio.value === given.answer;
  $("incorrect").checked = given.incorrect;
  $("next").textContent = isDone(given) ? "Next" : "Skip for now";
  $("progress").max = items.size;
  $("progress").value = count(state);
  $("progress-text").textContent = `${count(state)} of ${items.size} answered`;
  $("clear").disabled = given.cells.length === 0;
  for (const button of $("pad").children) refreshCell(button, given.cells.indexOf(button.dataset.cell) + 1);
  showFeedback(given);
}

function refreshCell(button, rank) {
  button.setAttribute("aria-pressed", rank > 0);
  button.setAttribute("aria-label", button.dataset.cell + (rank ? `, number ${rank}` : ""));
  button.disabled = rank === 0 && answer().cells.length >= MAX_CELLS;
  button.querySelector("b").hidden = rank === 0;
  button.querySelector("b").textContent = rank || "";
}

function showFeedback(given) {
  const feedback = $("feedback");
  feedback.textContent = "";
  if (!isPractice() || given.answer === null) return;
  const asked = question();
  const right = (given.answer === "yes") === asked.match;
  feedback.className = right ? "right" : "wrong";
  feedback.textContent = `${right ? "Right" : "Not quite"}: the answer is ${asked.match ? "yes" : "no"}. ` +
    `The centre of what the phrase describes is in the location “${asked.trueCell}”.`;
}

function change(edit) {
  edit(answer());
  keep();
  refresh();
}

function toggleCell(cell) {
  change(given => {
    const rank = given.cells.indexOf(cell);
    if (rank >= 0) given.cells.splice(rank, 1);
    else if (given.cells.length < MAX_CELLS) given.cells.push(cell);
  });
}

/** Adds the time since the question appeared, without the time in which the page was hidden. */
function countTime() {
  if (shownSince !== null) answer().milliseconds += Math.round(performance.now() - shownSince);
  shownSince = null;
}

/* End */

function showEnd() {
  show("end");
  const open = state.order.filter(id => !isDone(state.answers[id]));
  $("end-heading").textContent = open.length ? `${count(state)} of ${items.size} items are answered` : "All items are answered";
  $("end-text").textContent = open.length
    ? "You can save what you have and go on later, here or with the file on another device."
    : "Thank you! Save your answers and send the file to whoever asked you.";
  $("open").hidden = open.length === 0;
  $("open-items").replaceChildren(...open.map(openButton));
  $("saved").textContent = "";
  $("as-text").value = exported();
  $("end-heading").focus({ preventScroll: true });
}

function openButton(id) {
  const place = state.order.indexOf(id);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = place + 1;
  button.setAttribute("aria-label", `Go to item ${place + 1}`);
  button.addEventListener("click", () => go(study.practice.length + place));
  return button;
}

function save() {
  const link = document.createElement("a");
  link.download = `answers-${state.participant.replace(/[^A-Za-z0-9_-]/g, "_")}.json`;
  link.href = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  unsaved = false;
  $("saved").textContent = `Saved as ${link.download}, usually in the folder of downloads.`;
}

/* The page */

function show(part) {
  for (const main of document.querySelectorAll("main")) main.hidden = main.id !== part;
}

function padButton(cell) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.cell = cell;
  button.append(document.createElement("b"), cell);
  button.addEventListener("click", () => toggleCell(cell));
  return button;
}

function fillTexts() {
  for (const text of study.introduction) {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    $("introduction").append(paragraph);
  }
  $("plan").textContent = (study.practice.length ? `There are ${study.practice.length} examples to practise, then ` : "There are ") +
    `${items.size} items. You can pause at any time.`;
  $("consent-text").textContent = study.consent;
  $("question-text").textContent = study.question;
  $("pad").append(...study.cells.map(padButton));
  const places = document.querySelector(".places");
  study.cells.forEach((cell, i) => {
    const row = i % 3 === 0 ? places.insertRow() : places.rows[places.rows.length - 1];
    row.insertCell().textContent = cell;
  });
}

/** Y, N and Enter, wherever the focus is on a question; a button that has the focus keeps its Enter. */
function onKey(event) {
  if ($("asking").hidden || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (event.repeat && key === "enter") event.preventDefault(); // one press, one step
  if (event.repeat) return;
  if (key === "y" || key === "n") change(given => (given.answer = key === "y" ? "yes" : "no"));
  else if (key === "enter" && !event.target.closest("button, summary")) go(state.position + 1);
  else return;
  event.preventDefault();
}

function listen() {
  $("begin").addEventListener("submit", event => {
    event.preventDefault();
    if ($("participant").value.trim()) begin($("participant").value.trim());
  });
  $("continue").addEventListener("click", () => resume(remembered()));
  $("anew").addEventListener("click", () => {
    if (confirm("Forget all answers that were given here?")) {
      forget();
      showStart();
    }
  });
  $("load").addEventListener("change", () => $("load").files.length && load($("load").files[0]));
  $("answer").addEventListener("change", event => change(given => (given.answer = event.target.value)));
  $("incorrect").addEventListener("change", event => change(given => (given.incorrect = event.target.checked)));
  $("clear").addEventListener("click", () => change(given => (given.cells = [])));
  $("back").addEventListener("click", () => go(state.position - 1));
  $("question").addEventListener("submit", event => {
    event.preventDefault();
    go(state.position + 1);
  });
  $("save-now").addEventListener("click", () => go(study.practice.length + items.size));
  $("return").addEventListener("click", () => go(Math.min(firstOpen(), study.practice.length + items.size - 1)));
  $("save").addEventListener("click", save);
  $("photograph").addEventListener("load", event => {
    event.target.style.setProperty("--ratio", event.target.naturalWidth / event.target.naturalHeight);
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("visibilitychange", () => {
    if (!state || $("asking").hidden) return;
    if (document.hidden) countTime(), keep();
    else shownSince = performance.now();
  });
  addEventListener("beforeunload", event => {
    if (unsaved && state && !$("forgetful").hidden) event.preventDefault();
  });
}

fillTexts();
listen();
showStart();
