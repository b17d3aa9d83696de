// In the express lane Enter goes to the next empty field, so that a scanner's Enter never sends the page half filled.
const TEXT = "input:not([type=hidden], [type=checkbox], [type=radio], [type=submit], [type=button])";

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-enter]");
  if (event.key !== "Enter" || event.isComposing || !form || !event.target.matches(TEXT)) return;
  event.preventDefault();
  const fields = [...form.querySelectorAll(TEXT)].filter((field) => field.getClientRects().length > 0);
  const later = fields.slice(fields.indexOf(event.target) + 1);
  // After the name come the papers: number, telephone and address come from the card or stay empty.
  const next = later.find((field) => field.value === "" && !field.name.startsWith("person_"));
  (next ?? form.querySelector("[data-key=F9]"))?.focus();
});
