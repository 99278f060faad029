// What is seen. All that comes from a bundle is put in as text, never as markup.

const words = JSON.parse(document.getElementById("words").textContent);
const wasm = document.getElementById("wasm").textContent.trim();
const at = (id) => document.getElementById(id);

const PAGE_ROWS = 200;
// A bundle unpacks to half of this at most; a larger file is not even read.
const MAX_BYTES = 512 * 1024 * 1024;

let language = "zh";
let hired = null; // the engine, as a promise
let turn = 0; // files and queries are answered in order, and an answer that is out of date is dropped
let shown = null; // { name, opened, page }
let status = null; // key of the words that stand in the status line

function say(key, ...values) {
  const [section, id] = key.split(".");
  const entry = words[section] && words[section][id];
  return entry ? entry[language].replace(/\{(\d)\}/g, (_, place) => values[place]) : id;
}

// Words for an id that stands in a bundle; an unknown one is shown as it is.
function name(section, id) {
  const known = Object.hasOwn(words[section], id);
  return known ? words[section][id][language] : id;
}

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null));
}

const pair = (label, value) => make("div", "", make("dt", "", label), make("dd", "", value));
const code = (text) => make("code", "", text);
const number = (value) => value.toLocaleString("en-US");
const colon = () => (language === "zh" ? "：" : ": ");

// --- checking a file -------------------------------------------------------------------------------------------------

async function check(files) {
  const file = files[0];
  if (!file) return;
  const mine = ++turn;
  at("result").hidden = true;
  shown = null;
  if (file.size > MAX_BYTES) return tell("page.too_big", true);
  tell("page.reading");
  await painted();
  const bytes = await read(file);
  if (mine !== turn) return;
  if (!bytes) return tell("page.unreadable", true);
  tell("page.checking");
  await painted();
  const opened = await ask(mine, "open", bytes);
  if (!opened || mine !== turn) return;
  const page = await ask(mine, "rows", 0);
  if (!page || mine !== turn) return;
  shown = { name: file.name, opened, page };
  tell(files.length > 1 ? "page.one_file" : null);
  at("filter").value = "";
  at("result").hidden = false;
  document.body.classList.add("has-result");
  render();
  at("verdict").focus();
}

async function read(file) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (_) {
    return null;
  }
}

// Asks the engine. One that failed is given up, and the next question starts another.
async function ask(mine, question, value) {
  hired = hired || hireEngine(wasm);
  let engine;
  try {
    engine = await hired;
  } catch (_) {
    hired = null;
    tell("page.too_old", true);
    return null;
  }
  try {
    return await engine[question](value);
  } catch (_) {
    // With the engine the bundle is gone that it had open.
    engine.end();
    hired = null;
    shown = null;
    at("result").hidden = true;
    if (mine === turn) tell("page.gave_up", true);
    return null;
  }
}

async function list(question, value) {
  const mine = ++turn;
  tell("page.searching");
  const page = await ask(mine, question, value);
  if (!page || mine !== turn || !shown) return;
  tell(null);
  shown.page = page;
  renderRows();
}

function tell(key, isBad = false) {
  status = key;
  at("status").textContent = key ? say(key) : "";
  at("status").className = isBad ? "warning" : "";
  document.body.dataset.state = key && !isBad && key !== "page.one_file" ? "busy" : "idle";
}

// --- the result ------------------------------------------------------------------------------------------------------

function render() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("page.title");
  for (const element of document.querySelectorAll("[data-words]")) {
    element.textContent = say(element.dataset.words);
  }
  at("lead").textContent = say("page.lead");
  at("language").textContent = say("page.language");
  at("language").lang = language === "zh" ? "en" : "zh-CN";
  at("choose").textContent = say(shown ? "page.again" : "page.choose");
  if (status) at("status").textContent = say(status);
  if (!shown) return;
  const { answer } = shown.opened;
  renderVerdict(answer.verdict);
  renderFindings(answer);
  const isOpen = answer.verdict !== "refused";
  for (const id of ["who", "means", "records", "files", "checkpoints"]) at(id).hidden = !isOpen;
  if (!isOpen) return;
  renderWho(answer);
  renderMeans(answer);
  renderRows();
  renderNotes(answer);
  renderFiles(answer);
}

function renderVerdict(verdict) {
  const { opened } = shown;
  at("verdict").dataset.verdict = verdict;
  at("verdict-word").textContent = say(`verdict.${verdict}`);
  at("verdict-means").textContent = say(`verdict_means.${verdict}`);
  fill(at("facts"),
    pair(say("file.name"), shown.name),
    pair(say("file.bytes"), `${number(opened.bytes)} ${say("file.unit")}`),
    pair(say("file.sha256"), code(opened.sha256)));
}

function renderFindings(answer) {
  at("findings").hidden = answer.findings.length === 0;
  fill(at("finding-list"), ...answer.findings.map((fault) => {
    const place = placeOf(fault, answer);
    return make("li", "",
      make("p", "what", name("code", fault.code)),
      place ? make("p", "", make("b", "", say("finding.places"), colon()), place) : null,
      make("p", "", make("b", "", say("finding.what_to_do"), colon()), name("advice", fault.code)));
  }), answer.uncounted ? make("li", "", say("finding.uncounted")) : null);
}

function placeOf(fault, answer) {
  const places = [];
  if (fault.file !== null) places.push(say("finding.at_file", fault.file));
  if (fault.group !== null) {
    const group = answer.groups[fault.group];
    places.push(say("finding.at_group", group ? `${fault.group + 1} (${group.person})` : fault.group + 1));
  }
  places.push(...fault.seqs.map((seq) => say("finding.at_seq", seq)));
  if (fault.count > Math.max(1, fault.seqs.length)) places.push(say("finding.and_more", number(fault.count)));
  return places.join(language === "zh" ? "，" : ", ");
}

function renderWho(answer) {
  const { head, groups } = answer;
  const signer = groups.findIndex((group) => group.signs);
  fill(at("head"),
    pair(say("head.total"), number(answer.records)),
    pair(say("head.exported"), answer.exported || say("group.unknown")),
    pair(say("head.made_by"), head.program),
    pair(say("head.purpose"), name("purpose", head.purpose)),
    head.about && typeof head.about.scope === "string" ? pair(say("head.scope"), name("scope", head.about.scope)) : null,
    head.case ? pair(say("head.case"), code(head.case)) : null,
    head.hidden.length ? pair(say("head.hidden"), head.hidden.map((field) => name("field", field)).join(language === "zh" ? "、" : ", ")) : null,
    pair(say("head.signer"), signer >= 0
      ? `${signer + 1} (${groups[signer].person})`
      : make("span", "", say("head.signer_absent"), " ", code(head.log), " ", code(head.key))));
  fill(at("groups"), ...groups.map(groupCard));
}

function groupCard(group, place) {
  const stated = make("span", "small", ` ${say("group.stated")}`);
  const span = (from, to) => (from && to ? say("group.span", from, to) : say("group.none"));
  const hidden = group.size - group.shown;
  const notShown = !group.proven ? say("group.unknown")
    : hidden === 0 ? say("group.all_shown") : say("group.not_shown_count", number(hidden));
  return make("article", "group",
    make("h3", "", `${say("group.log")} ${place + 1}${colon()}${group.person}`),
    make("dl", "",
      pair(say("group.state"), make("strong", group.proven ? "good" : "warning",
        say(group.proven ? "group.is_proven" : "group.is_not_proven"))),
      pair(say("group.person"), make("span", "", group.person, stated.cloneNode(true))),
      pair(say("group.role"), make("span", "", name("role", group.role), stated)),
      pair(say("group.happened"), span(group.first, group.last)),
      pair(say("group.recorded"), span(group.first_recorded, group.last_recorded)),
      pair(say("group.shown"), say("group.shown_of", number(group.shown), number(group.events), number(group.size))),
      pair(say("group.not_shown"), notShown),
      pair(say("group.id"), code(group.log)),
      pair(say("group.key"), code(group.key))));
}

const NOT_PROVEN = ["caller", "before", "persons", "key", "clock", "complete"].map((id) => `not_proven.${id}`);

function renderMeans(answer) {
  const proven = [];
  const isSome = answer.groups.some((group) => group.proven && group.shown > 0);
  if (isSome) proven.push(answer.records_proven ? "proven.records" : "proven.some", "proven.count", "proven.checkpoint");
  if (answer.groups.some((group) => group.proven && group.earlier.length)) proven.push("proven.earlier");
  if (answer.files_intact) proven.push(isSome ? "proven.files" : "proven.files_only");
  if (proven.length === 0) proven.push("proven.nothing");
  const line = (key) => make("li", "", say(key));
  fill(at("proven"), ...proven.map(line));
  fill(at("not-proven"), ...NOT_PROVEN.map(line));
}

// --- the records -----------------------------------------------------------------------------------------------------

function renderRows() {
  const { page, opened } = shown;
  const { groups, records_proven: isProven } = opened.answer;
  const columns = ["seq", "time", "kind", "direction", "number", "words", "source"];
  const isMany = groups.length > 1;
  const labels = [...(isMany ? [say("group.log")] : []), ...columns.map((column) => say(`row.${column}`))];
  fill(at("rows").tHead, make("tr", "", ...labels.map((label) => {
    const cell = make("th", "", label);
    cell.scope = "col";
    return cell;
  })));
  fill(at("rows").tBodies[0], ...page.rows.map((row) => {
    const cells = columns.map((column) => labelled(say(`row.${column}`), CELLS[column](row), column));
    const { person, proven } = groups[row.group];
    if (isMany) cells.unshift(labelled(say("group.log"), `${row.group + 1} ${person}`, "log"));
    return make("tr", proven ? "" : "doubtful", ...cells);
  }));
  const last = page.first + page.rows.length;
  at("count").textContent = page.listed
    ? say("rows.count", number(page.first + 1), number(last), number(page.listed))
    : say(at("filter").value.trim() ? "rows.none_found" : "rows.none");
  at("rows").hidden = page.listed === 0;
  at("unproven").hidden = isProven;
  for (const id of ["first", "previous"]) at(id).disabled = page.first === 0;
  for (const id of ["next", "last"]) at(id).disabled = last >= page.listed;
}

// On a narrow screen a row is a card, and each cell says what it is.
function labelled(label, content, column = "") {
  const cell = make("td", column, content);
  cell.dataset.label = label;
  return cell;
}

const TOLD = ["direction", "kind", "number", "seconds", "source", "subtype", "text", "time_ms", "from_ms", "to_ms", "what", "why"];

const CELLS = {
  seq: (row) => String(row.seq),
  time: (row) => make("div", "", make("div", "moment", row.time || "—"),
    row.until ? make("div", "moment", `– ${row.until}`) : null,
    row.recorded ? make("div", "small moment", say("row.recorded", row.recorded)) : null),
  kind: (row) => {
    const parts = [];
    if (row.kind !== "event") parts.push(name("entry", row.kind));
    if (row.fields.kind) parts.push(name("happened", row.fields.kind));
    if (row.fields.kind === "call" && row.fields.subtype) parts.push(name("call", row.fields.subtype));
    if (row.fields.seconds) parts.push(say("row.seconds", row.fields.seconds));
    if (row.of !== null) parts.push(say("row.of", row.of));
    return parts.join(" · ") || name("entry", row.kind);
  },
  direction: (row) => value(row, "direction", "direction"),
  number: (row) => value(row, "number"),
  words: (row) => {
    const { why, what } = row.fields;
    const said = why ? name("gap", why) : what ? name("incident", what) : value(row, "text");
    const rest = more(row);
    return said || rest ? make("div", "", make("div", "said", said), rest) : "";
  },
  source: (row) => value(row, "source", "source"),
};

function value(row, field, section) {
  const found = row.fields[field];
  if (found === undefined) return "";
  if (found === null) return make("span", "masked", say("row.hidden"));
  return section ? name(section, found) : found;
}

// What has no column of its own.
function more(row) {
  const rest = Object.keys(row.fields).filter((field) => !TOLD.includes(field));
  if (rest.length === 0) return null;
  const lines = rest.map((field) => make("div", "", name("field", field), colon(), value(row, field)));
  return make("details", "small", make("summary", "", say("row.more")), ...lines);
}

// --- checkpoints and files -------------------------------------------------------------------------------------------

function renderNotes({ groups }) {
  fill(at("notes"), ...groups.map((group, place) => make("article", "group",
    make("h3", "", `${say("group.log")} ${place + 1}${colon()}${group.person}`),
    make("pre", "", group.note),
    make("dl", "",
      pair(say("group.root"), code(group.root)),
      pair(say("group.verifier_key"), code(group.verifier_key)),
      ...group.earlier.map(([size, root]) => pair(say("group.earlier"), say("group.earlier_is", number(size), root)))))));
}

function renderFiles({ files }) {
  const labels = [say("file.name"), say("file.bytes"), say("file.hash")];
  fill(at("file-rows").tHead, make("tr", "", ...labels.map((label) => make("th", "", label))));
  fill(at("file-rows").tBodies[0], ...files.map((file) => make("tr", "",
    ...[file.name, number(file.bytes), code(file.sha256)].map((content, place) => labelled(labels[place], content)))));
}

// --- what the person does --------------------------------------------------------------------------------------------

at("file").addEventListener("change", ({ target }) => {
  check([...target.files]);
  target.value = ""; // the same file can be chosen again
});

// A file that falls beside the field must not be opened by the browser in place of this page.
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    at("drop").classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (kind === "drop" && event.dataTransfer) check([...event.dataTransfer.files]);
  });
}

at("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  render();
});

at("print").addEventListener("click", () => window.print());

let typing = 0;
at("filter").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => list("find", at("filter").value), 250);
});

at("first").addEventListener("click", () => list("rows", 0));
at("previous").addEventListener("click", () => list("rows", Math.max(0, shown.page.first - PAGE_ROWS)));
at("next").addEventListener("click", () => list("rows", shown.page.first + PAGE_ROWS));
at("last").addEventListener("click", () => list("rows", Math.floor((shown.page.listed - 1) / PAGE_ROWS) * PAGE_ROWS));

tell(null);
render();
if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") tell("page.too_old", true);
