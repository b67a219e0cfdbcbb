// What is selected of the clauses that are open: the words, and the block of the clause that they are of, which is
// missing where they are not of one clause alone. Stands before the script that cites.
function selected(reading) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(reading)) return null;
  const within = range.commonAncestorContainer;
  if ((within.closest ? within : within.parentElement).closest(".clause__label")) return {};
  const all = wordsOf(range);
  const block = [...reading.querySelectorAll("[data-block]")].find((block) => wordsOf(range, block) === all);
  return all ? { words: all, block } : null;
}

// The words of a range, or of the part of it that lies in a clause; a clause's label is none of its words.
function wordsOf(range, block) {
  const part = range.cloneRange();
  if (block) {
    if (!range.intersectsNode(block)) return "";
    if (!block.contains(part.startContainer)) part.setStart(block, 0);
    if (!block.contains(part.endContainer)) part.setEnd(block, block.childNodes.length);
  }
  const words = part.cloneContents();
  for (const label of words.querySelectorAll(".clause__label")) label.remove();
  return words.textContent.replace(/\s*\n\s*/g, "").trim();
}
