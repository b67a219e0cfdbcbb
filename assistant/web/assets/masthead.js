// Display switches. They are remembered where the browser allows it and work without that.
const masthead = () => element.querySelector(".masthead");

const remembered = {
  get(name) { try { return localStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(name, value); } catch { /* private browsing */ } },
};

const states = {
  dark: {
    on: () => document.body.classList.contains("dark"),
    set: (on) => document.body.classList.toggle("dark", on),
  },
  large: {
    on: () => document.documentElement.classList.contains("large-type"),
    set: (on) => document.documentElement.classList.toggle("large-type", on),
  },
};

function showStates() {
  document.documentElement.lang = masthead().dataset.language;
  document.title = element.querySelector("h1").textContent;
  for (const button of element.querySelectorAll("[data-toggle]")) {
    button.setAttribute("aria-pressed", String(states[button.dataset.toggle].on()));
  }
}

for (const [name, state] of Object.entries(states)) {
  const saved = remembered.get("policy-" + name);
  if (saved !== null) state.set(saved === "on");
}
showStates();

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.toggle) {
    const state = states[button.dataset.toggle];
    state.set(!state.on());
    remembered.set("policy-" + button.dataset.toggle, state.on() ? "on" : "off");
    showStates();
  } else if (button.dataset.languageSwitch) {
    const open = document.querySelector(".source")?.dataset ?? {};
    const [, clause = "", from = "", to = ""] = /^(.*):(\d+)-(\d+)$/.exec(open.current ?? "") ?? [];
    trigger("switch_language", { language: button.dataset.languageSwitch, document: open.document, clause, from, to });
  }
});

watch("value", showStates);
