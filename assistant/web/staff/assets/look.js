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

async function search() {
  timer = 0;
  const mine = ++serial;
  const wanted = inquiry();
  const reply = await desk().call(server.look, wanted);
  if (mine !== serial || !reply) return;
  found.innerHTML = reply.html;
  found.dataset.query = wanted.query;
  found.scrollTop = 0;
  document.getElementById("announcer").textContent = found.querySelector("[data-status]")?.textContent ?? "";
  whole = false;
  const first = found.querySelector(".hit");
  if (first) open(first.dataset.clause, { quietly: true });
  else { reading.innerHTML = ""; openId = ""; }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(search, TYPING_MS);
}

async function open(clauseId, { quietly = false } = {}) {
  const mine = ++opening;
  const reply = await desk().call(server.open_clause, { clause_id: clauseId, query: box.value, whole });
  if (mine !== opening || !reply) return;
  reading.innerHTML = reply.html;
  openId = clauseId;
  for (const hit of found.querySelectorAll(".hit")) hit.setAttribute("aria-current", String(hit.dataset.clause === clauseId));
  const cited = reading.querySelector(".clause--cited");
  if (cited) cited.scrollIntoView({ block: "center" });
  else reading.scrollTop = 0;
  if (!quietly && !wide.matches) reading.scrollIntoView({ block: "start" });
}

async function duties(unit) {
  ++opening;
  const reply = await desk().call(server.duties, { unit, scope: chosen("scope") || "in_force" });
  if (!reply) return;
  reading.innerHTML = reply.html;
  reading.scrollTop = 0;
  openId = "";
  reading.focus({ preventScroll: true });
  if (!wide.matches) reading.scrollIntoView({ block: "start" });
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
  const reply = await refreshFilters();
  if (reply) search();
  else if (reply === null) found.innerHTML = '<p class="empty">暂时不能查阅，请稍后刷新页面；原因见服务器日志。</p>';
}

// What is copied: the result that has the focus, else what is open, or what is selected of it.
async function current() {
  if (timer) { clearTimeout(timer); await search(); } // never the clause of what stood in the box a moment ago
  const focused = document.activeElement;
  return found.contains(focused) && focused.dataset.cite ? focused : reading.querySelector(".opened[data-cite]");
}

async function cite() {
  const clause = await current();
  if (!clause) return;
  const selection = getSelection();
  const picked = clause.dataset.head && selection && !selection.isCollapsed && reading.contains(selection.anchorNode)
    ? selection.toString().replace(/\s*\n\s*/g, "").trim() : "";
  desk().copy((picked ? `${clause.dataset.head}：“${picked}”` : clause.dataset.cite) + desk().dated, `出处：${clause.dataset.name}`);
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
    if (event.key === "Enter") { event.preventDefault(); clearTimeout(timer); search().then(() => found.querySelector(".hit")?.focus()); }
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
  if (button.dataset.duties) duties(button.dataset.duties);
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
