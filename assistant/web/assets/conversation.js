// The chat: marks preview and open their source, answers can be copied.
const log = element;
const announcer = () => document.getElementById("announcer");
const words = () => document.getElementById("words").dataset; // in the page's language

const preview = document.createElement("div");
preview.className = "preview";
preview.id = "preview";
preview.setAttribute("role", "tooltip");
preview.hidden = true;
(document.querySelector(".gradio-container") || document.body).append(preview);
let previewed = null;
let hideTimer = 0;
let showTimer = 0;

function showPreview(mark) {
  const card = mark.closest(".answer")?.querySelector(`[data-basis="${mark.dataset.cite}"] .basis__preview`);
  if (!card) return;
  clearTimeout(hideTimer);
  preview.innerHTML = card.innerHTML;
  preview.hidden = false;
  place(mark.getBoundingClientRect());
  mark.setAttribute("aria-describedby", "preview");
  previewed = mark;
}

// Beside the mark where there is room, so that the marks on the lines above and below stay reachable.
function place(mark) {
  const margin = 12;
  const beside = mark.right + 10;
  const above = mark.top - preview.offsetHeight - 8;
  if (beside + preview.offsetWidth + margin <= innerWidth) {
    preview.style.left = `${beside}px`;
    preview.style.top = `${Math.max(margin, Math.min(mark.top - 12, innerHeight - preview.offsetHeight - margin))}px`;
    return;
  }
  preview.style.left = `${Math.max(margin, Math.min(mark.left - 24, innerWidth - preview.offsetWidth - margin))}px`;
  preview.style.top = `${above > margin ? above : mark.bottom + 8}px`;
}

function hidePreview() {
  clearTimeout(showTimer);
  preview.hidden = true;
  previewed?.removeAttribute("aria-describedby");
  previewed = null;
}

function hideSoon() {
  clearTimeout(hideTimer);
  hideTimer = setTimeout(hidePreview, 180);
}

log.addEventListener("mouseover", (event) => {
  const mark = event.target.closest(".cite");
  clearTimeout(showTimer);
  if (mark) showTimer = setTimeout(() => showPreview(mark), 120);
});
log.addEventListener("mouseout", (event) => {
  clearTimeout(showTimer);
  if (event.target.closest(".cite")) hideSoon();
});
log.addEventListener("focusin", (event) => {
  const mark = event.target.closest(".cite");
  if (mark && mark.matches(":focus-visible")) showPreview(mark);
});
log.addEventListener("focusout", (event) => { if (event.target.closest(".cite")) hideSoon(); });
preview.addEventListener("mouseenter", () => clearTimeout(hideTimer));
preview.addEventListener("mouseleave", hideSoon);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hidePreview(); });
addEventListener("scroll", (event) => {
  if (previewed && event.target.contains(previewed)) hidePreview(); // it would no longer stand beside its mark
}, { capture: true, passive: true });

async function copyFor(button, text) {
  const label = (button.dataset.label ??= button.textContent);
  try { await copy(text); button.textContent = words().copied; }
  catch { button.textContent = words().notCopied; }
  announcer().textContent = button.textContent;
  setTimeout(() => { button.textContent = label; }, 2000);
}

log.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.clause) {
    hidePreview();
    const { clause, from, to, check } = button.dataset;
    document.dispatchEvent(new CustomEvent("policy:open", { detail: { clause, from, to, check, opener: button } }));
  } else if (button.dataset.copy) {
    copyFor(button, button.dataset.copy);
  }
});

document.addEventListener("policy:copy", (event) => copyFor(event.detail.button, event.detail.text));

const SPOKEN = ".answer__verdict, .answer__text p, .uncovered p, .uncovered li, .related p, .related li";
let announced = "";

function announce(latest, count) {
  const answer = latest.querySelector(".answer");
  const state = `${count}:${answer.dataset.complete}`;
  if (state === announced) return;
  announced = state;
  announcer().textContent = answer.dataset.complete === "yes"
    ? `${words().complete}${[...answer.querySelectorAll(SPOKEN)]
        .map((part) => part.textContent.trim()).join(" ") || answer.textContent.trim()}`
    : words().looking;
}

watch("value", () => {
  const exchanges = log.querySelectorAll(".exchange");
  const latest = exchanges[exchanges.length - 1];
  document.dispatchEvent(new CustomEvent("policy:shown"));
  if (!latest) return;
  announce(latest, exchanges.length);
  const room = Math.min(innerHeight, log.closest("#talk").clientHeight || innerHeight);
  latest.scrollIntoView({ block: latest.offsetHeight > room * 0.8 ? "start" : "nearest" });
});
