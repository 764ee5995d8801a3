// Answers the buttons of the passages of a page that are pressed (behaviour.js tells it of them), and shows what came of
// a press (components/passages/passage_actions.py). Streamlit calls this whenever there is something new to show. A
// press is sent again with the next one until it is answered: of two messages that come at once the app may drop the first.
export default function ({ data, parentElement, setTriggerValue }) {
  const page = document.querySelector('[data-testid="stMain"]');
  const waiting = (parentElement.waiting || []).filter(([number]) => number > data.latest);
  parentElement.waiting = waiting;

  for (const button of page.querySelectorAll("button[data-keep]")) {
    const words = data.kept.includes(button.dataset.keep) ? data.words.remove : data.words.add;
    if (button.textContent === words) continue;
    button.textContent = words;
    button.setAttribute("aria-label", `${words}, ${button.dataset.named}`);
  }
  for (const line of page.querySelectorAll("[data-told]")) {
    const said = line.dataset.told === data.told ? data.said : "";
    if (line.textContent !== said) line.textContent = said;
  }
  for (const link of page.querySelectorAll("a[data-pack]")) {
    link.hidden = !(data.pack && link.dataset.pack === data.told);
    if (!link.hidden) link.setAttribute("href", `evidence-pack?pack=${encodeURIComponent(data.pack)}`);
  }

  const press = (button) => {
    if (!page.contains(button)) return;  // of a page that was left
    // What the words of the button say, whatever another window has done meanwhile.
    const wanted = button.textContent === data.words.remove ? "remove" : "add";
    const [what, token] = button.dataset.wrong ? ["wrong", button.dataset.wrong] : [wanted, button.dataset.keep];
    waiting.push([Math.max(data.latest, ...waiting.map(([number]) => number)) + 1, what, token]);
    setTriggerValue("press", [...waiting]);
  };
  const passages = (window.findingsPassages ||= { early: [] });  // shared with behaviour.js
  passages.press = parentElement.press = press;
  passages.early.splice(0).forEach(press);
  return () => { if (passages.press === parentElement.press) passages.press = null; };
}
