// Looking up as one types; the keyboard alone suffices. Single keys work only within the results and the open clause.
const form = element.querySelector("form");
const box = element.querySelector("#query");
const filters = element.querySelector("[data-filters]");
const found = element.querySelector("[data-found]");
const reading = element.querySelector("[data-reading]");
const wide = matchMedia("(min-width: 960px)");
const TYPING_MS = 150;
const BROWSING_MS = 60;

let serial = 0; // of the latest search: what comes back late is dropped
let opening = 0;
let timer = 0;
let openTimer = 0;
let pending = null; // the search or opening under way
let unsearched = false; // whether the list is of something other than the box and the filters say
let whole = false;
let openId = "";

const desk = () => window.desk;
const chosen = (name) => filters.querySelector(`[data-filter=${name}]`)?.value ?? "";

function inquiry() {
  return {
    query: box.value,
    mode: form.querySelector("[name=mode]:checked").value,
    document_id: chosen("document_id"),
    section_id: chosen("section_id"),
    unit: chosen("unit"),
    scope: chosen("scope") || "in_force",
  };
}

// Searching and opening tell whether the desk now shows what was wanted, or something newer is on its way.
function search() {
  clearTimeout(timer);
  timer = 0;
  return track(lookUp());
}

function open(clauseId, options) {
  return track(openClause(clauseId, options));
}

function track(work) {
  pending = work;
  return work.finally(() => { if (pending === work) pending = null; });
}

async function lookUp() {
  const mine = ++serial;
  const wanted = inquiry();
  unsearched = false;
  const reply = await desk().call(server.look, wanted);
  if (mine !== serial) return true;
  if (!reply) { unsearched = true; return false; }
  clearTimeout(openTimer); // it was for a result of the list before
  found.innerHTML = reply.html;
  found.dataset.query = wanted.query;
  found.scrollTop = 0;
  document.getElementById("announcer").textContent = found.querySelector("[data-status]")?.textContent ?? "";
  whole = false;
  const first = found.querySelector(".hit");
  if (first) open(first.dataset.clause, { quietly: true });
  else { ++opening; reading.innerHTML = ""; openId = ""; }
  return true;
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(search, TYPING_MS);
}

async function openClause(clauseId, { quietly = false } = {}) {
  const mine = ++opening;
  const reply = await desk().call(server.open_clause, { clause_id: clauseId, query: box.value, whole });
  if (mine !== opening) return true;
  if (!reply) return false;
  reading.innerHTML = reply.html;
  openId = clauseId;
  for (const hit of found.querySelectorAll(".hit")) hit.setAttribute("aria-current", String(hit.dataset.clause === clauseId));
  const cited = reading.querySelector(".clause--cited");
  if (cited) cited.scrollIntoView({ block: "center" });
  else reading.scrollTop = 0;
  if (!quietly && !wide.matches) reading.scrollIntoView({ block: "start" });
  return true;
}

async function duties(unit) {
  const mine = ++opening;
  const reply = await desk().call(server.duties, { unit, scope: chosen("scope") || "in_force" });
  if (mine !== opening) return true;
  if (!reply) return false;
  reading.innerHTML = reply.html;
  reading.scrollTop = 0;
  openId = "";
  reading.focus({ preventScroll: true });
  if (!wide.matches) reading.scrollIntoView({ block: "start" });
  return true;
}

async function refreshFilters() {
  const reply = await desk().call(server.filters, inquiry());
  if (!reply) return null;
  if (reply.preparing) {
    found.innerHTML = "";
    const note = document.createElement("p");
    note.className = "empty";
    note.textContent = `正在准备：${reply.preparing}`;
    found.append(note);
    setTimeout(start, 500);
    return undefined;
  }
  const focused = document.activeElement?.dataset?.filter;
  filters.innerHTML = reply.html;
  if (focused) filters.querySelector(`[data-filter=${focused}]`)?.focus();
  return reply;
}

async function start() {
  unsearched = true;
  const reply = await refreshFilters();
  if (reply) search();
  else if (reply === null) found.innerHTML = '<p class="empty">暂时不能查阅，请稍后刷新页面；原因见服务器日志。</p>';
}

// What is copied: the result that has the focus, else what is open; never the clause of what stood there a moment ago.
async function current() {
  if (timer || unsearched) search();
  let shown = true;
  while (pending) shown = await pending;
  if (!shown || unsearched) return null; // it has been told why
  const focused = document.activeElement;
  const clause = found.contains(focused) && focused.dataset.cite ? focused : reading.querySelector(".opened[data-cite]");
  if (!clause) desk().tell("没有打开的条款，未复制");
  return clause;
}

async function cite() {
  const clause = await current();
  if (!clause) return;
  const picked = reading.contains(clause) ? selected(reading) : null;
  if (picked && !picked.block) { desk().tell("请只选一条里的文字"); return; }
  const { head, name } = picked ? picked.block.dataset : clause.dataset;
  desk().copy((picked ? `${head}：“${picked.words}”` : clause.dataset.cite) + desk().dated, `出处：${name}`);
}

async function say() {
  const clause = await current();
  if (clause) desk().copy(clause.dataset.say + desk().dated, `朗读稿：${clause.dataset.name}`);
}

function step(name) {
  const button = reading.querySelector(`[data-do=${name}]`);
  if (button?.dataset.leadsTo) open(button.dataset.leadsTo);
}

function toggleWhole() {
  if (!openId) return;
  whole = !whole;
  open(openId);
}

function backToResults() {
  const hit = found.querySelector(".hit[aria-current=true]") ?? found.querySelector(".hit");
  if (hit) hit.focus(); else box.focus();
  if (!wide.matches) (hit ?? box).scrollIntoView({ block: "center" });
}

function move(by) {
  const hits = [...found.querySelectorAll(".hit")];
  if (!hits.length) return;
  const at = hits.indexOf(document.activeElement);
  if (at + by < 0 && at >= 0) { box.focus(); return; }
  const current = hits.findIndex((hit) => hit.getAttribute("aria-current") === "true");
  const next = at >= 0 ? Math.min(hits.length - 1, at + by) : Math.max(0, current);
  hits[next].focus();
  hits[next].scrollIntoView({ block: "nearest" });
  clearTimeout(openTimer);
  openTimer = setTimeout(() => open(hits[next].dataset.clause, { quietly: true }), BROWSING_MS);
}

const plainKeys = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Home: () => found.querySelector(".hit")?.focus(),
  ArrowLeft: () => step("previous"),
  ArrowRight: () => step("next"),
  c: cite, C: cite, r: say, R: say, s: toggleWhole, S: toggleWhole,
  Escape: () => { box.focus(); box.select(); },
};

element.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const inBox = event.target === box;
  if (inBox) {
    if (event.key === "Enter") { event.preventDefault(); search().then((shown) => shown && found.querySelector(".hit")?.focus()); }
    else if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
    return;
  }
  if (!found.contains(event.target) && !reading.contains(event.target)) return;
  const inReading = reading.contains(event.target);
  if (inReading && ["ArrowDown", "ArrowUp", "Home"].includes(event.key)) return; // they scroll
  const act = plainKeys[event.key];
  if (act) { event.preventDefault(); act(); }
});

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.view !== "look" || !event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.code === "KeyC") { event.preventDefault(); cite(); }
  if (event.code === "KeyR") { event.preventDefault(); say(); }
});

box.addEventListener("input", (event) => { if (!event.isComposing) soon(); });
box.addEventListener("compositionend", soon);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", async (event) => {
  if (event.target !== box) unsearched = true;
  const filter = event.target.dataset.filter;
  if (filter === "document_id" || filter === "scope") {
    const section = filters.querySelector("[data-filter=section_id]");
    if (section) section.value = ""; // it belonged to the other document
    await refreshFilters();
  }
  if (event.target !== box) search();
});

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.duties) track(duties(button.dataset.duties));
  else if (button.dataset.leadsTo) { if (!button.dataset.do) whole = false; open(button.dataset.leadsTo); }
  else if (button.classList.contains("hit")) open(button.dataset.clause);
  else if (button.dataset.do === "cite") cite();
  else if (button.dataset.do === "say") say();
  else if (button.dataset.do === "section") toggleWhole();
  else if (button.dataset.do === "back") backToResults();
});

document.addEventListener("desk:open", (event) => { whole = false; desk().show("look"); open(event.detail); });
document.addEventListener("desk:look", (event) => { box.value = event.detail; desk().show("look"); search(); });
document.addEventListener("desk:day", start);
document.addEventListener("desk:shown", (event) => {
  if (event.detail !== "look") return;
  box.focus();
  box.select();
});
start();
