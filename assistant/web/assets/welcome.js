// An example question asks itself. The event has one of Gradio's own names: only those can share a listener.
element.addEventListener("click", (event) => {
  const example = event.target.closest("[data-question]");
  if (example) trigger("submit", { question: example.dataset.question });
});
