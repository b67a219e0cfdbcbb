// An example question asks itself.
element.addEventListener("click", (event) => {
  const example = event.target.closest("[data-question]");
  if (example) trigger("example", { question: example.dataset.question });
});
