// What all views share: which one is shown, display switches, copying, and being told what happened.
document.documentElement.lang = "zh-CN";

const remembered = {
  get(name) { try { return localStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(name, value); } catch { /* private browsing */ } },
};
const switches = {
  dark: [document.body, "dark"],
  large: [document.documentElement, "large-type"],
};
for (const button of element.querySelectorAll("[data-toggle]")) {
  const [target, name] = switches[button.dataset.toggle];
  const key = "policy-" + button.dataset.toggle;
  if (remembered.get(key) !== null) target.classList.toggle(name, remembered.get(key) === "on");
  button.setAttribute("aria-pressed", String(target.classList.contains(name)));
  button.addEventListener("click", () => {
    const on = target.classList.toggle(name);
    remembered.set(key, on ? "on" : "off");
    button.setAttribute("aria-pressed", String(on));
  });
}

const views = [...element.querySelectorAll("[data-view]")].map((button) => button.dataset.view);
const keys = { F2: "look", F4: "caller", F8: "follow" };

function show(view) {
  document.body.dataset.view = view;
  for (const button of element.querySelectorAll("[data-view]")) {
    if (button.dataset.view === view) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  history.replaceState(null, "", "#" + view);
  document.dispatchEvent(new CustomEvent("desk:shown", { detail: view }));
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-view]");
  if (button) show(button.dataset.view);
});
document.addEventListener("keydown", (event) => {
  if (keys[event.key] && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    show(keys[event.key]);
  }
});

// Another day's policies, for everything at the desk until somebody goes back; never kept over a reload.
const day = element.querySelector("[data-as-of]");
const dayNote = element.querySelector("#day-note");

async function setDay(wanted) {
  day.disabled = true;
  desk.tell("正在准备这一天的政策…");
  const reply = await desk.call(server.set_day, { as_of: wanted });
  day.disabled = false;
  if (reply) {
    desk.asOf = reply.as_of;
    desk.dated = reply.day && `（${reply.day}有效的文本）`;
    dayNote.hidden = !reply.as_of;
    dayNote.querySelector("[data-day]").textContent = reply.day;
    desk.tell(reply.as_of ? `现在按${reply.day}有效的政策` : "现在按今天的政策");
    document.dispatchEvent(new CustomEvent("desk:day"));
  }
  day.value = desk.asOf;
}

day.addEventListener("change", () => { if (day.checkValidity() && day.value !== desk.asOf) setDay(day.value); }); // not a year half typed
element.querySelector("[data-do=today]").addEventListener("click", () => { setDay(""); day.focus(); });

const toast = element.querySelector("#toast");
let toastTimer = 0;

// The end of the session never takes away a call or what is being typed; the server answers nothing more all the same.
const WARNING_SECONDS = 300;
const LONGEST_MS = 2 ** 31 - 1; // of a timer; of a session longer than that, a later call tells in time
const ENDED = "登录已到期。请在新标签页里登录工作台，再回到这里继续，这一页的内容会留着";
let warning = 0;
let expiry = 0;

function unfinished() {
  const boxes = [...document.querySelectorAll("textarea, input[type=search]")];
  return boxes.some((box) => box.value.trim()) || document.querySelector("[data-turns] .turn") !== null;
}

function endSession() {
  if (unfinished()) desk.tell(ENDED, 60_000);
  else location.reload(); // to the sign-in page
}

const desk = {
  show,
  asOf: "",
  dated: "", // what is copied of another day says so
  tell(text, milliseconds = 3000) {
    document.getElementById("announcer").textContent = text;
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => { toast.hidden = true; }, milliseconds);
  },
  async copy(text, name) {
    const focused = document.activeElement;
    try { await copy(text); desk.tell(`已复制${name}`); }
    catch { desk.tell("未能复制，请手动选取"); }
    focused?.focus({ preventScroll: true });
  },
  // Calls one of the server's functions; null where there is nothing to show, which the caller has been told.
  async call(fn, data) {
    let reply = null;
    try { reply = await fn({ as_of: desk.asOf, ...data }); } catch { /* told below */ }
    if (!reply || typeof reply !== "object" || !("seconds_left" in reply)) {
      const page = await fetch("./", { redirect: "manual" }).catch(() => null);
      if (page && page.type === "opaqueredirect") endSession();
      else desk.tell("没有连上服务器，请稍后再试");
      return null;
    }
    desk.expires(reply.seconds_left);
    if (reply.problem) { desk.tell(reply.problem); return null; }
    return reply;
  },
  expires(seconds) {
    clearTimeout(warning);
    clearTimeout(expiry);
    if (seconds <= 0 || seconds * 1000 >= LONGEST_MS) return;
    const early = seconds - WARNING_SECONDS;
    const told = `登录还有 ${WARNING_SECONDS / 60} 分钟到期。请在新标签页里重新登录，这一页的内容会留着`;
    if (early > 0) warning = setTimeout(() => desk.tell(told, 30_000), early * 1000);
    expiry = setTimeout(endSession, seconds * 1000 + 500);
  },
};
window.desk = desk;
const asked = location.hash.slice(1);
document.addEventListener("desk:ready", () => show(views.includes(asked) ? asked : "look"), { once: true });
document.body.dataset.view = views.includes(asked) ? asked : "look";
