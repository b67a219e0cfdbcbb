// Following up: the journal, narrowed; entries are proposed as evaluation cases with one click.
const form = element.querySelector("form");
const followed = element.querySelector("[data-followed]");
const versions = form.querySelector("[data-follow=corpus_version]");
const word = form.querySelector("[data-follow=word]");
const desk = () => window.desk;
let serial = 0;
let timer = 0;
const proposed = new Set(); // a list asked for before a proposal was made does not know of it

function wanted() {
  return Object.fromEntries([...form.querySelectorAll("[data-follow]")].map((input) => [
    input.dataset.follow, input.dataset.follow === "days" ? Number(input.value) : input.value,
  ]));
}

async function refresh() {
  const mine = ++serial;
  const reply = await desk().call(server.follow, wanted());
  if (mine !== serial || !reply) return;
  followed.innerHTML = reply.html;
  markProposed();
  const kept = versions.value;
  versions.replaceChildren(versions.options[0], ...reply.versions.map((version) => new Option(version || "（未知）", version)));
  versions.value = reply.versions.includes(kept) ? kept : "";
  document.getElementById("announcer").textContent = followed.querySelector("[data-status]")?.textContent ?? "";
}

function markProposed() {
  for (const button of followed.querySelectorAll("[data-propose]")) {
    if (!proposed.has(button.dataset.propose)) continue;
    const done = document.createElement("span");
    done.className = "muted";
    done.textContent = "已提为评测用例";
    button.replaceWith(done);
  }
}

async function propose(button) {
  const entry = button.dataset.propose;
  button.disabled = true;
  const reply = await desk().call(server.propose, { entry_id: Number(entry) });
  if (!reply) { button.disabled = false; return; }
  desk().tell(reply.told);
  const next = button.closest("li").nextElementSibling?.querySelector("[data-propose]");
  proposed.add(entry);
  markProposed();
  next?.focus({ preventScroll: true });
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", refresh);
word.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(refresh, 200); });
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.do === "refresh") refresh();
  else if (button.dataset.propose) propose(button);
  else if (button.dataset.word) { word.value = button.dataset.word; refresh(); }
  else if (button.dataset.open) document.dispatchEvent(new CustomEvent("desk:open", { detail: button.dataset.open }));
  else if (button.dataset.ask) document.dispatchEvent(new CustomEvent("desk:ask", { detail: button.dataset.ask }));
});
document.addEventListener("desk:shown", (event) => { if (event.detail === "follow") refresh(); });
document.dispatchEvent(new CustomEvent("desk:ready")); // the last component: every view listens by now
