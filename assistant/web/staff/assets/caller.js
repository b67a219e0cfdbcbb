// Asking for a caller: one call is one conversation, the latest answer on top.
const form = element.querySelector("form");
const box = element.querySelector("#caller-question");
const turns = element.querySelector("[data-turns]");
const REMEMBERED = 4;
const desk = () => window.desk;
let earlier = [];
let call = 0; // what was asked in an earlier one is no part of this one
let busy = false;

async function ask(question) {
  if (!question.trim()) return;
  if (busy) { desk().tell("上一问还没答完"); return; }
  const mine = call;
  busy = true;
  form.setAttribute("aria-busy", "true");
  const reply = await desk().call(server.ask, { question, earlier });
  if (mine !== call) return;
  rest();
  if (!reply) return;
  earlier = [...earlier, question].slice(-REMEMBERED);
  if (box.value === question) box.value = ""; // not what was typed meanwhile
  const latest = document.createElement("div");
  latest.innerHTML = reply.html;
  turns.prepend(latest);
  const article = latest.querySelector(".turn");
  document.getElementById("announcer").textContent = "回答完毕。" + article.querySelector(".turn__answer").innerText;
}

function rest() {
  busy = false;
  form.removeAttribute("aria-busy");
}

function newCall() {
  ++call;
  rest();
  earlier = [];
  turns.innerHTML = "";
  box.value = "";
  box.focus();
}

form.addEventListener("submit", (event) => { event.preventDefault(); ask(box.value); });
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); ask(box.value); }
});
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.do === "new-call") newCall();
  else if (button.dataset.copy) desk().copy(button.dataset.copy, "");
  else if (button.dataset.open) document.dispatchEvent(new CustomEvent("desk:open", { detail: button.dataset.open }));
  else if (button.dataset.look) document.dispatchEvent(new CustomEvent("desk:look", { detail: button.dataset.look }));
});
document.addEventListener("keydown", (event) => {
  if (document.body.dataset.view !== "caller" || !event.altKey || event.ctrlKey || event.metaKey) return;
  const latest = turns.querySelector(".turn");
  if (!latest) return;
  if (event.code === "KeyC") { event.preventDefault(); desk().copy(latest.dataset.cite, "回答和出处"); }
  if (event.code === "KeyR") { event.preventDefault(); desk().copy(latest.dataset.say, "朗读稿"); }
});
document.addEventListener("desk:ask", (event) => { newCall(); desk().show("caller"); ask(event.detail); });
document.addEventListener("desk:shown", (event) => { if (event.detail === "caller") box.focus(); });
