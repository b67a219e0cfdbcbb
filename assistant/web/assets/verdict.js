// 有用/没用 under each answer. What is half written survives the chat being drawn again while an answer arrives.
const log = document.getElementById("log");
const announcer = () => document.getElementById("announcer");
const drafts = new Map(); // journal entry → { verdict, open, reason, comment, said, kept }

const draftOf = (box) => {
  const entry = box.dataset.entry;
  if (!drafts.has(entry)) drafts.set(entry, { verdict: "", open: false, reason: "", comment: "", said: "" });
  return drafts.get(entry);
};

function show(box) {
  const draft = draftOf(box);
  for (const button of box.querySelectorAll("[data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === draft.verdict));
  }
  box.querySelector("[data-verdict=unhelpful]").setAttribute("aria-expanded", String(draft.open));
  box.querySelector(".verdict__why").hidden = !draft.open;
  for (const radio of box.querySelectorAll("input")) radio.checked = radio.value === draft.reason;
  const comment = box.querySelector("textarea");
  if (comment.value !== draft.comment) comment.value = draft.comment;
  const thanks = box.querySelector(".verdict__thanks");
  thanks.hidden = !draft.said;
  thanks.textContent = draft.said;
}

const showAll = () => log.querySelectorAll(".verdict").forEach(show);

function send(box, verdict) {
  const draft = draftOf(box);
  draft.verdict = verdict;
  const told = verdict === "unhelpful" ? { reason: draft.reason, comment: draft.comment } : { reason: "", comment: "" };
  trigger("rate", { entry: box.dataset.entry, verdict, ...told });
}

log.addEventListener("click", (event) => {
  const button = event.target.closest(".verdict button");
  if (!button) return;
  const box = button.closest(".verdict");
  const draft = draftOf(box);
  if (button.dataset.verdict === "helpful") {
    draft.open = false;
    send(box, "helpful");
  } else if (button.dataset.verdict === "unhelpful") {
    draft.open = !draft.open;
    draft.said = "";
  } else if ("send" in button.dataset) {
    send(box, "unhelpful");
  } else {
    draft.open = false;
  }
  show(box);
  if (button.dataset.verdict === "unhelpful" && draft.open) {
    const form = box.querySelector(".verdict__why");
    form.querySelector("input").focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  }
  if ("cancel" in button.dataset) box.querySelector("[data-verdict=unhelpful]").focus();
});

log.addEventListener("input", (event) => {
  const box = event.target.closest(".verdict");
  if (!box) return;
  if (event.target.matches("textarea")) draftOf(box).comment = event.target.value;
  else draftOf(box).reason = event.target.value;
});

log.addEventListener("keydown", (event) => {
  const box = event.target.closest?.(".verdict__why")?.closest(".verdict");
  if (!box || event.key !== "Escape") return;
  draftOf(box).open = false;
  show(box);
  box.querySelector("[data-verdict=unhelpful]").focus();
});

document.addEventListener("policy:shown", showAll);

watch("value", () => {
  const reply = element.querySelector("[data-entry]");
  const box = reply && log.querySelector(`.verdict[data-entry="${reply.dataset.entry}"]`);
  if (!box) return;
  const draft = draftOf(box);
  const kept = reply.dataset.kept === "yes";
  if (kept) draft.open = false;
  else draft.verdict = "";
  draft.said = reply.textContent;
  const within = box.contains(document.activeElement);
  show(box);
  announcer().textContent = draft.said;
  if (within) box.querySelector(".verdict__thanks").focus({ preventScroll: true });
  box.querySelector(".verdict__thanks").scrollIntoView({ block: "nearest" });
});
