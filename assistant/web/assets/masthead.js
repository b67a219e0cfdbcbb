// Display switches. They are remembered where the browser allows it and work without that.
document.documentElement.lang = "zh-CN";

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

for (const button of element.querySelectorAll("[data-toggle]")) {
  const name = button.dataset.toggle;
  const state = states[name];
  const saved = remembered.get("policy-" + name);
  if (saved !== null) state.set(saved === "on");
  button.setAttribute("aria-pressed", String(state.on()));
  button.addEventListener("click", () => {
    const on = !state.on();
    state.set(on);
    remembered.set("policy-" + name, on ? "on" : "off");
    button.setAttribute("aria-pressed", String(on));
  });
}
