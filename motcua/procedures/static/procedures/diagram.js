// Where scripts run, the drawing can be moved and zoomed with the viewer of bpmn.io; its sign stays visible, as its licence asks.
const room = document.querySelector("[data-diagram]");
const drawing = document.querySelector("[data-drawing]");

async function show() {
  const answer = await fetch(room.dataset.diagram, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok) return;
  const text = await answer.text();
  room.hidden = false;
  const viewer = new globalThis.BpmnJS({ container: room.querySelector(".route-viewer__canvas") });
  try {
    await viewer.importXML(text);
  } catch (error) {
    room.hidden = true;
    throw error;
  }
  const canvas = viewer.get("canvas");
  canvas.zoom("fit-viewport", "auto");
  drawing.hidden = true;
  const zoom = { fit: () => canvas.zoom("fit-viewport", "auto"), in: () => canvas.zoom(canvas.zoom() * 1.25), out: () => canvas.zoom(canvas.zoom() / 1.25) };
  room.addEventListener("click", (event) => zoom[event.target.dataset?.zoom]?.());
}

if (room && globalThis.BpmnJS) show();
