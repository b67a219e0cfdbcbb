// The original text: opens at the cited sentence, has an outline, and leads back to the answer.
let reveal = false;
let opener = null;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

const pane = () => element.querySelector(".source__scroll");

function scrollWithin(target, offset) {
  const room = pane();
  if (!room || !target) return;
  const top = target.getBoundingClientRect().top - room.getBoundingClientRect().top + room.scrollTop;
  room.scrollTo({ top: Math.max(0, top - offset), behavior: calm ? "auto" : "smooth" });
}

function showCited() {
  const room = pane();
  const cited = element.querySelector(".clause--cited");
  if (!room) return;
  if (!cited) {
    room.scrollTop = 0; // another document begins at its beginning
    return;
  }
  const mark = cited.querySelector("mark") || cited;
  const reach = mark.getBoundingClientRect().bottom - cited.getBoundingClientRect().top;
  // the whole clause from its start where the sentence still fits, with a little of what stands above it
  if (reach < room.clientHeight * 0.75) scrollWithin(cited, Math.min(64, room.clientHeight / 8));
  else scrollWithin(mark, room.clientHeight / 4);
  if (!reveal) return;
  reveal = false;
  element.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  cited.focus({ preventScroll: true });
}

document.addEventListener("policy:open", (event) => {
  const { clause, from, to, check } = event.detail;
  opener = event.detail.opener;
  reveal = true;
  const current = element.querySelector(".source")?.dataset.current;
  if (current === `${clause}:${from}-${to}`) showCited();
  else trigger("show_clause", { clause, from, to, check });
});

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.leadsTo) {
    const heading = [...element.querySelectorAll("[data-block]")].find(
      (block) => block.dataset.block === button.dataset.leadsTo,
    );
    scrollWithin(heading, 8);
  } else if (button.dataset.link) {
    const text = new URL(button.dataset.link, location.origin + location.pathname).href;
    document.dispatchEvent(new CustomEvent("policy:copy", { detail: { text, button } }));
  } else if ("back" in button.dataset) {
    const target = opener?.isConnected ? opener : document.getElementById("talk");
    target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    opener?.focus({ preventScroll: true });
  }
});

element.addEventListener("change", (event) => {
  if (event.target.matches("[data-documents]")) trigger("show_clause", { document: event.target.value });
});

watch("value", () => {
  if (element.querySelector('[data-reveal="yes"]')) reveal = true;
  requestAnimationFrame(showCited);
});
